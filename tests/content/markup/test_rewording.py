"""What counts as the same in other words, and what as another meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.markup.rewording import renaming, rewording

LINE = "1. Open Settings › Apps › Messages, and turn the round switch at the top of that screen on."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LINE, LINE),
        (LINE, LINE.replace(", and", "  and").upper()),
        ("Don't press it.", "Do not press it"),
        ("You can’t see it.", "You cannot see it!"),
        ("Press “Send”.\n\nThen wait.", "Press Send\nThen wait"),
    ],
)
def test_blanks_punctuation_and_capitals_are_no_change(before: str, after: str) -> None:
    """Nor are two ways to write a denial."""
    assert rewording(before, after, "en") == renaming(before, after, "en") == "none"


@pytest.mark.parametrize(
    "after",
    [
        LINE.replace("round ", ""),
        LINE.replace("turn the", "flip the"),
        LINE.replace("at the top of that screen", "at the top of the screen"),
    ],
)
def test_a_few_other_words_are_a_rewording(after: str) -> None:
    assert rewording(LINE, after, "en") == "wording"
    assert rewording(f"{LINE}\nWait.", f"{after}\nWait.", "en") == "wording"


@pytest.mark.parametrize(
    "after",
    [
        LINE.replace("on.", "off."),
        LINE.replace("turn", "do not turn"),
        LINE.replace("turn the", "never turn the"),
        LINE.replace("Messages", "Mail"),
        LINE.replace(" › Apps", ""),
        LINE.replace("1.", "2."),
        LINE.replace("top", "left"),
        LINE.replace(
            "turn the round switch at the top of that screen", "find the round knob near the end of this page"
        ),
        f"{LINE}\n2. Wait.",
        "",
    ],
)
def test_what_an_instruction_hangs_on_is_meaning(after: str) -> None:
    """Numbers, paths, names, denials, directions, lines, and most of the words."""
    assert rewording(LINE, after, "en") == rewording(after, LINE, "en") == "meaning"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Wait ten minutes and look at it again.", "Wait two minutes and look at it again."),
        ("Wait 10 minutes and look at it again.", "Wait 10 hours and look at it again."),
        ("Look at it, and before that wait a bit.", "Look at it, and after that wait a bit."),
        ("It says so in [the manual](https://a.example/1)", "It says so in [the manual](https://a.example/2)"),
        ("Delete the old app from there.", "Keep the old app from there."),
        ("Lift the lid.\nPull the plug.", "Pull the plug.\nLift the lid."),
    ],
)
def test_the_order_and_the_amount_are_meaning(before: str, after: str) -> None:
    assert rewording(before, after, "en") == "meaning"


def test_a_title_may_change_all_its_words_but_numbers_and_denials() -> None:
    """What is done stands below it."""
    assert renaming("Turn the lamp on", "Flip the switch", "en") == "wording"
    assert renaming("Turn the lamp on", "Do not turn the lamp on", "en") == "meaning"
    assert renaming("Wait 10 minutes", "Wait 20 minutes", "en") == "meaning"


def test_where_the_words_of_a_language_are_not_known_every_word_is_meaning() -> None:
    """But blanks, punctuation and capitals are no change in any."""
    before, after = "Schalten Sie die Lampe am Schalter ein.", "Schalten Sie die Lampe am Schalter aus."
    for judge in (rewording, renaming):
        assert judge(before, after, "de") == "meaning"
        assert judge(before, before.upper(), "de") == "none"


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from(["en", "de"]))
def test_it_is_the_same_both_ways(before: str, after: str, language: str) -> None:
    """Whatever stands in the texts, and a text never differs from itself."""
    assert rewording(before, after, language) == rewording(after, before, language)
    assert renaming(before, after, language) == renaming(after, before, language)
    assert rewording(before, before, language) == renaming(before, before, language) == "none"
