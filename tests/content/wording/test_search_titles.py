"""Titles as search engines show them."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.wording.search_titles import LONGEST_TITLE, search_title


def test_the_first_name_that_fits_stands_after_it() -> None:
    assert search_title("The bulb is dead", "Why is it dark?", "Fixpath") == "The bulb is dead · Why is it dark?"
    assert search_title("x" * 50, "Why is it dark?", "Fixpath") == f"{'x' * 50} · Fixpath"
    assert search_title("x" * 60, "Why is it dark?", "Fixpath") == "x" * 60
    assert search_title("Carriers", "", "Fixpath") == "Carriers · Fixpath"
    assert search_title("Carriers") == "Carriers"


def test_of_several_sentences_the_last_says_most() -> None:
    """Only where all are too long."""
    assert search_title("Nothing is broken. It is day.", "Why?") == "Nothing is broken. It is day. · Why?"
    assert search_title(f"Nothing is broken. {'x' * 50}.", "Why?") == f"{'x' * 50}. · Why?"


def test_a_long_sentence_ends_after_a_word() -> None:
    long = "Turn the lamp on, wait for a minute, and look whether the street is dark"

    assert search_title(long, "Fixpath") == "Turn the lamp on, wait for a minute, and look whether the street…"
    assert search_title("x" * 90) == f"{'x' * 64}…"


@given(st.text(alphabet="ab .", max_size=90), st.lists(st.text(alphabet="c", max_size=40), max_size=2))
def test_a_title_always_fits(title: str, names: list[str]) -> None:
    """It holds the whole title where there is room for that."""
    made = search_title(title, *names)

    assert len(made) <= LONGEST_TITLE
    assert made.startswith(title) or len(title) > LONGEST_TITLE
