"""What was typed comes back where the session has ended or the form's token is too old, and is saved by nobody unseen."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from diagnostics.domain import drafts
from diagnostics.models import (
    Announcement,
    Carrier,
    Cause,
    Guide,
    PreviewLink,
    ProgramKey,
    Publication,
    Recall,
    Remedy,
    SiteText,
)
from tests.admin.form_client import address_of, form_data, open_form
from tests.admin.tables import Form, at, read_form, signs
from tests.builders import make_document
from tests.fixtures import Publish, published

__all__ = ["published"]
pytestmark = pytest.mark.django_db
HERE = {"Sec-Fetch-Site": "same-origin"}
WRITTEN = (Announcement, SiteText, PreviewLink, ProgramKey, Publication, Recall)
ENDED, TOO_OLD = "Your session had ended.", "This page was too old to be saved."


@pytest.fixture
def lamp() -> Guide:
    """The small guide."""
    return drafts.replace(make_document())


@pytest.fixture(autouse=True)
def ada() -> User:
    """An editor with a password."""
    return User.objects.create_superuser("ada", password="candle light")


@pytest.fixture
def window(ada: User) -> Client:
    """Their browser, which is signed in and held to form tokens."""
    client = Client(enforce_csrf_checks=True, headers=HERE)
    client.force_login(ada)
    return client


def token(window: Client) -> str:
    """One that counts until somebody signs in."""
    window.get(reverse("admin:index"))
    return window.cookies["csrf"].value if "csrf" in window.cookies else ""


def end(window: Client) -> None:
    """Let the session end, as it does by itself after a fortnight."""
    window.session.delete()


def sign_in(window: Client, page: Any, *, name: str = "ada", password: str = "candle light") -> Any:
    """Fill in the sign-in page that came, and press its button."""
    form = Form(page.content.decode())
    action = page.content.decode().split('<form action="')[1].split('"')[0].replace("&amp;", "&")
    return window.post(action, form.fields | {"username": name, "password": password}, follow=True)


def test_form_comes_back_after_signing_in(window: Client, lamp: Guide) -> None:
    """As it was typed, not saved, at its own address; pressing Save then saves it."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(window, address_of(cause)) | {"name": "Typed long", "csrfmiddlewaretoken": token(window)}
    end(window)
    page = window.post(address_of(cause), mine)
    assert "What you typed is kept: sign in" in page.content.decode()
    back = sign_in(window, page)
    assert back.redirect_chain == [(address_of(cause), 302)]
    assert f"{ENDED} Everything you typed is below" in back.content.decode()
    assert "You are signed in as ada." in back.content.decode()
    assert back.context["adminform"].form["name"].value() == "Typed long"
    assert Cause.objects.get(slug="bulb").name == "The bulb is dead"
    again = form_data(back) | {"csrfmiddlewaretoken": Form(back.content.decode()).fields["csrfmiddlewaretoken"]}
    assert window.post(address_of(cause), again).status_code == 302
    assert Cause.objects.get(slug="bulb").name == "Typed long"


def test_it_comes_back_once(window: Client, lamp: Guide) -> None:
    """Whoever opens the form again has it as it is stored."""
    cause = Cause.objects.get(slug="bulb")
    end(window)
    sign_in(window, window.post(address_of(cause), {"name": "Typed", "csrfmiddlewaretoken": token(window)}))
    assert window.get(address_of(cause)).context["adminform"].form["name"].value() == "The bulb is dead"


def test_wrong_password_keeps_what_was_typed(window: Client, lamp: Guide) -> None:
    """The sign-in page carries it until somebody is in; so does the page that asks for patience."""
    cause = Cause.objects.get(slug="bulb")
    end(window)
    page = window.post(address_of(cause), {"name": "Typed"})
    for _ in range(4):
        page = sign_in(window, page, password="wrong")
    last = sign_in(window, page, password="wrong")
    assert (last.status_code, json.loads(Form(last.content.decode()).fields["_typed"])["fields"]["name"]) == (
        429,
        ["Typed"],
    )


def test_somebody_else_sees_who_would_save_it(window: Client, lamp: Guide) -> None:
    """Two people at one screen: the text is shown with the name of who is signed in, and nothing is saved."""
    eve = User.objects.create_user("eve", password="lamp oil", is_staff=True)
    eve.groups.add(Group.objects.get(name="Editors"))
    cause = Cause.objects.get(slug="bulb")
    end(window)
    back = sign_in(window, window.post(address_of(cause), {"name": "Typed"}), name="eve", password="lamp oil")
    assert "You are signed in as eve." in back.content.decode()
    assert back.context["adminform"].form["name"].value() == "Typed"
    assert Cause.objects.get(slug="bulb").name == "The bulb is dead"


def test_somebody_who_may_not_see_the_form_does_not(window: Client, lamp: Guide) -> None:
    """Whoever signs in sees what they may see."""
    User.objects.create_user("rea", password="lamp oil", is_staff=True)
    end(window)
    page = window.post(address_of(Cause.objects.get(slug="bulb")), {"name": "Typed"})
    assert sign_in(window, page, name="rea", password="lamp oil").status_code == 403


def test_form_with_an_old_token_comes_back_at_once(window: Client, lamp: Guide) -> None:
    """With a fresh one; nothing is saved before that."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(window, address_of(cause)) | {"name": "Typed", "csrfmiddlewaretoken": "x" * 64}
    back = window.post(address_of(cause), mine, follow=True)
    assert TOO_OLD in back.content.decode()
    assert back.context["adminform"].form["name"].value() == "Typed"
    assert Cause.objects.get(slug="bulb").name == "The bulb is dead"
    again = form_data(back) | {"csrfmiddlewaretoken": Form(back.content.decode()).fields["csrfmiddlewaretoken"]}
    assert window.post(address_of(cause), again).status_code == 302


def test_sign_in_page_with_an_old_token_keeps_it_too(window: Client, lamp: Guide) -> None:
    """Two windows, one after the other: the second finds its editor signed in, and the form is there."""
    cause = Cause.objects.get(slug="bulb")
    end(window)
    page = window.post(address_of(cause), {"name": "Typed"})
    sign_in(window, window.get(reverse("admin:login")))
    back = sign_in(window, page)
    assert back.context["adminform"].form["name"].value() == "Typed"


def test_what_others_saved_meanwhile_is_told_with_it(window: Client, lamp: Guide) -> None:
    """A long night: signed out, and somebody has changed the same field."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(window, address_of(cause)) | {"name": "Typed"}
    Cause.objects.filter(slug="bulb").update(name="Theirs")
    end(window)
    back = sign_in(window, window.post(address_of(cause), mine))
    assert [(one.theirs, one.yours) for one in back.context["meanwhile"].differences] == [("Theirs", "Typed")]


def test_new_object_comes_back(window: Client, lamp: Guide) -> None:
    """An empty form has no row to come back to, only an address."""
    address = reverse("admin:diagnostics_cause_add")
    mine = open_form(window, address) | {"name": "A new one"}
    end(window)
    back = sign_in(window, window.post(address, mine))
    assert back.context["adminform"].form["name"].value() == "A new one"
    assert not Cause.objects.filter(name="A new one").exists()


@pytest.mark.parametrize("button", ["guide-signs-question", "guide-signs-look", "guide-signs-effect"])
def test_sign_table_comes_back(button: str, window: Client, lamp: Guide) -> None:
    """Whichever button was pressed."""
    form = read_form(window.get(at("guide-signs-question", "see")))
    end(window)
    back = sign_in(window, window.post(at(button, "see"), form.data(**{"see.w.bulb.flicker": "proves"})))
    page = read_form(back)
    assert (page.fields["see.w.bulb.flicker"], ENDED in page.text) == ("proves", True)
    assert signs("see")["bulb"] == {"flicker": "for"}
    assert window.post(at("guide-signs-question", "see"), page.data()).status_code == 302
    assert signs("see")["bulb"] == {"flicker": "proves"}


def test_signs_of_a_cause_and_remedies_come_back(window: Client, lamp: Guide) -> None:
    """They are tables too."""
    changes = {
        at("guide-signs-cause", "outage"): {"see.w.outage.dark": "for"},
        at("guide-remedies"): {"w.new-bulb.bulb": "always"},
    }
    for address, change in changes.items():
        form = read_form(window.get(address))
        end(window)
        back = sign_in(window, window.post(address, form.data(**change)))
        assert change.items() <= read_form(back).fields.items()
    assert "outage" not in signs("see")
    assert not Remedy.objects.filter(word="always", step__slug="new-bulb").exists()


def test_tasks_come_back(window: Client, lamp: Guide) -> None:
    """A form that would have been saved as it is."""
    address = at("guide-new-carrier")
    mine = {
        "name": "Acme",
        "country": "US",
        "source": "*",
        "source_title": "Its help",
        "source_url": "https://a.example/",
    }
    end(window)
    back = sign_in(window, window.post(address, mine))
    assert (back.context["form"]["name"].value(), ENDED in back.content.decode()) == ("Acme", True)
    assert not Carrier.objects.exists()


MORE_FORMS: dict[str, tuple[str, dict[str, object]]] = {
    "a sentence for visitors": (at("guide-say"), {"text": "It is slow today.", "minutes": "60"}),
    "a page of the site": (reverse("admin:site-text", args=["about"]), {"text": "We are slow today."}),
    "a key": (reverse("admin:keys"), {"name": "It is slow today.", "scopes": ["links:make"]}),
    "a publication": (at("guide-publish"), {"note": "It is slow today.", "do": "publish"}),
    "a way back": (reverse("admin:guide-roll-back", args=["lamp", 1]), {"why": "It is slow today."}),
    "a recall": (reverse("admin:guide-recall", args=["lamp", 1]), {"why": "It is slow today.", "harm": "all"}),
}


@pytest.mark.broad
@pytest.mark.parametrize("name", MORE_FORMS)
def test_every_form_with_words_comes_back(window: Client, lamp: Guide, published: Publish, name: str) -> None:
    """And nobody hears of it before it is sent once more."""
    published(make_document())
    published(make_document(title="Another title"))
    drafts.replace(make_document(title="A third title"))
    address, typed = MORE_FORMS[name]
    page = window.get(address)
    mine = Form(page.content.decode()).fields | typed | {"csrfmiddlewaretoken": token(window)}
    before = [list(model.objects.values_list("pk", flat=True)) for model in WRITTEN]
    end(window)
    back = sign_in(window, window.post(address, mine))
    words = back.content.decode()
    assert (ENDED in words, "slow today." in words) == (True, True)
    assert [list(model.objects.values_list("pk", flat=True)) for model in WRITTEN] == before


def test_nothing_is_kept_of_what_another_site_sends(window: Client, lamp: Guide) -> None:
    """Neither signed out nor signed in; nor where a browser does not say where it comes from."""
    address = address_of(Cause.objects.get(slug="bulb"))
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {},
    ):
        other = Client(enforce_csrf_checks=True, headers=headers)
        assert (other.post(address, {"name": "Theirs"}).status_code, other.session.keys()) == (403, {}.keys())
        other.force_login(User.objects.get(username="ada"))
        response = other.post(address, {"name": "Theirs"})
        assert (response.status_code, "_typed" in other.session) == (403, False)
        assert b"Theirs" not in response.content


def test_nothing_is_kept_of_pages_that_do_not_show_it_again(window: Client, lamp: Guide) -> None:
    """Passwords of new users, answers for scripts: one signs in and begins again."""
    end(window)
    free = Client(headers=HERE)
    for address in (reverse("admin:auth_user_add"), at("guide-check"), reverse("admin:index")):
        assert free.post(address, {"password1": "secret"}).status_code == 302
    scripted = {"HX-Request": "true"}
    assert free.post(at("guide-signs-effect", "see"), {"cell": ""}, headers=scripted).status_code == 302


def test_only_so_much_is_kept(window: Client, lamp: Guide) -> None:
    """What the sign-in page could not send back is not taken in."""
    end(window)
    address = address_of(Cause.objects.get(slug="bulb"))
    most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert Client(headers=HERE).post(address, {"text": "x" * (most - 50_000)}).status_code == 302


@pytest.mark.parametrize("typed", ["", "{", "[]", "{}", '{"to": 3}', '{"to": "https://evil.example/"}', "[" * 9999])
def test_sign_in_with_something_else_in_its_field_is_a_sign_in(typed: str, lamp: Guide) -> None:
    """Only what comes from this site's forms is kept."""
    client = Client()
    login = {"username": "ada", "password": "candle light", "_typed": typed}
    assert client.post(reverse("admin:login"), login).status_code == 302
    assert "_typed" not in client.session
