"""What chats and search engines are told of each page."""

from collections.abc import Mapping

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.web.cards.gallery import all_pictures
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp
from tests.web.page import Page, Visitor

GUIDE = "Why won't my lamp light?"
TAGS = {
    "description",
    *(f"og:{name}" for name in ("title", "description", "type", "url", "site_name", "image")),
    *(f"og:image:{name}" for name in ("width", "height", "alt")),
    "twitter:card",
}


@pytest.fixture
def shown(lamp_to_read: LiveGuide) -> Mapping[str, str]:
    """The words of each picture by its address."""
    return {one.address: one.words for one in all_pictures([lamp_to_read]).values()}


@pytest.mark.parametrize(
    ("address", "title", "words"),
    [
        ("/", GUIDE, GUIDE),
        ("/lamp/", GUIDE, GUIDE),
        ("/lamp/signs/flicker/", "The lamp flickers", "The lamp flickers"),
        ("/lamp/causes/", "All causes", "All causes"),
        ("/lamp/causes/bulb/", "The bulb is dead", "The bulb is dead"),
        ("/lamp/steps/new-bulb/", "Put a new bulb in", "Put a new bulb in"),
        ("/lamp/steps/nothing-broken/", "Nothing is broken", "Nothing is broken"),
        ("/lamp/carriers/", "Carriers", "Carriers"),
        ("/lamp/carriers/zenit/", "Zénit (United Kingdom)", "Zénit"),
        ("/lamp/pages/keep/", "Keep it lit", "Keep it lit"),
        ("/lamp/status/", "Current status", GUIDE),
        ("/lamp/take/?see=dark", "Take this to your other device", GUIDE),
        ("/r/", "Enter a code", "Enter a code"),
        ("/lamp/check/?see=dark&kind=desk&street=lit&smell=no&show=steps", "Turn the lamp on", "Turn the lamp on"),
        ("/lamp/check/?see=lit&kind=desk&show=steps", "Nothing is broken", "Nothing is broken"),
    ],
)
def test_every_page_has_a_card(
    visitor: Visitor, shown: Mapping[str, str], address: str, title: str, words: str
) -> None:
    """Title, description, its own address, and a picture that is made ahead, in the guide's own words."""
    page = visitor.get(address)
    (canonical,) = page.elements(rel="canonical")

    assert set(page.card) == TAGS
    assert page.card["og:title"] == title
    assert page.card["og:description"] == page.card["description"] != ""
    assert page.card["og:url"] == canonical.get("href")
    assert page.card["og:url"] == settings.SITE_URL + ("/lamp/" if address == "/" else address)
    assert shown[page.card["og:image"]] == page.card["og:image:alt"] == words
    assert page.elements(rel="apple-touch-icon")


@pytest.mark.parametrize(
    "walk",
    [
        "see=dark",
        "see=dark&ask=smell",
        "see=flicker&smell=yes",
        "see=dark&kind=desk&street=dark&waiting=wait-power&since=20261129T1015",
        "see=dark&kind=desk&worked=new-bulb",
        "see=lit&kind=desk&worked=nothing-broken",
        "see=dark&tried=turn-on&tried=new-bulb&tried=torch&tried=reset-fuses&cannot=wait-power&show=steps",
    ],
)
def test_a_walk_shown_in_a_chat_says_nothing_of_its_answers(
    visitor: Visitor, lamp_to_read: LiveGuide, walk: str
) -> None:
    """A question, an alarm, a wait and an end would all tell what was answered: the guide stands for them."""
    card = visitor.check(walk).card

    assert (card["og:title"], card["og:image:alt"]) == (GUIDE, GUIDE)
    assert card["og:description"] == visitor.get("/lamp/").card["description"]


def test_a_step_of_a_walk_is_called_as_for_everybody(visitor: Visitor, lamp_to_read: LiveGuide) -> None:
    """Neither its reason nor its number is told, and no word of one carrier's country."""
    card = visitor.check("see=dark&kind=desk&tried=turn-on&open=new-bulb&supplier=zenit").card

    assert card["og:title"] == "Put a new bulb in"
    assert card["description"] == visitor.get("/lamp/steps/new-bulb/").card["description"]


def test_what_htmx_swaps_has_no_tags(lamp_to_read: LiveGuide) -> None:
    response = Client().get("/lamp/check/?see=dark", headers={"HX-Request": "true", "HX-Request-Type": "partial"})

    assert b"og:" not in response.content


@pytest.mark.parametrize("path", ["lamp/", "lamp/steps/new-bulb/", "lamp/check/?see=dark"])
def test_a_page_in_a_frame_names_its_own_address_outside(
    client: Client, settings: Settings, lamp_to_read: LiveGuide, path: str
) -> None:
    """Nobody sends the inside of a frame."""
    settings.EMBED_HOSTS = ["https://help.example.com"]
    page = Page(client.get(f"/embed/{path}"))
    (canonical,) = page.elements(rel="canonical")

    assert canonical.get("href") == f"{settings.SITE_URL}/{path}"
    assert page.card == {}


def test_every_link_has_the_same_card(client: Client, lamp: LiveGuide) -> None:
    """Whoever sees it in a chat learns nothing of what was answered, found or tried."""
    cache.clear()
    cards = []
    for walk in ("see=dark&kind=desk&show=steps", "see=lit&kind=desk", "see=flicker&smell=yes"):
        page = Page(client.post("/lamp/share/", {"walk": walk}, follow=True, headers={"Sec-Fetch-Site": "same-origin"}))
        assert page.status == 200
        card = page.card
        assert card.pop("og:url").startswith(f"{settings.SITE_URL}/r/")
        cards.append(card)

    assert cards[0] == cards[1] == cards[2]
    assert cards[0]["og:title"] == "Somebody sent you what to try"
    assert "lamp" not in " ".join(cards[0].values()).lower()


@pytest.mark.parametrize("address", ["/nope/", "/lamp/causes/nope/", "/offline/"])
def test_what_nobody_sends_has_no_card(visitor: Visitor, lamp_to_read: LiveGuide, address: str) -> None:
    """Errors, and the page for times without a connection."""
    page = visitor.get(address)

    assert page.card == {}
    assert not page.elements(rel="canonical")


def test_the_first_page_of_several_guides_speaks_for_the_site(visitor: Visitor, published: Publish) -> None:
    published(rich_lamp())
    published(rich_lamp(slug="radio", aliases=[], title="Why is my radio silent?"))
    with live.site_override(live.refresh()):
        page = visitor.get("/")

    assert page.title == "What will not work? · Fixpath"
    assert page.card["og:title"] == page.card["og:image:alt"] == page.heading
    assert page.data == [{"@type": "WebSite", "name": "Fixpath", "url": f"{settings.SITE_URL}/"}]
