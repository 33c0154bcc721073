"""Fields are called by words that editors know."""

import pytest

from diagnostics.content.names import Names
from diagnostics.content.where import said, where
from tests.domain.rich import rich_document


@pytest.mark.parametrize(
    ("part", "slug", "field", "words"),
    [
        ("steps", "rewire", "variants.kind=desk.text", "Variant for Desk"),
        ("steps", "rewire", "variants.default.text", "Variant for everyone else"),
        ("steps", "rewire", "variants.gone=x.label", "Variant for gone=x, label"),
        ("steps", "rewire", "variants.default", "Variant for everyone else"),
        ("paths", "lamp-settings", "variants.default.menu.1", "Variant for everyone else, screen 1"),
        ("questions", "power", "options.on.page.title", "Answer “Option on”, page › title"),
        ("questions", "power", "options.on.text", "Answer “Option on”"),
        ("carriers", "acme", "facts.2.text", "Fact 2"),
        ("carriers", "acme", "facts.2.sources", "Fact 2, sources"),
        ("carriers", "acme", "notes.turn-on", "Note inside the step “Do turn-on”"),
        ("terms", "power", "regions.gb", "In the country gb"),
        ("causes", "dust", "text", "Text"),
        ("guide", "lamp", "not_working", "Not working"),
    ],
)
def test_where_speaks_plainly(part: str, slug: str, field: str, words: str) -> None:
    """No field is shown as a path of names where there is a better word."""
    assert where(Names(rich_document()), part, slug, field) == words


def test_said_joins_answers() -> None:
    """Or within a question, a semicolon between questions."""
    when = {"kind": ("desk", "ceiling"), "see": ("dark",)}
    assert said(Names(rich_document()), when) == "Option desk or Option ceiling; Option dark"
