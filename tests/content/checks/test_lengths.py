"""How long a text may be."""

from typing import Any

import pytest

from diagnostics.content.checks.lengths import _MOST, _kind, length_problems
from diagnostics.content.document.index import Index
from diagnostics.content.document.leaves import leaves
from tests.builders import a_carrier, a_cause, a_page, a_question, a_step, an_option, make_document
from tests.domain.rich import rich_document


def long_texts(**changes: Any) -> list[tuple[str, str, str]]:
    """Which texts of the small guide with these parts are too long."""
    return [(problem.part, problem.slug, problem.field) for problem in length_problems(Index(make_document(**changes)))]


LONG = "word " * 300
PAGE = {"title": "x " * 60, "summary": "s", "text": "t"}
TOO_LONG: list[tuple[dict[str, Any], tuple[str, str, str]]] = [
    ({"working": "It works now, thank you very much"}, ("guide", "lamp", "working")),
    ({"add": {"causes": [a_cause("c", name="x" * 61)]}}, ("causes", "c", "name")),
    ({"add": {"questions": [a_question("q", "b", an_option("a", text="x" * 61))]}}, ("questions", "q", "options.a.text")),
    ({"add": {"questions": [a_question("q", "b", an_option("a", page=PAGE))]}}, ("questions", "q", "options.a.page.title")),
    ({"add": {"steps": [a_step("s", variants=[{"text": LONG}])]}}, ("steps", "s", "variants.default.text")),
    ({"carriers": [a_carrier("c", facts=[{"text": "x" * 141, "sources": []}])]}, ("carriers", "c", "facts.1.text")),
    ({"carriers": [a_carrier("c", notes={"turn-on": LONG})]}, ("carriers", "c", "notes.turn-on")),
    ({"paths": [{"slug": "p", "name": "P", "variants": [{"menu": ["x" * 41]}]}]}, ("paths", "p", "variants.default.menu.1")),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "place"), TOO_LONG)
def test_length_problems_tell_each_text_that_is_too_long(changes: dict[str, Any], place: tuple[str, str, str]) -> None:
    """A text over the length of its place is told with its field."""
    assert long_texts(**changes) == [place]


def test_length_is_a_warning_that_says_how_long_is_too_long() -> None:
    """The sentence has both numbers."""
    (problem,) = length_problems(Index(make_document(working="x" * 30)))
    assert problem.severity == "warning"
    assert problem.message == "This has 30 characters; 24 is the most that reads well on a phone. Shorten it."


def test_length_of_markdown_is_that_of_its_words() -> None:
    """Addresses of links do not count."""
    assert long_texts(intro="[word](https://example.org/" + "x" * 900 + ")") == []


def test_every_length_is_of_a_text_that_there_is() -> None:
    """A limit for a field that no document has would never be noticed."""
    kinds = {(leaf.part, _kind(leaf.field)) for leaf in leaves(rich_document())}
    assert {(part, field) for part, fields in _MOST.items() for field in fields} - kinds == set()


def test_a_title_that_no_search_engine_shows_whole_is_told() -> None:
    """Of guides, causes, steps, pages and signs; of several sentences the last will do."""
    page = {"title": "x" * 66, "summary": "s", "text": "t"}
    found = long_texts(
        title="x" * 66,
        add={
            "causes": [a_cause("c", name="x" * 66), a_cause("d", name="x" * 60)],
            "steps": [a_step("s", title=f"It is fine. {'x' * 66}"), a_step("t", title=f"{'x' * 66}. It is fine")],
            "questions": [a_question("q", "b", an_option("a", page=page, text="x" * 56))],
            "pages": [a_page("p", title="x" * 66)],
        },
    )
    assert found == [
        ("guide", "lamp", "title"),
        ("causes", "c", "name"),
        ("questions", "q", "options.a.page.title"),
        ("steps", "s", "title"),
        ("pages", "p", "title"),
    ]
