"""Fields are called by words that editors know."""

import pytest

from diagnostics.content.document.where import (
    SLUGS,
    condition_text,
    condition_with_questions,
    field_name,
    object_and_field,
)
from diagnostics.content.wording.names import Names
from tests.domain.rich import rich_document


@pytest.mark.parametrize(
    ("part", "slug", "field", "words"),
    [
        ("steps", "rewire", "variants.kind=desk.text", "Variant for Desk"),
        ("steps", "rewire", "variants.default.text", "Variant for everyone else"),
        ("steps", "rewire", "variants.gone=x.label", "Variant for gone=x › For whom"),
        ("steps", "rewire", "variants.default", "Variant for everyone else"),
        ("paths", "lamp-settings", "variants.default.menu.1", "Variant for everyone else, screen 1"),
        ("questions", "power", "options.on.page.title", "Answer “Option on” › Page title"),
        ("questions", "power", "options.on.text", "Answer “Option on”"),
        ("carriers", "acme", "facts.2.text", "Fact 2"),
        ("carriers", "acme", "facts.2.sources", "Fact 2 › Sources"),
        ("carriers", "acme", "notes.turn-on", "Note inside the step “Do turn-on”"),
        ("terms", "power", "regions.gb", "In the country gb"),
        ("causes", "dust", "text", "Text"),
        ("causes", "dust", "", ""),
        ("causes", "dust", "slug", "Address"),
        ("steps", "rewire", "never_because", "Why not then"),
        ("steps", "rewire", "never_while.1", "Never while, line 1"),
        ("steps", "rewire", "never_while.1.see", "Never while, line 1 › Label see"),
        ("steps", "rewire", "when.see", "Only where › Label see"),
        ("steps", "rewire", "remedies.bulb", "How often it cures “The bulb is dead”"),
        ("steps", "rewire", "variants.order", "The order of the variants"),
        ("questions", "power", "options.on.page", "Answer “Option on” › Page"),
        ("questions", "power", "options.on.when.see", "Answer “Option on” › Only where › Label see"),
        ("questions", "gone", "options.dark", "Answer “dark”"),
        ("questions", "see", "signs", "The sign table"),
        ("questions", "see", "signs.bulb.dark", "The sign of “Option dark” for “The bulb is dead”"),
        ("questions", "see", "signs.@grid", "The row of signs for all causes in “The power grid”"),
        ("questions", "see", "signs.*", "The row of signs for all other causes"),
        ("questions", "see", "signs.gone", "The row of signs for “gone”"),
        ("cases", "gone", "expect.cause", "Cause"),
        ("cases", "gone", "expect.within_three", "Comes within three"),
        ("guide", "lamp", "comparisons.usual", "The usual list"),
        ("guide", "lamp", "comparisons.by_option.dark", "Usual lists by first answer › Option dark"),
        ("guide", "lamp", "comparisons.by_option", "Usual lists by first answer"),
        ("guide", "lamp", "translations", "Translations"),
        (
            "guide",
            "lamp",
            "translations.es.causes.bulb.name",
            "Translation (es) of the cause “The bulb is dead” › Name",
        ),
        ("guide", "lamp", "not_working", "Button: it does not"),
    ],
)
def test_field_name_speaks_plainly(part: str, slug: str, field: str, words: str) -> None:
    """No field is shown as a path of names where there is a better word."""
    assert field_name(Names(rich_document()), part, slug, field) == words


def test_condition_text_joins_answers() -> None:
    """Or within a question, a semicolon between questions."""
    when = {"kind": ("desk", "ceiling"), "see": ("dark",)}
    assert condition_text(Names(rich_document()), when) == "Option desk or Option ceiling; Option dark"


def test_condition_with_questions_names_the_questions_too() -> None:
    """A condition as a whole: each question as it stands in a list of answers."""
    when = {"see": ("dark",), "kind": ("desk", "ceiling")}
    assert (
        condition_with_questions(Names(rich_document()), when)
        == "Label kind: Option desk or Option ceiling; Label see: Option dark"
    )


@pytest.mark.parametrize(
    ("part", "field", "words"),
    [
        ("guide", "", "The guide"),
        ("steps", "never_because", "Step “x” › Why not then"),
        ("steps", "variants.1.text", "Step “x” › Variant for number 2"),
        ("steps", "variants.default.label", "Step “x” › Variant for default › For whom"),
        ("questions", "options.0.hint", "Question “x” › Answer “1” › Second line"),
        ("questions", "when.see", "Question “x” › Only where › see"),
        ("paths", "name", "Menu path “x” › Name"),
    ],
)
def test_object_and_field_does_without_a_document(part: str, field: str, words: str) -> None:
    """Where rows make no document, slugs and numbers stand for names."""
    assert object_and_field(SLUGS, part, "x", field) == words
