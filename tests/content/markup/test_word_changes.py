"""What changed in a text, word by word."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.markup.word_changes import NEAR, Piece, text_changes

TEXTS = st.text(st.sampled_from("ab \n"), max_size=40)
MANY = " ".join(["word"] * (8 * NEAR))


@given(TEXTS, TEXTS)
def test_text_changes_hold_both_texts(before: str, after: str) -> None:
    """Without the new words it is the old text, without the old words the new one."""
    pieces = text_changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.fate != "new") == before
    assert "".join(piece.text for piece in pieces if piece.fate != "gone") == after


def test_text_changes_are_told_by_words() -> None:
    """Words that stay are not said to have changed."""
    assert text_changes("Turn it off.\nThen on.", "Turn it quickly off.\nThen on.") == (
        Piece("kept", "Turn it "),
        Piece("new", "quickly "),
        Piece("kept", "off.\nThen on."),
    )
    assert text_changes("", "New") == (Piece("new", "New"),)
    assert text_changes("Old", "") == (Piece("gone", "Old"),)


def test_text_that_was_rewritten_is_shown_whole() -> None:
    """Where hardly a word stayed, the old text stands before the new one, each readable by itself."""
    before, after = "A wrong clock keeps you out.", "It frees what got stuck."
    assert text_changes(before, after) == (Piece("gone", before), Piece("new", after))


def test_text_changes_leave_out_what_is_far_from_any_change() -> None:
    """A long text shows its changes with the words around them."""
    pieces = text_changes(f"{MANY} old {MANY} old {MANY}", f"{MANY} new {MANY} new {MANY}")
    assert [piece.fate for piece in pieces] == [
        *("left-out", "kept", "gone", "new", "kept", "left-out", "kept"),
        *("gone", "new", "kept", "left-out"),
    ]
    assert len(pieces[1].text.split()) == NEAR
