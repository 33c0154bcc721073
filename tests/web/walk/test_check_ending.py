"""The end of the road, and success."""

import pytest
from pytest_django import Settings

from tests.web.page import Visitor, pairs

pytestmark = pytest.mark.usefixtures("lamp_to_read")
NOTHING_LEFT = "see=dark&kind=desk&street=lit&" + "&".join(
    f"tried={step}" for step in ("turn-on", "new-bulb", "reset-fuses", "torch", "wait-power", "nothing-broken")
)


def test_answers_are_checked_before_anybody_is_called(visitor: Visitor) -> None:
    """First the answers that tip the decision, then whom to call."""
    page = visitor.check(NOTHING_LEFT)

    assert page.heading == "Call an electrician"
    assert page.texts("h2")[:3] == [
        "First, look at these answers again",
        "Then ask for help",
        "What to tell them: read it out, or send it",
    ]
    assert "Say that you changed the bulb." in page.words_of("say")


def test_the_summary_is_plain_text_to_copy(visitor: Visitor, settings: Settings) -> None:
    """Answers, steps, release and the absolute address stand in a field that cannot be edited."""
    page = visitor.check(NOTHING_LEFT)
    (field,) = page.tree.iter("textarea")
    text = field.text or ""

    assert "readonly" in field.attrib
    assert "My answer to “What do you see?” is “It stays dark”." in text
    assert "Put a new bulb in" in text
    assert "Nothing is broken" not in text
    assert f"{settings.SITE_URL}/lamp/check/?see=dark" in text
    assert "release 1" in text


def test_copying_is_offered_only_by_script(visitor: Visitor) -> None:
    """Without JavaScript no button stands there that does nothing."""
    assert all("hidden" in button.attrib for button in visitor.check(NOTHING_LEFT).elements(class_="copy"))


def test_success_says_what_did_it(visitor: Visitor) -> None:
    """What fixed it, how it stays so, and what was spared."""
    page = visitor.check("see=dark&kind=desk&tried=turn-on&worked=new-bulb")

    assert page.heading == "It lights now"
    assert page.links["Put a new bulb in"] == "/lamp/steps/new-bulb/"
    assert "Keep a spare bulb." in page.text
    assert "You did 2 steps. The usual list has 3 steps. One of them would have cost you something:" in page.text
    assert "Every clock goes back to midnight." in page.text
    assert page.links["Keep it lit"] == "/lamp/pages/keep/"
    assert page.words_of("fit").startswith("It most likely stopped here: Home.")


def test_success_may_be_taken_back(visitor: Visitor) -> None:
    """What came back goes on as a step that did not help."""
    links = visitor.check("see=dark&worked=turn-on").links

    assert pairs(links["Did it come back? Go on from here"]) == [("see", "dark"), ("tried", "turn-on")]


def test_a_verdict_that_explains_it_ends_the_walk(visitor: Visitor) -> None:
    """A verdict was no step: nothing was done, and what it does not prove is said again."""
    page = visitor.check("see=lit&kind=desk&worked=nothing-broken")

    assert page.heading == "That explains it"
    assert page.words_of("unproven") == "It does not prove that the bulb is good."
    assert "You changed nothing. The usual list has 3 steps." in page.text


def test_a_step_outside_the_order_may_have_worked(visitor: Visitor) -> None:
    """Nothing that the address says was the cure makes the page fail."""
    assert visitor.check("worked=electrician").heading == "It lights now"


def test_help_may_be_asked_for_early(visitor: Visitor) -> None:
    """With every step banned the end comes at once."""
    banned = "&".join(
        f"cannot={step}" for step in ("turn-on", "new-bulb", "reset-fuses", "torch", "wait-power", "nothing-broken")
    )

    assert visitor.check(f"see=dark&show=steps&{banned}").heading == "Call an electrician"
