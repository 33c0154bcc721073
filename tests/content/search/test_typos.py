"""The known word that a mistyped one is nearest to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.search.typos import LONG, SHORT, Spelling, mistakes

WORDS = {"message": 9, "massage": 1, "delivered": 5, "verizon": 3, "version": 7, "green": 4, "so": 2, "verification": 1}
SPELLING = Spelling(WORDS)
LETTERS = st.text(alphabet="abcde", max_size=8)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("mesage", ("message",)),
        ("messsage", ("message",)),
        ("mesasge", ("message",)),
        ("massge", ("massage",)),
        ("missage", ("message", "massage")),
        ("verison", ("version", "verizon")),
        ("delievered", ("delivered",)),
        ("deliverde", ("delivered",)),
        ("vveriffication", ("verification",)),
        ("grn", ()),
        ("gren", ("green",)),
        ("gone", ()),
        ("ssoo", ()),
        ("123456", ()),
        ("x" * 30, ()),
        ("mxssxge", ()),
    ],
)
def test_the_nearest_word_is_found(typed: str, known: tuple[str, ...]) -> None:
    """One mistake in a word, two in a long one; of equally near ones the most frequent first."""
    assert SPELLING.nearest(typed) == known


def test_words_of_other_lengths_are_not_compared() -> None:
    assert mistakes("green", "grn", 1) == 2


@given(LETTERS, LETTERS)
def test_mistakes_are_a_distance(one: str, other: str) -> None:
    """The same both ways, and none only between equals."""
    assert mistakes(one, other, 8) == mistakes(other, one, 8)
    assert (mistakes(one, other, 8) == 0) == (one == other)


@given(st.sampled_from(sorted(word for word in WORDS if len(word) > SHORT)), st.data())
def test_any_one_mistake_is_put_right(word: str, data: st.DataObject) -> None:
    """A letter too many, one missing, a wrong one, two swapped."""
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from("aeqz"))
    typed = data.draw(
        st.sampled_from(
            [
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    )
    near = SPELLING.nearest(typed)
    assert near
    assert mistakes(typed, near[0], 2) <= 1
    assert len(typed) < LONG or mistakes(typed, word, 2) <= 1
