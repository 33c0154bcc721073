"""The second step: taken at both doors, set up, removed, asked for by the operator."""

from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.test import Client
from django.utils.html import escape
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from diagnostics.domain.safeguards import roles
from diagnostics.domain.signing_in import codes, second_step
from tests.domain.signing_in.app import App, an_app
from tests.web.page import Page

pytestmark = pytest.mark.django_db
PASSWORD: Final = "candle light"
STEP, CHOOSE, YOURS = "/sign-in/second-step/", "/sign-in/choose/", "/sign-in/"
DOORS: Final = {"/admin/login/?next=/admin/": "/admin/", "/agents/sign-in/?next=/agents/": "/agents/"}
INSIDE: Final = ["/admin/", "/agents/", "/preview/draft/", "/sign-in/", "/agents/password/", "/sign-in/codes/"]


@pytest.fixture(autouse=True)
def _nothing_spent() -> None:
    cache.clear()


@dataclass(frozen=True)
class Someone:
    """At a browser of their own."""

    user: User
    client: Client = field(default_factory=Client)

    def get(self, address: str) -> Page:
        return Page(self.client.get(address))

    def post(self, address: str, **data: str) -> Page:
        return Page(self.client.post(address, data))

    def sign_in(self, door: str = "/agents/sign-in/?next=/agents/", password: str = PASSWORD) -> str:
        """Where the password leads; empty where it leads nowhere."""
        login = {"username": self.user.username, "password": password}
        return self.client.post(door, login).headers.get("Location", "")

    def is_in(self) -> bool:
        return self.get("/sign-in/").status == 200

    def set_up_app(self) -> tuple[App, Page]:
        """By way of the pages: an app, and the page that follows."""
        page = self.get("/sign-in/app/")
        app = App(self.client.session["app_key"])
        has_field = page.elements(name="password")
        more = {"password": PASSWORD} if has_field else {}
        return app, self.post("/sign-in/app/", code=app.code(), **more)


def someone(name: str, *groups: str) -> Someone:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.add(*Group.objects.filter(name__in=groups))
    return Someone(user)


@pytest.fixture
def ada() -> Someone:
    """An editor who also works at the desk."""
    return someone("ada", roles.EDITORS, roles.AGENTS)


@pytest.fixture
def app(ada: Someone) -> App:
    return an_app(ada.user)


@pytest.mark.parametrize(("door", "inside"), DOORS.items())
def test_without_one_the_password_is_enough(ada: Someone, door: str, inside: str) -> None:
    """Nobody is asked for what they have not set up."""
    assert ada.sign_in(door) == inside
    assert ada.is_in()


@pytest.mark.parametrize(("door", "inside"), DOORS.items())
def test_after_the_password_a_code_opens(ada: Someone, app: App, door: str, inside: str) -> None:
    """Either door leads to the same step, and the step to where somebody wanted to go."""
    assert ada.sign_in(door) == STEP
    page = ada.get(STEP)
    assert (page.status, page.heading) == (200, "One more step")
    answer = ada.post(STEP, code=app.code(1))

    assert (answer.status, answer.response.headers["Location"]) == (302, inside)
    assert ada.is_in()


@pytest.mark.parametrize("address", INSIDE)
def test_the_password_alone_opens_nothing(ada: Someone, app: App, address: str) -> None:
    """Between the two steps somebody is nobody."""
    stranger = Client().get(address)
    ada.sign_in()
    half = ada.client.get(address)

    assert stranger.status_code == half.status_code == 302
    assert "_auth_user_id" not in ada.client.session


def test_half_signed_in_nobody_sets_up_another_step(ada: Someone, app: App) -> None:
    """Who has the password and not the device cannot bring a device of their own."""
    ada.sign_in()
    for address in (CHOOSE, "/sign-in/app/", "/sign-in/passkey/", "/sign-in/codes/", "/sign-in/app/remove/"):
        assert ada.client.get(address).headers["Location"] in (STEP, CHOOSE)
        assert ada.client.post(address, {"code": app.code(1)}).headers["Location"] in (STEP, CHOOSE)
    assert TOTPDevice.objects.get().key == app.key


@pytest.mark.parametrize("has_app", [False, True])
def test_nobody_goes_on_with_the_key_of_another(ada: Someone, settings: Settings, *, has_app: bool) -> None:
    """Whoever signs in at a browser begins anew, whatever somebody half signed in has begun there."""
    settings.SECOND_FACTOR = "staff"
    ada.sign_in()
    ada.get("/sign-in/app/")
    assert "app_key" in ada.client.session

    eve = Someone(User.objects.create_user("eve", password=PASSWORD), ada.client)
    if has_app:
        an_app(eve.user)
    eve.sign_in()
    assert "app_key" not in ada.client.session


def test_wrong_code_is_told(ada: Someone, app: App) -> None:
    """The form comes again with what is wrong; then with how long to wait."""
    ada.sign_in()
    page = ada.post(STEP, code="000000")
    assert page.status == 422
    assert "This code is wrong" in page.text
    assert "Wait" in ada.post(STEP, code="111111").text
    assert not ada.is_in()


def test_the_step_has_to_be_taken_soon(ada: Someone, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten minutes the password is asked for again."""
    monkeypatch.setattr(second_step, "MINUTES", -1)
    ada.sign_in()

    assert ada.post(STEP, code=app.code(1)).response.headers["Location"] == YOURS
    assert not ada.is_in()


def test_a_new_password_ends_what_is_half_done(ada: Someone, app: App) -> None:
    """As it ends sessions."""
    ada.sign_in()
    ada.user.set_password("moon over water")
    ada.user.save()

    assert ada.post(STEP, code=app.code(1)).response.headers["Location"] == YOURS
    assert not ada.is_in()


def test_a_switched_off_login_takes_no_step(ada: Someone, app: App) -> None:
    """Also when it was switched off between the two."""
    ada.sign_in()
    User.objects.update(is_active=False)

    assert ada.post(STEP, code=app.code(1)).response.headers["Location"] == YOURS


def test_recovery_code_opens_once_and_says_what_is_left(ada: Someone, app: App) -> None:
    """Whoever needed one sees how many there are, how to remove a lost device, and goes on."""
    made = codes.make_recovery_codes(ada.user)
    ada.sign_in()
    answer = ada.post(STEP, code=made[0])
    assert answer.response.headers["Location"] == YOURS
    page = ada.get(YOURS)

    assert "9 are left" in page.text
    assert page.links["Go on to where you wanted to go"] == "/agents/"
    again = Someone(ada.user)
    again.sign_in()
    assert again.post(STEP, code=made[0]).status == 422


def test_an_app_is_set_up_with_recovery_codes(ada: Someone) -> None:
    """The picture is drawn here; the codes are shown once, and not again on a reload."""
    ada.sign_in()
    drawn = ada.get("/sign-in/app/")
    assert len(drawn.elements(role="img")[0]) == 1
    assert "style=" not in drawn.response.content.decode()
    app, page = ada.set_up_app()

    assert page.heading == "Your recovery codes"
    shown = [one.text or "" for one in page.tree.iter("code")]
    assert len(shown) == codes.RECOVERY_CODES
    assert "no-store" in page.response.headers["Cache-Control"]
    later = Someone(ada.user)
    later.sign_in()
    assert later.post(STEP, code=shown[3]).status == 302
    assert app.code() not in later.get(YOURS).text


def test_setting_up_takes_the_password(ada: Someone) -> None:
    """A browser left open is not enough; what was typed besides comes back."""
    ada.sign_in()
    ada.get("/sign-in/app/")
    app = App(ada.client.session["app_key"])
    page = ada.post("/sign-in/app/", code=app.code(), password="guess")
    assert page.status == 422
    assert "This is not your password" in page.text
    assert not TOTPDevice.objects.exists()
    wrong = ada.post("/sign-in/app/", code="abc", password=PASSWORD)

    assert "This is not the code" in wrong.text
    assert ada.client.session["app_key"] == app.key


def test_removing_takes_the_password_too(ada: Someone) -> None:
    """With the last one go the recovery codes, and the password alone opens again."""
    ada.sign_in()
    ada.set_up_app()
    assert ada.post("/sign-in/app/remove/", password="guess").status == 422
    assert ada.post("/sign-in/app/remove/", password=PASSWORD).response.headers["Location"] == YOURS

    assert not second_step.means_of(ada.user)
    assert codes.count_recovery_codes(ada.user) == 0
    assert "It is removed" in ada.get(YOURS).text
    assert Someone(ada.user).sign_in() == "/agents/"
    assert ada.get("/sign-in/app/remove/").status == 404


def test_new_recovery_codes_take_the_password(ada: Someone) -> None:
    """And there are none without a second step."""
    ada.sign_in()
    assert ada.get("/sign-in/codes/").response.headers["Location"] == YOURS
    _, page = ada.set_up_app()
    old = {one.text for one in page.tree.iter("code")}
    assert ada.get("/sign-in/codes/").status == 200
    assert ada.post("/sign-in/codes/", password="guess").status == 422
    new = {one.text for one in ada.post("/sign-in/codes/", password=PASSWORD).tree.iter("code")}

    assert len(new) == codes.RECOVERY_CODES
    assert not new & old


@pytest.mark.parametrize(
    ("rule", "must"), {"optional": set(), "publishers": {"pat"}, "staff": {"pat", "ed", "olga"}}.items()
)
def test_who_must_have_one_is_led_to_it(settings: Settings, rule: str, must: set[str]) -> None:
    """Before anything else they set one up; then they are where they wanted to go."""
    settings.SECOND_FACTOR = rule
    people = {"pat": roles.PUBLISHERS, "ed": roles.EDITORS, "olga": roles.AGENTS}
    for name, group in people.items():
        one = someone(name, group)
        address = one.sign_in()
        assert (address == STEP) is (name in must)
        if name not in must:
            continue
        assert not one.is_in()
        assert one.client.get(STEP).headers["Location"] == CHOOSE
        assert "Whoever runs this site asks you" in one.get(CHOOSE).text
        _, page = one.set_up_app()
        assert page.links["I have kept them"] == "/agents/"
        assert one.is_in()


def test_who_becomes_a_publisher_is_asked_at_once(settings: Settings, ada: Someone) -> None:
    """A session from before the rule, or the role, does not count; whoever has taken the step goes on."""
    settings.SECOND_FACTOR = "publishers"
    ada.sign_in()
    assert ada.is_in()
    ada.user.groups.add(Group.objects.get(name=roles.PUBLISHERS))
    assert not ada.is_in()
    assert ada.client.get("/admin/").status_code == 302
    assert ada.sign_in() == STEP
    ada.set_up_app()

    assert ada.is_in()
    assert ada.client.get("/admin/").status_code == 200


def test_the_only_one_stays_where_one_is_asked_for(settings: Settings) -> None:
    """It is removed once there is another."""
    settings.SECOND_FACTOR = "staff"
    one = someone("pat")
    one.sign_in()
    one.set_up_app()
    page = one.post("/sign-in/app/remove/", password=PASSWORD)

    assert "this is your only one" in page.text
    assert TOTPDevice.objects.exists()


def test_switched_off_nobody_is_asked(settings: Settings, ada: Someone, app: App) -> None:
    """Not even who has one; the page about signing in stays."""
    settings.SECOND_FACTOR = "off"

    assert ada.sign_in() == "/agents/"
    assert "Second step" not in ada.get(YOURS).texts("h2")
    assert ada.get(CHOOSE).status == 404


def test_signing_out_everywhere_else(ada: Someone, app: App) -> None:
    """Other browsers are out, also those between the two steps; this one stays, and so do other people."""
    eve, other, half = someone("eve"), Someone(ada.user), Someone(ada.user)
    eve.sign_in()
    ada.sign_in()
    ada.post(STEP, code=app.code(1))
    TOTPDevice.objects.update(last_t=-1)
    other.sign_in()
    other.post(STEP, code=app.code())
    half.sign_in()
    assert other.is_in()
    assert ada.post("/sign-in/elsewhere/").status == 302

    assert "2 other places" in ada.get(YOURS).text
    assert (ada.is_in(), other.is_in(), eve.is_in()) == (True, False, True)
    assert half.post(STEP, code=app.code(1)).response.headers["Location"] == YOURS
    ada.post("/sign-in/elsewhere/")
    assert "nowhere else" in ada.get(YOURS).text
    assert ada.get("/sign-in/elsewhere/").status == 405


def test_what_was_typed_survives_both_steps(ada: Someone, app: App) -> None:
    """An editor whose session ended finds it again after the code."""
    text = '{"to": "/admin/diagnostics/guide/add/", "why": "Ended.", "fields": {"title": ["My lamp"]}}'
    ada.client.post("/admin/login/", {"username": "ada", "password": PASSWORD, "_typed": text})
    ada.post(STEP, code=app.code(1))
    page = ada.client.get("/admin/diagnostics/guide/add/")

    assert escape("My lamp") in page.content.decode()


def test_a_code_leads_to_no_other_site(ada: Someone, app: App) -> None:
    """What was wanted must lie on this site."""
    ada.sign_in("/agents/sign-in/?next=https://example.org/")

    assert ada.post(STEP, code=app.code(1)).response.headers["Location"] == "/agents/"


def test_the_step_is_held_to_form_tokens(ada: Someone, app: App) -> None:
    """A form of another site takes no step."""
    client: Any = Client(enforce_csrf_checks=True)
    for address in (STEP, "/sign-in/app/", "/sign-in/elsewhere/"):
        assert client.post(address).status_code == 403
