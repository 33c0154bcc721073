"""What a visitor has tried before coming here."""

from collections.abc import Iterator

import pytest

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from tests.web.page import Page, Visitor, pairs, words
from tests.web.results.pinned import query

STEPS = "see=dark&kind=desk&facts=none&street=lit&smell=no&show=steps"
QUESTION = "What have you tried already?"
ALL = ["turn-on", "new-bulb", "reset-fuses"]


@pytest.fixture(autouse=True)
def _lamp(lamp_facts_alone: live.LiveSite) -> Iterator[LiveGuide]:
    with live.site_override(lamp_facts_alone):
        yield live.site().guides["lamp"]


def offered_steps(page: Page) -> list[str]:
    return [one.get("value", "") for one in page.elements(type="checkbox", name="did")]


def is_open(page: Page) -> bool:
    (fold,) = page.elements(class_="did")
    return "open" in fold.attrib


def form_query(page: Page, *ticked: str) -> str:
    """The query of the form with these ticks."""
    (fold,) = page.elements(class_="did")
    hidden = [(one.get("name", ""), one.get("value", "")) for one in fold.iter("input") if one.get("type") == "hidden"]
    return query(*hidden, *(("did", step) for step in ticked))


@pytest.mark.parametrize("moment", ["", "see=dark", "see=dark&kind=desk&ask=see", "see=lit&show=steps"])
def test_every_page_of_a_walk_asks_folded(visitor: Visitor, moment: str) -> None:
    """Questions, and a verdict too."""
    page = visitor.check(moment)
    assert QUESTION in page.texts("summary")
    assert not is_open(page)
    assert offered_steps(page) == ALL
    assert "I have tried none of these" not in page.links


def test_it_stays_on_the_page_that_it_was_sent_from(visitor: Visitor) -> None:
    """A question that was shown again is still shown, and nothing that was said is lost."""
    page = visitor.check("see=dark&kind=desk&ask=see")
    assert form_query(page, "turn-on") == "see=dark&kind=desk&ask=see&did=turn-on"
    after = visitor.check(form_query(page, "turn-on", "new-bulb"))
    assert after.heading == page.heading
    assert offered_steps(after) == ["reset-fuses"]
    assert pairs(after.links["Change Lamp"])[2:4] == [("did", "turn-on"), ("did", "new-bulb")]


def test_the_first_steps_ask_unfolded(visitor: Visitor) -> None:
    """Once, above the step: it folds as soon as anything was said, and leaves no trace where there was nothing."""
    page = visitor.check(STEPS)
    assert is_open(page)
    text = page.response.content.decode()
    assert text.index(QUESTION) < text.index("<h1")
    none = visitor.get(page.links["I have tried none of these"])
    assert (none.heading, is_open(none)) == (page.heading, False)
    assert pairs(page.links["I have tried none of these"])[-1] == ("open", "turn-on")
    assert ("open", "turn-on") not in pairs(none.links["Change Lamp"])
    for said in ("did=turn-on", "tried=turn-on", "cannot=turn-on", "open=torch"):
        assert not is_open(visitor.check(f"{STEPS}&{said}"))


def test_a_wait_that_comes_first_stands_above_the_list(visitor: Visitor) -> None:
    """Nothing that was tried spares the wait."""
    page = visitor.check("see=dark&kind=desk&facts=none&street=dark&show=steps")
    assert page.heading == "1. Wait until the power is back"
    assert not is_open(page)


def test_what_was_done_before_is_not_first_again(visitor: Visitor) -> None:
    """It stands under the answers with the way to take it back, and further down it says why it is not first."""
    page = visitor.check(f"{STEPS}&did=turn-on")
    assert visitor.check(STEPS).heading == "1. Turn the lamp on"
    assert "Turn the lamp on" not in page.heading
    assert words(list(page.elements(class_="said")[0])[-1]).startswith("Done before: Turn the lamp on Take back")
    assert pairs(page.links["Take back Turn the lamp on"]) == pairs(f"?{STEPS}")


def test_a_step_that_comes_again_says_so(visitor: Visitor) -> None:
    """After all else, plainly marked, and then it is an ordinary try."""
    gone = "&".join(f"cannot={step}" for step in ("new-bulb", "reset-fuses", "wait-power", "torch"))
    page = visitor.check(f"{STEPS}&did=turn-on&{gone}")
    assert page.words_of("again") == "You did this before. Do it once more, this way:"
    assert "Turn the lamp on" in page.heading
    after = pairs(page.say("Still dark"))
    assert ("tried", "turn-on") in after
    assert ("did", "turn-on") not in after
    assert not visitor.check(f"{STEPS}&tried=turn-on&{gone}").elements(class_="again")


@pytest.mark.parametrize("end", ["worked=turn-on", "see=flicker&smell=yes"])
def test_nobody_is_asked_when_it_is_over(visitor: Visitor, end: str) -> None:
    """Success; an alarm that does not stop still lets one say it."""
    page = visitor.check(end)
    assert bool(page.elements(class_="did")) is not end.startswith("worked")


def test_steps_that_do_not_apply_are_not_listed(visitor: Visitor) -> None:
    """What was said in any way is not asked again."""
    assert offered_steps(visitor.check("see=dark&tried=turn-on&cannot=reset-fuses")) == ["new-bulb"]
    assert not visitor.check("&".join(f"did={step}" for step in ALL)).elements(class_="did")
