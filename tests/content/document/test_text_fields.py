"""Texts of a document are clean before anything else sees them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.text_fields import clean_line, clean_text, not_reserved


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
