"""Quotation marks."""

import pytest

from diagnostics.content.markup.quotes import quote


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It is off", "“It is off”"),
        ("“Waiting for activation”", "“‘Waiting for activation’”"),
        ("It says “off”", "“It says ‘off’”"),
        (7, "“7”"),
    ],
)
def test_quote_never_doubles_quotation_marks(text: object, said: str) -> None:
    """A text that holds some keeps single ones."""
    assert quote(text) == said
