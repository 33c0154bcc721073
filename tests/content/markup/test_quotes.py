"""Quotation marks."""

import pytest

from diagnostics.content.markup.quotes import quoted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is off", "“It is off”"),
        ("“Waiting for activation”", "“‘Waiting for activation’”"),
        ("It says “off”", "“It says ‘off’”"),
        (7, "“7”"),
    ],
)
def test_quoted_never_doubles_quotation_marks(text: object, said: str) -> None:
    """A text that holds some keeps single ones."""
    assert quoted(text) == said
