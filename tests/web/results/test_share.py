"""“Save or send this”: a walk becomes a result link."""

import re

import pytest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, LiveSite
from diagnostics.domain.safeguards.limits import MAKING
from diagnostics.models import Recall, Release, ResultLink
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp
from tests.web.page import Page, Visitor, words
from tests.web.results.pinned import OURS, look_at, post, share_walk
from tests.web.results.test_replay import WALKS

pytestmark = pytest.mark.django_db


def form_of(page: Page) -> dict[str, str]:
    form = next(one for one in page.tree.iter("form") if one.get("action", "").endswith("/share/"))
    fields = {one.get("name", ""): one.get("value", "") for one in form.iter("input")}
    return {"action": form.get("action", ""), **fields}


@pytest.mark.broad
@pytest.mark.parametrize("walk", WALKS.values(), ids=list(WALKS))
def test_every_page_of_a_walk_can_be_saved(lamp: LiveGuide, visitor: Visitor, walk: str) -> None:
    """The button leads to a page with the same screen: title, heading, instructions, reasons, answers."""
    page = visitor.check(walk)
    form = form_of(page)
    result = look_at(share_walk(form["walk"], release=form["release"]))

    assert form["action"] == "/lamp/share/"
    assert result.status == 200
    assert result.heading == page.heading
    for class_ in ("where", "why", "do", "facts", "sofar", "alarm", "leaders", "unproven", "summary"):
        assert on_screen(result, class_) == on_screen(page, class_), class_


def on_screen(page: Page, class_: str) -> list[str]:
    """The words of these parts, but for the screen to photograph, which repeats some."""
    photo = {one for section in page.elements(id="photo") for one in section.iter()}
    return [words(one) for one in page.elements(class_=class_) if one not in photo]


def test_a_link_is_found_under_its_code(lamp: LiveGuide) -> None:
    """303 to an address with three groups of four letters; each time another one."""
    one, other = share_walk("see=dark"), share_walk("see=dark")
    assert re.fullmatch(r"/r/[B-Z]{4}(-[B-Z]{4}){2}/", one)
    assert one != other
    assert ResultLink.objects.count() == 2


def test_the_release_that_was_on_the_page_is_pinned(published: Publish) -> None:
    """Also where another one was published while the visitor read."""
    published(rich_lamp())
    published(rich_lamp(working="It shines"))
    page = look_at(share_walk("see=dark&kind=desk&show=steps", release="1"))
    assert "It lights now" in page.texts("button")
    assert "Version 1 of this guide" in page.text
    for wrong in ("7", "x", ""):
        assert "It shines" in look_at(share_walk("see=dark&kind=desk&show=steps", release=wrong)).texts("button")


def test_a_withdrawn_release_is_not_pinned_again(published: Publish) -> None:
    """Who still has a page of it gets the answer of today."""
    published(rich_lamp())
    published(rich_lamp(working="It shines"))
    Recall.objects.create(release=Release.objects.get(number=1), steps=[], by="ada", why="harm")
    assert "Version 2 of this guide" in look_at(share_walk("see=dark", release="1")).text


def test_an_old_name_of_the_guide_will_do(lamp: LiveGuide) -> None:
    """A form on a page that is older than the name."""
    assert ResultLink.objects.count() == 0
    share_walk("see=dark", guide="old-lamp")
    assert ResultLink.objects.get().release.guide == "lamp"


def test_an_unknown_guide_has_nothing_to_share(lamp: LiveGuide) -> None:
    assert post("/torch/share/", walk="").status == 404


def test_nothing_is_shared_by_looking(lamp: LiveGuide) -> None:
    """Whoever opens the address of the form comes to the guide."""
    response = Client().get("/lamp/share/")
    assert (response.status_code, response.headers["Location"]) == (302, "/lamp/")
    assert not ResultLink.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"}, 303),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "https://fix.example.org"}, 303),
        ({"Origin": "http://testserver:81"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_only_our_own_pages_may_post(lamp: LiveGuide, settings: Settings, headers: dict[str, str], status: int) -> None:
    """By Sec-Fetch-Site; without it by Origin; with neither it is refused, and the page says what to do."""
    settings.SITE_URL = "https://fix.example.org"
    page = Page(Client(enforce_csrf_checks=True).post("/lamp/share/", {"walk": "see=dark"}, headers=headers))
    assert page.status == status
    if status == 403:
        assert page.heading == "This did not come from a page of this site"
        assert not ResultLink.objects.exists()


def test_nothing_is_shared_from_a_preview(lamp: LiveGuide) -> None:
    """A draft has no release to pin; its pages have no button, and a post changes nothing."""
    from diagnostics.web.results.share import share

    request = RequestFactory().post("/lamp/share/", {"walk": ""}, headers=OURS)
    request.preview = None  # type: ignore[attr-defined]
    assert share(request, guide="lamp").status_code == 405


def test_making_links_has_a_limit(lamp: LiveGuide) -> None:
    """Beyond it, a page says when to try again, and so does Retry-After."""
    for _ in range(MAKING.most):
        assert Client().post("/lamp/share/", {"walk": ""}, headers=OURS).status_code == 303
    page = post("/lamp/share/", walk="")
    seconds = int(page.response.headers["Retry-After"])
    assert (page.status, 0 < seconds <= 3600) == (429, True)
    assert ResultLink.objects.count() == MAKING.most
    assert post("/lamp/share/", walk="", REMOTE_ADDR="192.0.2.9").status == 429


def test_other_callers_behind_a_trusted_proxy_have_their_own(lamp: LiveGuide) -> None:
    """The proxy's own address is not the caller's."""

    def status(caller: str) -> int:
        headers = OURS | {"X-Forwarded-For": caller}
        return int(Client().post("/lamp/share/", {"walk": ""}, headers=headers).status_code)

    assert [status("192.0.2.1") for _ in range(MAKING.most + 1)][-2:] == [303, 429]
    assert status("192.0.2.2") == 303


@pytest.fixture
def no_database(lamp: LiveGuide, database_away: None) -> None:
    """The database is away: others have waited in vain already."""


def test_without_the_database_the_long_address_is_given(no_database: None) -> None:
    """503 at once, with an address that holds all answers and works; walks go on."""
    page = post("/lamp/share/", walk="see=dark&kind=desk&show=steps", release="1")
    address = "/lamp/check/?see=dark&kind=desk&show=steps"
    assert (page.status, page.response.headers["Retry-After"]) == (503, "10")
    assert page.heading == "No short link can be made right now"
    assert page.texts("textarea")[0].endswith(address)
    assert page.links["Back to where you were"].endswith(address)
    assert Client().get(address).status_code == 200


def test_a_walk_that_is_too_long_is_refused(lamp: LiveGuide) -> None:
    assert post("/lamp/share/", walk="&" * 500).status == 400
    assert post("/lamp/share/", walk="see=" + "d" * 20_000).status == 303


def test_sharing_sets_no_cookie(lamp: LiveGuide) -> None:
    """A visitor stays nobody."""
    response = Client().post("/lamp/share/", {"walk": "see=dark"}, headers=OURS)
    assert not response.cookies
    with live.site_override(LiveSite()):
        assert not Client().get(response.headers["Location"]).cookies
