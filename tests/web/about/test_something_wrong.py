"""“Is something wrong on this page?”, from the link to the line that editors read."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from diagnostics.domain import about
from diagnostics.domain.about import corrections
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.safeguards.limits import CORRECTING
from diagnostics.models import Correction
from tests.builders import a_carrier
from tests.fixtures import Publish
from tests.web.lamp import SUPPLIERS, rich_lamp
from tests.web.page import Page, Visitor, words
from tests.web.results.pinned import OURS

pytestmark = pytest.mark.django_db
ASK = "Is something wrong on this page?"
FORM = "/something-wrong/"
PARTS = {
    "/lamp/signs/flicker/": ("sign", "flicker", "The lamp flickers"),
    "/lamp/causes/bulb/": ("cause", "bulb", None),
    "/lamp/steps/turn-on/": ("step", "turn-on", None),
    "/lamp/carriers/acme/": ("carrier", "acme", "Acme Power"),
}
WALK = "/lamp/check/?see=dark&show=steps"


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    about.forget()
    yield
    about.forget()


def send(client: Client, text: str = "It is wrong.", page: str = "/lamp/causes/bulb/", **fields: str) -> Any:
    form = {"page": page, "release": "1", "back": "", "text": text, **fields}
    return client.post(FORM, form, headers=OURS)


def kept_corrections() -> list[tuple[str, str, str, int | None, str]]:
    about.tend()
    return list(Correction.objects.values_list("guide", "kind", "slug", "release", "text"))


@pytest.mark.parametrize("address", PARTS)
def test_a_page_to_read_asks_whether_it_is_right(
    lamp_to_read: LiveGuide, visitor: Visitor, django_assert_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    """Its link leads to a form that names the page; what is sent is kept with page and release. No query on the way."""
    kind, slug, title = PARTS[address]
    with django_assert_num_queries(0):
        form = visitor.get(visitor.get(address).links[ASK])
        sent = visitor.client.post(FORM, {**dict(form.hidden), "text": "The name is old."}, headers=OURS)
        thanks = visitor.get(sent.headers["Location"])

    assert (form.status, form.heading) == (200, "What is wrong on this page?")
    assert form.words_of("kicker") == (title or visitor.get(address).heading)
    assert "Do not write names, numbers or addresses." in form.text
    assert (sent.status_code, thanks.heading) == (303, "Thank you")
    assert thanks.links["Back to where you were"] == address
    assert kept_corrections() == [("lamp", kind, slug, lamp_to_read.release.number, "The name is old.")]


def test_a_step_of_a_walk_asks_too_and_the_walk_is_not_kept(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """The way back leads into the walk; what is kept names the step alone."""
    there = visitor.get(WALK)
    form = visitor.get(there.links[ASK], headers={"Referer": f"http://testserver{WALK}"})
    sent = visitor.client.post(FORM, {**dict(form.hidden), "text": "There is no switch."}, headers=OURS)

    assert form.links["Back, without saying anything"] == WALK
    assert visitor.get(sent.headers["Location"]).links["Back to where you were"] == WALK
    ((_, kind, slug, _, _),) = kept_corrections()
    assert kind == "step"
    assert visitor.get(f"/lamp/steps/{slug}/").heading in there.heading


def test_lists_questions_and_drafts_do_not_ask(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    for address in ("/", "/lamp/", "/lamp/check/", "/lamp/causes/", "/lamp/carriers/", "/nope/", "/about/"):
        assert ASK not in visitor.get(address).links, address


def test_a_draft_takes_nothing(lamp: LiveGuide, admin_client: Client) -> None:
    """Neither asks its pages, nor answers the form."""
    page = admin_client.get("/preview/draft/lamp/causes/bulb/").content.decode()
    form = admin_client.get(f"/preview/draft{FORM}?page=/preview/draft/lamp/causes/bulb/")
    sent = admin_client.post(f"/preview/draft{FORM}", {"page": "/lamp/causes/bulb/", "text": "x"}, headers=OURS)

    assert ASK not in page
    assert (form.status_code, sent.status_code) == (404, 405)
    assert kept_corrections() == []


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "Write what is wrong, in a few words."), ("<b>" + "x" * 238, "This has 241 characters. Shorten it to 240.")],
)
def test_what_cannot_be_taken_comes_back_as_typed(lamp_to_read: LiveGuide, client: Client, text: str, why: str) -> None:
    """With what is wrong, and with the way back."""
    page = Page(send(client, text, back=WALK))
    (field,) = page.elements(name="text")

    assert (page.status, page.words_of("error"), words(field)) == (422, why, text)
    assert field.get("aria-invalid") == "true"
    assert page.title.startswith("Error: ")
    assert page.links["Back, without saying anything"] == WALK
    assert dict(page.hidden) == {"page": "/lamp/causes/bulb/", "release": "1", "back": WALK}
    assert kept_corrections() == []


def test_one_caller_may_not_send_without_end(lamp_to_read: LiveGuide, client: Client) -> None:
    """What was typed stays, and programs are told when to come again."""
    for number in range(CORRECTING.most):
        assert send(client, f"Line {number}").status_code == 303
    page = Page(send(client, "One more"))

    assert page.status == 429
    assert int(page.response.headers["Retry-After"]) > 0
    assert page.words_of("error").startswith("That is a lot in a short time.")
    assert words(page.elements(name="text")[0]) == "One more"
    assert len(kept_corrections()) == CORRECTING.most


def test_a_full_queue_says_so(lamp_to_read: LiveGuide, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "MOST_WAITING", 0)
    page = Page(send(client, "Wrong"))

    assert (page.status, page.response.headers["Retry-After"]) == (503, "60")
    assert words(page.elements(name="text")[0]) == "Wrong"


@pytest.mark.parametrize("origin", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_only_our_own_pages_may_send(lamp_to_read: LiveGuide, client: Client, origin: dict[str, str]) -> None:
    response = client.post(FORM, {"page": "/lamp/causes/bulb/", "text": "x"}, headers=origin)

    assert response.status_code == 403
    assert kept_corrections() == []


@pytest.mark.parametrize(
    "page",
    [
        *(
            "",
            "/",
            "/lamp/",
            WALK,
            "/lamp/causes/",
            "/lamp/causes/nothing/",
            "/nothing/causes/bulb/",
            "/admin/",
            "lamp",
        ),
        *(
            "https://evil.example/lamp/causes/bulb/",
            "//evil.example/",
            "\0",
            "/lamp/causes/bulb/?x=1",
            "/lamp/signs/dark/",
        ),
    ],
)
def test_an_unknown_page_is_no_page(lamp_to_read: LiveGuide, client: Client, page: str) -> None:
    """Nothing is kept about what no visitor can have seen."""
    assert client.get(FORM, {"page": page}).status_code == 404
    assert send(client, page=page).status_code == 404
    assert kept_corrections() == []


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil", "/" + "x" * 5000]
)
def test_the_way_back_never_leaves_the_site(lamp_to_read: LiveGuide, client: Client, back: str) -> None:
    page = Page(client.get(send(client, back=back).headers["Location"]))
    form = Page(client.get(FORM, {"page": "/lamp/causes/bulb/"}, headers={"Referer": back}))

    assert page.links["Back to where you were"] == "/lamp/causes/bulb/"
    assert form.links["Back, without saying anything"] == "/lamp/causes/bulb/"


def test_a_part_that_went_meanwhile_is_still_heard_of(published: Publish, client: Client) -> None:
    """What was typed is not lost because somebody published."""
    published(rich_lamp(carriers=[*SUPPLIERS, a_carrier("dusk")]))
    published(rich_lamp())
    page = "/lamp/carriers/dusk/"

    assert client.get(page).status_code == 410
    assert send(client, page=page).status_code == 303
    assert [row[:3] for row in kept_corrections()] == [("lamp", "carrier", "dusk")]


def test_an_old_name_is_kept_as_the_present_one(lamp_to_read: LiveGuide, client: Client) -> None:
    send(client, page="/lamp/carriers/old-acme/")

    assert [row[:3] for row in kept_corrections()] == [("lamp", "carrier", "acme")]


def test_a_release_that_is_no_number_is_left_out(lamp_to_read: LiveGuide, client: Client) -> None:
    send(client, release="<b>")

    assert [row[3] for row in kept_corrections()] == [None]


def test_nothing_of_it_is_cached_or_found(lamp_to_read: LiveGuide, client: Client) -> None:
    response = client.get(FORM, {"page": "/lamp/causes/bulb/"})
    sent = send(client)

    assert response.headers["Cache-Control"] == "no-store"
    assert b'content="noindex, nofollow"' in response.content
    assert not response.cookies
    assert parse_qs(urlsplit(sent.headers["Location"]).query)["sent"] == ["yes"]


def test_whoever_wants_an_answer_is_shown_the_way(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """Where there is one."""
    address = f"{FORM}?page=/lamp/causes/bulb/"
    assert "Would you like an answer?" not in visitor.get(address).text
    about.process._process.pages = {**about.process._process.pages, "contact": about.process.SitePage.of("Call us.")}
    assert "Would you like an answer?" in visitor.get(address).text


@pytest.mark.parametrize("address", ["/lamp/causes/bulb/", WALK])
def test_a_framed_page_asks_inside_its_frame(
    lamp_to_read: LiveGuide, visitor: Visitor, settings: Settings, address: str
) -> None:
    """From the link to the way back, nothing leaves it."""
    settings.EMBED_HOSTS = ["https://help.example.com"]
    about.process._process.pages = {**about.process._process.pages, "contact": about.process.SitePage.of("Call us.")}
    form = visitor.get(visitor.get(f"/embed{address}").links[ASK])
    (element,) = form.tree.iter("form")
    sent = visitor.client.post(element.get("action", ""), {**dict(form.hidden), "text": "Wrong."}, headers=OURS)
    thanks = visitor.get(sent.headers["Location"])

    assert thanks.heading == "Thank you"
    assert "Contact" not in form.links
    for way in (element.get("action", ""), sent.headers["Location"], thanks.links["Back to where you were"]):
        assert way.startswith("/embed/")
    assert visitor.get(thanks.links["Back to where you were"]).status == 200
    assert len(kept_corrections()) == 1
