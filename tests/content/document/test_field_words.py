"""Fields are called as their forms call them."""

import pytest
from django.apps import apps

from diagnostics.content.document.field_words import LABELS, label, word


@pytest.mark.parametrize(("table", "column"), LABELS)
def test_every_label_is_of_a_column(table: str, column: str) -> None:
    """None of them is left over from a field that went."""
    assert apps.get_model("diagnostics", table)._meta.get_field(column).name == column


@pytest.mark.parametrize(
    ("part", "path", "words"),
    [
        ("guide", ("comparisons", "by_option"), "Usual lists by first answer"),
        ("questions", ("options", "page", "title"), "Page title"),
        ("questions", ("options", "slug"), "Short name"),
        ("questions", ("slug",), "Address"),
        ("cases", ("slug",), "Short name"),
        ("carriers", ("facts", "text"), "Text"),
        ("paths", ("variants", "menu"), "Screens"),
        ("moon", ("phase_of",), "Phase of"),
    ],
)
def test_label_finds_the_column_of_a_field(part: str, path: tuple[str, ...], words: str) -> None:
    """Also of what stands inside an object, and of what the tables call differently."""
    assert label(part, *path) == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("usual", "very-common", "very common"),
        ("disruption", "loses-data", "loses data"),
        ("asked", "by-value", "when it is worth asking"),
        ("options_from", "carriers", "the carrier notes"),
        ("name", "a-b", "a-b"),
    ],
)
def test_word_is_as_lists_show_it(field: str, value: str, words: str) -> None:
    """Words of scales have blanks; a text stays as it is."""
    assert word(field, value) == words
