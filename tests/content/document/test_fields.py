"""Texts of a document are clean before anything else sees them."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import ValidationError

from diagnostics.content.document.fields import COMING_IN, clean_line, clean_text, hidden_fault, not_reserved, without
from diagnostics.content.document.schema import Source


@given(st.text())
def test_clean_text_is_a_fixed_point(value: str) -> None:
    """A cleaned text is NFC, and cleaning it again changes nothing."""
    try:
        cleaned = clean_text(value)
    except ValueError:
        return
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean_text(cleaned) == cleaned


def test_clean_text_takes_the_blanks_at_ends_of_lines() -> None:
    """Line ends are newlines, and nothing stands before them."""
    assert clean_text("\r\none \r\n\n two\t\n") == "one\n\n two"


@pytest.mark.parametrize("value", ["a\x00b", "a\x85b", "a\u2028b", "a\ufeffb", "a\rb"])
def test_clean_text_refuses_control_characters(value: str) -> None:
    """What no reader can see may not stand in a text."""
    with pytest.raises(ValueError, match="at position 1: delete it"):
        clean_text(value)


def test_clean_line_refuses_a_line_break() -> None:
    assert clean_line("  one ") == "one"
    with pytest.raises(ValueError, match="must be one line"):
        clean_line("one\ntwo")


@pytest.mark.parametrize(
    ("kind", "slug"), [("question", "tried"), ("option", "not-sure"), ("guide", "admin"), ("guide", "es")]
)
def test_not_reserved_keeps_addresses_unambiguous(kind: str, slug: str) -> None:
    """A word of an address cannot be the slug of what stands there."""
    with pytest.raises(ValueError, match=slug):
        not_reserved(kind)(slug)


@pytest.mark.parametrize("kind", ["question", "option", "guide"])
def test_not_reserved_lets_other_slugs_pass(kind: str) -> None:
    assert not_reserved(kind)("lamp") == "lamp"


HIDDEN = ["\u200b", "\u200b \u200d", "\u3164", "\u2800\u2800", "\u0301", "\ufe0f", "a\u202eb", "\u2067a"]


@pytest.mark.parametrize(("words", "sign"), [("red, round", ","), ("red: round", ":")])
def test_without_keeps_out_the_signs_that_would_end_the_words(words: str, sign: str) -> None:
    with pytest.raises(ValueError, match=f"“{sign}” cannot stand inside these words: leave it out"):
        without(",:")(words)
    assert without(",:")("red mark") == "red mark"


@pytest.mark.parametrize("text", HIDDEN)
def test_hidden_fault_tells_what_nobody_could_read(text: str) -> None:
    assert hidden_fault(text)


@pytest.mark.parametrize(
    "text", ["", "a\u200bb", "👩\u200d🚒", "می\u200cخواهم", "❤\ufe0f", "שלום\u200f!", "-", "क\u094dष"]
)
def test_hidden_fault_lets_joiners_and_marks_pass(text: str) -> None:
    """Languages and emoji need them."""
    assert hidden_fault(text) == ""


@given(st.text(min_size=1))
@example("\u200b")
@example("a\u202eb")
def test_hidden_text_is_refused_when_it_comes_in_and_read_when_it_is_kept(text: str) -> None:
    """In a line and in a Markdown text alike."""
    try:
        kept = Source.model_validate({"slug": "a", "title": text, "note": text})
    except ValidationError:
        return
    if not hidden_fault(kept.title) and not hidden_fault(kept.note):
        assert Source.model_validate({"slug": "a", "title": text, "note": text}, context=COMING_IN) == kept
        return
    with pytest.raises(ValidationError, match=r"can be seen|turns letters around"):
        Source.model_validate({"slug": "a", "title": text, "note": text}, context=COMING_IN)
