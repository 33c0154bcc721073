"""Pages to read: front page, signs, causes, steps, longer reading."""

import pytest
from django.conf import settings

from diagnostics.domain import live
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp
from tests.web.page import Visitor, pairs

pytestmark = pytest.mark.usefixtures("lamp_to_read")


@pytest.mark.parametrize("address", ["/", "/lamp/"])
def test_the_only_guide_is_the_first_page(visitor: Visitor, address: str) -> None:
    page = visitor.get(address)

    assert page.heading == "Why won't my lamp light?"
    assert page.texts("legend") == ["What do you see?"]
    assert [form.get("action") for form in page.tree.iter("form")] == ["/lamp/search/", "/lamp/check/"]
    assert "This guide is about lamps." in page.text
    assert page.links["The lamp flickers"] == "/lamp/signs/flicker/"
    assert page.links["Keep it lit"] == "/lamp/pages/keep/"
    assert page.elements(rel="canonical")[0].get("href", "").endswith("/lamp/")
    assert not page.elements(name="robots")


def test_several_guides_are_listed(visitor: Visitor, published: Publish) -> None:
    """With more than one guide the first page lists them."""
    published(rich_lamp())
    published(rich_lamp(slug="radio", aliases=[], title="Why is my radio silent?"))
    with live.site_override(live.refresh()):
        page = visitor.get("/")

    assert page.heading == "What will not work?"
    assert page.links["Why is my radio silent?"] == "/radio/"
    assert page.links["Why won't my lamp light?"] == "/lamp/"


def test_a_sign_page_goes_on_into_the_walk(visitor: Visitor) -> None:
    """The page of an option has the next question, as if the option had been chosen."""
    page = visitor.get("/lamp/signs/flicker/")

    assert page.heading == "The lamp flickers"
    assert "Often it is the bulb." in page.text
    assert page.texts("legend") == ["Which lamp is it?"]
    assert page.hidden == [("see", "flicker"), ("from", "kind")]
    assert pairs(page.links["Show me what to try now"]) == [("see", "flicker"), ("show", "steps")]


def test_causes_stand_by_place(visitor: Visitor) -> None:
    """All listed causes, by the place where they stand; the open one is a sentence."""
    page = visitor.get("/lamp/causes/")

    assert page.heading == "4 causes, place by place"
    assert page.texts("h2")[:3] == ["Your home", "The power grid", "Cause something-else"]
    assert page.links["The power is out"] == "/lamp/causes/outage/"
    assert "It may be something else." in page.text


def test_a_cause_has_signs_steps_and_sources(visitor: Visitor) -> None:
    """What points to it and away from it in sentences, what helps and how often, where it is known from."""
    page = visitor.get("/lamp/causes/bulb/")

    assert page.heading == "The bulb is dead"
    assert page.words_of("fit") == "It stops here: Home."
    assert "What points to this The lamp flickers." in page.text
    assert "What points to something else Your answer to “What do you see?” is “It is lit, I cannot tell”." in page.text
    assert "Put a new bulb in usually helps" in page.text
    assert page.links["The lamp's manual"] == "https://example.org/manual"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("causes/", "All causes · Why won't my lamp light?"),
        ("causes/bulb/", "The bulb is dead · Why won't my lamp light?"),
        ("steps/turn-on/", "Turn the lamp on · Why won't my lamp light?"),
        ("carriers/", "Carriers · Why won't my lamp light?"),
        ("carriers/acme/", "Acme Power (United States) · Why won't my lamp light?"),
        ("pages/keep/", "Keep it lit · Why won't my lamp light?"),
        ("signs/flicker/", "The lamp flickers · Fixpath"),
    ],
)
def test_titles_for_search_engines(visitor: Visitor, address: str, title: str) -> None:
    """The page's own name, then the guide's or the site's."""
    assert visitor.get(f"/lamp/{address}").title == title


def test_a_review_has_its_day(visitor: Visitor) -> None:
    """Where a person held a page against its sources, the day is said."""
    assert "Last checked against these sources on 23 November 2026." in visitor.get("/lamp/causes/daylight/").text
    assert "Last checked" not in visitor.get("/lamp/causes/bulb/").text


def test_the_open_cause_has_a_page_without_a_picture(visitor: Visitor) -> None:
    """The open cause stands in no place."""
    page = visitor.get("/lamp/causes/something-else/")

    assert page.heading == "Cause something-else"
    assert page.elements(class_="pic") == []


def test_a_step_page_shows_every_variant(visitor: Visitor) -> None:
    """Outside a walk every device is served, each with its own menu names and pictures; all but the default are folded."""
    page = visitor.get("/lamp/steps/new-bulb/")

    assert page.heading == "Put a new bulb in"
    assert page.texts("h2")[0] == "Desk lamp"
    assert page.texts("summary") == ["Show me where", "Another device or version?", "Ceiling lamp", "Show me where"]
    assert [one.get("class") for one in page.elements(class_="screens")] == ["screens phone", "screens phone"]
    assert "Desk › Foot" in page.text
    assert "Ceiling › Hook" in page.text
    assert page.text.index("three pounds") < page.text.index("Turn the old bulb out")
    assert page.links["The bulb is dead"] == "/lamp/causes/bulb/"


def test_every_kind_of_step_has_its_page(visitor: Visitor) -> None:
    """A verdict says what it does not prove, a wait until when, help what to say."""
    assert "It does not prove that the bulb is good." in visitor.get("/lamp/steps/nothing-broken/").text
    assert "Until the street is lit again" in visitor.get("/lamp/steps/wait-power/").text
    assert "Say that you changed the bulb." in visitor.get("/lamp/steps/electrician/").text
    assert "Fuses do nothing in an outage." in visitor.get("/lamp/steps/reset-fuses/").text


def test_longer_reading_lists_the_other_pages(visitor: Visitor) -> None:
    """A page has its text, and links to the others but not to itself."""
    page = visitor.get("/lamp/pages/keep/")

    assert page.heading == "Keep it lit"
    assert "Text of keep." in page.text
    assert page.links["Candles"] == "/lamp/pages/candles/"
    assert "/lamp/pages/keep/" not in page.links.values()


def test_every_reading_page_leads_into_the_walk(visitor: Visitor) -> None:
    """Who came by a search finds the way in."""
    for address in ("causes/", "causes/bulb/", "steps/turn-on/", "carriers/", "carriers/acme/", "pages/keep/"):
        assert visitor.get(f"/lamp/{address}").links["Start"] == "/lamp/check/"


def test_breadcrumbs_are_readable_for_machines(visitor: Visitor) -> None:
    """The trail that is seen is the one that is marked up."""
    page = visitor.get("/lamp/causes/bulb/")
    trail = next(one for one in page.data if one["@type"] == "BreadcrumbList")["itemListElement"]

    assert [one["position"] for one in trail] == [1, 2, 3]
    assert [one["item"].removeprefix(settings.SITE_URL) for one in trail] == [
        "/lamp/",
        "/lamp/causes/",
        "/lamp/causes/bulb/",
    ]
    assert " ".join(one["name"] for one in trail) == page.words_of("crumbs")
    assert page.words_of("crumbs") == "Why won't my lamp light? All causes The bulb is dead"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/old-lamp/", "/lamp/"),
        ("/old-lamp/check/?see=dark&x=%20", "/lamp/check/?see=dark&x=%20"),
        ("/old-lamp/carriers/acme/", "/lamp/carriers/acme/"),
        ("/lamp/signs/blink/", "/lamp/signs/flicker/"),
        ("/lamp/causes/button/", "/lamp/causes/switch/"),
        ("/lamp/steps/bulb-change/", "/lamp/steps/new-bulb/"),
        ("/lamp/carriers/old-acme/", "/lamp/carriers/acme/"),
        ("/lamp/pages/stay/", "/lamp/pages/keep/"),
    ],
)
def test_old_names_answer_301(visitor: Visitor, old: str, new: str) -> None:
    """An address that was once given out leads to the present one for ever."""
    response = visitor.get(old).response

    assert (response.status_code, response.headers["Location"]) == (301, new)


@pytest.mark.parametrize(
    "address",
    [
        "/nope/",
        "/lamp/nope/",
        "/lamp/signs/dark/",
        *[f"/lamp/{folder}/nope/" for folder in ("signs", "causes", "steps", "carriers", "pages")],
    ],
)
def test_unknown_names_answer_404(visitor: Visitor, address: str) -> None:
    """What is not there is said plainly, with ways on."""
    page = visitor.get(address)

    assert page.status == 404
    assert page.heading == "There is no page here"
    assert page.links["Why won't my lamp light?"] == "/lamp/"
