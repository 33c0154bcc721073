"""Schema errors read as sentences for editors."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.schema_errors import sentence
from tests.builders import a_carrier, a_question, a_step, base_data


def messages(**changes: Any) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        GuideDocument.model_validate_json(json.dumps(base_data() | changes))
    return [sentence(error) for error in caught.value.errors(include_url=False)]


STEPS: dict[str, tuple[Any, str]] = {
    "minutes": ("5", "This is a text. Write a whole number, such as 5."),
    "title": (611, 'This must be a text. Put it in quotes: "611".'),
    "summary": (True, 'This must be a text. Put it in quotes: "true".'),
    "until": ("", "This is empty. Write a text, or take the line out."),
    "loses": ("x" * 20_001, "This is too long. At most 20,000 characters are allowed."),
    "meanwhile": (None, "This is empty. Write “true” or “false”."),
    "reviewed": ("soon", "“soon” is not a date. Write year, month and day, such as 2026-11-23."),
    "remedies": ([], "This is a list. Write lines of “field: value”."),
    "variants": ({}, "This is lines of “field: value”. Write a list, “[one, two]” or lines that begin with “- ”."),
    "waiting": (
        None,
        "Nothing is not one of the words for this. Did you mean “none”? Write one of: none, ten-minutes, hour, four-hours, day.",
    ),
    "when": (2, "This is a number. Write lines of “field: value”."),
    "slug": ("!", "“!” cannot stand in an address. Use small letters, digits and single hyphens."),
    "never_because": ("a\nb", "This must be one line: take the line break out."),
}


@pytest.mark.parametrize("field", STEPS)
def test_sentence_says_what_to_write_instead(field: str) -> None:
    """Each kind of error names what is wrong and what may be written."""
    value, expected = STEPS[field]
    assert messages(steps=[a_step("x") | {field: value}]) == [expected]


def test_sentence_tells_numbers_out_of_bounds() -> None:
    assert messages(steps=[a_step("x", minutes=601)]) == ["601 is too large. Write at most 600."]
    assert messages(steps=[a_step("x", minutes=-1)]) == ["-1 is too small. Write at least 0."]


def test_sentence_lists_the_words_of_a_missing_field() -> None:
    """A missing field is told with what it takes, and what it means."""
    question = a_question("new", "a", "b")
    del question["effort"], question["label"]
    assert messages(questions=[question]) == [
        '“label” is missing. Write a text (The same in a list of answers: "You see", "It fails with").',
        "“effort” is missing. Write one of: glance, look, try.",
    ]


def test_sentence_of_a_missing_page_asks_to_choose_one() -> None:
    """A page is chosen from a list, not written as a text."""
    data = {name: value for name, value in base_data().items() if name != "urgent_page"}
    with pytest.raises(ValidationError) as caught:
        GuideDocument.model_validate_json(json.dumps(data))
    assert [sentence(error) for error in caught.value.errors(include_url=False)] == [
        "No page is chosen here. Choose the one that the last line of every screen leads to."
    ]


def test_sentence_knows_every_pattern() -> None:
    """Addresses, countries, languages, rows and names of texts are each explained."""
    carrier = a_carrier("x", country="USA", status_url="example.org")
    assert messages(carriers=[carrier]) == [
        "“USA” is not a country. Write its two small letters, such as us or gb.",
        "“example.org” is not an address. Write one that begins with https:// and holds no spaces.",
    ]
    assert messages(language="english") == ["“english” is not a language code. Write one such as en or pt-br."]
    assert messages(translations={"es": {"causes": {"bulb": {"Name!": "x"}}}}) == [
        "“Name!” does not name a text of this object. Write it as in “options.green.text”."
    ]
    assert messages(questions=[a_question("new", "a", "b", signs={"@My home": {}})]) == [
        "“@My home” cannot stand in an address. Use small letters, digits and single hyphens such as “my-home”."
    ]


def test_sentence_falls_back_to_what_pydantic_says() -> None:
    """An error of another kind is still a sentence."""
    with pytest.raises(ValidationError) as caught:
        GuideDocument.model_validate_json("{")
    assert sentence(caught.value.errors(include_url=False)[0]).startswith("This cannot be read: Invalid JSON")


def test_sentence_of_a_single_word_says_it() -> None:
    """The number of the schema, wrong or missing, and the one place where answers may come from."""
    data = base_data()
    del data["schema"]
    with pytest.raises(ValidationError) as caught:
        GuideDocument.model_validate_json(json.dumps(data))
    assert [sentence(error) for error in caught.value.errors(include_url=False)] == ["“schema” is missing. Write 1."]
    assert messages(schema=5) == ["“5” cannot stand here. Write 1."]
    question = a_question("x", options_from="carrier")
    assert messages(questions=[question]) == ["“carrier” cannot stand here. Write carriers."]
