"""What the schema itself refuses."""

import pytest
from pydantic import ValidationError

from tests.builders import a_cause, a_page, a_question, make_document


def test_document_refuses_an_empty_expectation() -> None:
    """A case must expect something."""
    case = {"slug": "one", "title": "One", "answers": {"see": "dark"}, "expect": {}}
    with pytest.raises(ValidationError, match="a case must expect something"):
        make_document(cases=[case])


@pytest.mark.parametrize(
    "link", ["http://example.org", "https://user@example.org/", "https://example.org/a b", "https://", "javascript:1"]
)
def test_document_refuses_links_that_are_not_plain_https(link: str) -> None:
    with pytest.raises(ValidationError, match="sources"):
        make_document(sources=[{"slug": "manual", "title": "Manual", "url": link}])


def test_document_refuses_a_reserved_alias_of_a_question() -> None:
    """An alias stands in addresses as a slug does."""
    with pytest.raises(ValidationError, match="address of a walk"):
        make_document(add={"questions": [a_question("new", "yes", "no", aliases=["tried"])]})


def test_document_refuses_unknown_fields_and_blank_lines() -> None:
    """The schema is closed, and a line says something."""
    with pytest.raises(ValidationError) as caught:
        make_document(causes=[a_cause("bulb", colour="red")], pages=[a_page("candles", title="  ")])
    assert {error["type"] for error in caught.value.errors()} == {"extra_forbidden", "too_short"}
