"""Titles as search engines show them."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.wording.search_titles import LONGEST_TITLE, search_title


def test_the_guide_stands_beside_it_where_there_is_room() -> None:
    assert search_title("The bulb is dead", "Why is it dark?") == "The bulb is dead · Why is it dark?"
    assert search_title("x" * 50, "Why is it dark?") == f"{'x' * 50} · Fixpath"
    assert search_title("Carriers") == "Carriers · Fixpath"


def test_of_several_sentences_the_last_says_most() -> None:
    """Only where all are too long; a sentence is never cut."""
    assert search_title("Nothing is broken. It is day.", "Why?") == "Nothing is broken. It is day. · Why?"
    assert search_title(f"Nothing is broken. {'x' * 50}.", "Why?") == f"{'x' * 50}. · Why?"


@given(st.text(alphabet="ab .", max_size=90), st.text(alphabet="c", max_size=40))
def test_what_fits_is_used(title: str, guide: str) -> None:
    """The result is too long only where nothing fits."""
    made = search_title(title, guide)
    assert len(made) <= LONGEST_TITLE or len(title.rsplit(". ", maxsplit=1)[-1]) + len(" · Fixpath") > LONGEST_TITLE
