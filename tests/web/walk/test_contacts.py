"""The end of the road: whom to ask, and what to tell them."""

from urllib.parse import parse_qsl

import pytest

from diagnostics.content.results.codes import format_code
from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import result_links
from diagnostics.engine.walk import fold
from tests.builders import a_step
from tests.fixtures import Publish
from tests.web.desk.conftest import an_agent
from tests.web.lamp import rich_lamp, steps
from tests.web.page import Page, Visitor, pairs

COMPANY = a_step(
    "company",
    {"outage": "usually"},
    title="Ask the power company",
    say="“Is there an outage in my street?”",
    minutes=600,
)
ALL_DONE = "&".join(f"tried={one['slug']}" for one in steps() if one["slug"] not in ("candle", "electrician"))
SAID = f"see=dark&kind=desk&street=dark&smell=not-sure&{ALL_DONE}"


@pytest.fixture
def lamp(published: Publish) -> LiveGuide:
    published(rich_lamp(steps=[*steps(), COMPANY]))
    return live.site().guides["lamp"]


@pytest.fixture
def end(lamp: LiveGuide, visitor: Visitor) -> Page:
    """The street is dark, and nothing is left to try."""
    return visitor.check(SAID)


def test_the_likely_place_and_whom_to_ask_go_together(end: Page, visitor: Visitor) -> None:
    """The power company for an outage, the electrician for the house; who is not asked first stands below, quiet."""
    assert end.heading == "Ask the power company"
    assert "Others who may help" in end.texts("h2")
    assert "Call an electrician" in end.words_of("below")
    home = visitor.check(f"see=dark&kind=desk&street=lit&{ALL_DONE}")
    assert home.heading == "Call an electrician"
    assert not home.elements(class_="below")


def test_nobody_is_asked_twice(end: Page, visitor: Visitor) -> None:
    """Who could not help gives way to the next one, and no place is named above somebody who can do nothing there."""
    after = visitor.get(end.say("I asked. Still dark"))

    assert after.heading == "Call an electrician"
    assert "Ask the power company" not in after.words_of("open")
    assert not after.elements(class_="below")
    assert "Tried: Ask the power company" in after.text


def test_it_works_now_is_not_the_one_thing_to_do(end: Page) -> None:
    """Nothing at the end is more prominent than asking."""
    assert end.elements(class_="go") == []
    assert pairs(end.say("It lights now"))[-1] == ("worked", "company")


def test_what_to_tell_them_holds_only_what_was_said(end: Page) -> None:
    """Sentences in the visitor's own voice; what nobody knew in one line, verdicts not at all."""
    (field,) = end.tree.iter("textarea")
    told = field.text or ""

    assert "The street is dark." in told
    assert "Not sure about: “Does it smell?”" in told
    assert "Nothing is broken" not in told
    assert "Not sure about: Change Smell" in end.text


def test_the_desk_ends_like_the_page(end: Page) -> None:
    """The agent reads the same names and the same text."""
    desk_page = an_agent("olga").talk(SAID)
    assert end.heading in desk_page.texts("h3")
    assert "Call an electrician" in desk_page.words_of("end")
    (told,) = (one.text for one in desk_page.tree.iter("textarea"))
    (same,) = (one.text for one in end.tree.iter("textarea"))
    assert (told or "").split("\n\nGuide:")[0] == (same or "").split("\n\nGuide:")[0]


def test_the_desk_goes_on_to_the_next_one(end: Page) -> None:
    """Who was asked in vain gives way there too, by a button."""
    desk_page = an_agent("olga").talk(SAID)
    acts = [one for one in desk_page.tree.iter("button") if one.get("value") == "company"]

    assert [one.get("name") for one in acts] == ["tried", "worked"]


def test_a_result_link_ends_like_the_page(lamp: LiveGuide, end: Page, visitor: Visitor) -> None:
    """It asks whether help was asked for, whoever it is that is asked."""
    link = result_links.make(lamp, fold(lamp.network.guide, parse_qsl(SAID)), Findings())
    page = visitor.get(f"/r/{format_code(link.code)}/")

    assert page.heading == end.heading
    assert "Call an electrician" in page.words_of("below")
    assert [one.get("value") for one in page.elements(class_="go", name="kind")] == ["helped"]
