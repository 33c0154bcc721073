"""Slugs as editors read them."""

import pytest

from diagnostics.content.wording.names import Names
from tests.builders import a_carrier, a_question, a_step, base_data, make_document

CARRIER = a_question("carrier", options_from="carriers")
NAMES = Names(
    make_document(
        add={"questions": [CARRIER], "steps": [a_step("look", title="Look at the {{lamp}}")]},
        carriers=[a_carrier("acme")],
        terms=[{"slug": "lamp", "text": "lamp"}],
    )
)


@pytest.mark.parametrize(
    ("question", "option", "words"),
    [
        ("see", "dark", "Option dark"),
        ("see", None, "Not sure"),
        ("see", "not-sure", "Not sure"),
        ("see", "gone", "gone"),
        ("gone", "dark", "dark"),
        ("carrier", "acme", "Acme"),
    ],
)
def test_option_is_what_the_visitor_reads(question: str, option: str | None, words: str) -> None:
    """An answer is its text, of a carrier its name; what is not there is named by its slug."""
    assert NAMES.option(question, option) == words


def test_names_fill_marks_and_keep_unknown_slugs() -> None:
    """Terms are filled in; a slug that stands for nothing is its own name."""
    assert NAMES.step("look") == "Look at the lamp"
    assert NAMES.step("gone") == "gone"
    assert (NAMES.cause("bulb"), NAMES.question("see"), NAMES.label("see")) == (
        "The bulb is dead",
        "What about see?",
        "Label see",
    )


def test_names_read_a_document_once() -> None:
    """The texts of a document are rendered only when a name is asked for."""
    assert Names(make_document(causes=base_data()["causes"])).__dict__.keys() == {"document"}
