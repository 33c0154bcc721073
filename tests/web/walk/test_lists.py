"""A question that is answered by ticking everything that is so."""

from collections.abc import Iterator

import pytest
from django.test import Client

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from tests.fixtures import Publish
from tests.web.lamp import lamp_with_facts
from tests.web.page import Page, Visitor, pairs, words
from tests.web.results.pinned import look_at, query, share_walk

DESK = "see=dark&kind=desk"


@pytest.fixture
def lamp_facts(lamp_facts_alone: live.LiveSite) -> Iterator[LiveGuide]:
    with live.site_override(lamp_facts_alone):
        yield live.site().guides["lamp"]


def boxes(page: Page) -> dict[str, bool]:
    """What can be ticked, and whether it is."""
    return {one.get("value", ""): "checked" in one.attrib for one in page.elements(type="checkbox", name="facts")}


def answers(page: Page) -> list[str]:
    """The rows of "Your answers", without their links."""
    return [words(one) for row in page.elements(class_="said")[0] for one in row.findall("span")]


def dormant_words(page: Page) -> list[str]:
    return [words(one) for group in page.elements(class_="dormant") for row in group for one in row.findall("span")]


@pytest.mark.usefixtures("lamp_facts")
def test_a_list_is_a_page_of_boxes(visitor: Visitor) -> None:
    """What fits the answers, then "None of these" and "Not sure", which are rows like all others."""
    page = visitor.check(DESK)
    assert page.heading == "What else is so?"
    assert "Tick all that apply." in page.words_of("ask")
    assert boxes(page) == dict.fromkeys(["hum", "neighbours", "moved", "none", "not-sure"], False)
    assert [words(row) for row in page.elements(class_="row")][-2:] == ["None of these", "Not sure"]
    alone = [one.get("value") for one in page.tree.iter("input") if "data-alone" in one.attrib]
    assert alone == ["none", "not-sure"]
    assert boxes(visitor.check("see=dark&kind=ceiling")).keys() >= {"high"}


@pytest.mark.usefixtures("lamp_facts")
def test_all_ticks_are_one_answer(visitor: Visitor) -> None:
    """One row, each tick readable, one Change; the ticks stay where they were said."""
    page = visitor.check(f"{DESK}&facts=hum&facts=moved&from=facts")
    assert page.heading != "What else is so?"
    assert answers(page)[2] == "Also so: It hums; It was moved"
    change = pairs(page.links["Change Also so"])
    assert change == [*pairs(f"?{DESK}&facts=hum&facts=moved"), ("ask", "facts")]


@pytest.mark.usefixtures("lamp_facts")
def test_change_shows_what_stood_on_the_page(visitor: Visitor) -> None:
    """With its ticks, and the form takes their place."""
    page = visitor.check(f"{DESK}&facts=hum&street=lit&ask=facts")
    assert boxes(page) == {"hum": True, "neighbours": False, "moved": False, "none": False, "not-sure": False}
    assert page.hidden == [("see", "dark"), ("kind", "desk"), ("street", "lit"), ("from", "facts")]
    early = visitor.check("see=dark&facts=hum&kind=desk&ask=facts")
    assert boxes(early).keys() == {"hum", "neighbours", "high", "burnt", "moved", "none", "not-sure"}


@pytest.mark.usefixtures("lamp_facts")
@pytest.mark.parametrize(
    ("said", "shown", "row"),
    [
        ("facts=none", {"none"}, "Also so: None of these"),
        ("facts=not-sure", {"not-sure"}, "Not sure about: Change Also so"),
        ("facts=hum&facts=none", {"hum"}, "Also so: It hums"),
        ("facts=not-sure&facts=hum&facts=none", {"hum"}, "Also so: It hums"),
        ("facts=not-sure&facts=none", {"none"}, "Also so: None of these"),
    ],
)
def test_none_and_not_sure_are_answers(visitor: Visitor, said: str, shown: set[str], row: str) -> None:
    """Beside a tick they say nothing: without scripts, somebody may tick both."""
    page = visitor.check(f"{DESK}&{said}&ask=facts")
    assert {value for value, ticked in boxes(page).items() if ticked} == shown
    assert answers(page)[2] == row


@pytest.mark.usefixtures("lamp_facts")
def test_continue_without_a_tick_says_what_to_do(visitor: Visitor) -> None:
    """And loses nothing of what was said."""
    page = visitor.check(f"{DESK}&street=lit&from=facts")
    assert page.words_of("error") == "Tick what applies, or “None of these”, or “Not sure”."
    assert page.title.startswith("Error: ")
    assert page.hidden == [("see", "dark"), ("kind", "desk"), ("street", "lit"), ("from", "facts")]


@pytest.mark.usefixtures("lamp_facts")
def test_a_tick_that_no_longer_fits_is_kept(visitor: Visitor) -> None:
    """The others still count; it is named, it can be removed, and it counts again once it fits."""
    page = visitor.check("see=dark&kind=ceiling&facts=hum&facts=moved")
    assert answers(page)[2] == "Also so: It hums"
    assert dormant_words(page) == ["Also so: It was moved"]
    assert ("facts", "moved") in pairs(page.links["Change Lamp"])
    removed = pairs(page.links["Remove Also so: It was moved"])
    assert removed == [("see", "dark"), ("kind", "ceiling"), ("facts", "hum")]
    assert answers(visitor.check("see=dark&kind=desk&facts=hum&facts=moved"))[2] == "Also so: It hums; It was moved"


@pytest.mark.usefixtures("lamp_facts")
def test_a_list_of_which_nothing_fits_is_asked_anew(visitor: Visitor) -> None:
    """The new answer is the whole answer, so that "none" is not asked for ever."""
    page = visitor.check("see=dark&kind=ceiling&facts=moved")
    assert dormant_words(page) == ["Also so: It was moved"]
    assert page.heading == "What else is so?"
    assert page.hidden == [("see", "dark"), ("kind", "ceiling"), ("from", "facts")]
    assert visitor.check(query(*page.hidden, ("facts", "none"))).heading != "What else is so?"


@pytest.mark.django_db
def test_a_link_tells_all_ticks(published: Publish) -> None:
    """Its page, its text and its data."""
    published(lamp_with_facts())
    address = share_walk(f"{DESK}&facts=hum&facts=moved&did=turn-on")
    page = look_at(address)
    assert answers(page)[2:] == ["Also so: It hums; It was moved", "Done before: Turn the lamp on"]
    text = look_at(f"{address.rstrip('/')}.txt").response.content.decode()
    assert "It hums. It was moved." in text
    assert "Done before coming here:\n- Turn the lamp on\n" in text
    data = look_at(f"{address.rstrip('/')}.json").response.json()
    ticks = [(one["option"], one["text"]) for one in data["walk"]["answers"] if one["question"] == "facts"]
    assert ticks == [("hum", "It hums"), ("moved", "It was moved")]
    assert [step["slug"] for step in data["walk"]["did"]] == ["turn-on"]
    assert Visitor(Client()).get(page.links["Change Also so"]).heading == "What else is so?"
