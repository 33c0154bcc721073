"""A guide in another language, and what may be wrong with its sidecar."""

from typing import Any

import pytest

from diagnostics.content.checks.translations import localize, translation_problems
from tests.builders import a_step, make_document


def messages(sidecar: dict[str, Any], language: str = "es", **changes: Any) -> list[str]:
    document = make_document(translations={language: sidecar}, **changes)
    return [str(problem) for problem in translation_problems(document) if problem.severity == "error"]


def test_localize_takes_the_texts_that_are_translated() -> None:
    """What is translated is shown so; what is missing, empty or unknown stays as it is."""
    sidecar = {
        "guide": {"lamp": {"title": "¿Luz?"}},
        "causes": {"bulb": {"name": "Bombilla", "summary": ""}, "gone": {"name": "x"}},
        "questions": {"see": {"options.dark.text": "Oscuro", "options.dark.slug": "x"}},
    }
    document = localize(make_document(translations={"es": sidecar}), "es")
    assert (document.language, document.title, document.summary) == ("es", "¿Luz?", "Find out why a lamp stays dark.")
    assert (document.causes[0].name, document.causes[0].summary) == ("Bombilla", "It is bulb.")
    assert (document.questions[0].options[0].text, document.questions[0].options[0].slug) == ("Oscuro", "dark")


def test_localize_without_a_sidecar_changes_nothing() -> None:
    """A language that nobody wrote gives the guide as it is."""
    document = make_document()
    assert localize(document, "es") is document


@pytest.mark.parametrize(
    ("sidecar", "expected"),
    [
        ({"cause": {}}, None),
        ({"cause": {"bulb": {"name": "x"}}}, "es.yaml › cause › bulb › name: A guide has no “cause”. Did you mean “causes”?"),
        ({"guide": {"lump": {"title": "x"}}}, "es.yaml › guide › lump › title: The guide is called “lamp”. Write that."),
        ({"guide": {"lamp": {"titel": "x"}}}, "es.yaml › guide › lamp › titel: The guide has no text “titel”. Did you mean “title”?"),
        ({"causes": {"bulp": {"name": "x"}}}, "es.yaml › causes › bulp › name: There is no cause “bulp”. Did you mean “bulb”?"),
        ({"causes": {"bulb": {"nam": "x"}}}, "es.yaml › causes › bulb › nam: The cause “bulb” has no text “nam”. Did you mean “name”?"),
        ({"causes": {"bulb": {"name": "a\nb"}}}, "es.yaml › causes › bulb › name: This must be one line of at most 240"),
        ({"causes": {"bulb": {"name": "x" * 241}}}, "es.yaml › causes › bulb › name: This must be one line of at most 240"),
        ({"causes": {"bulb": {"name": "Bombilla", "text": "Uno\n\nDos"}}}, None),
        ({"causes": {"bulb": {"text": "[[nada]]"}}}, "es.yaml › causes › bulb › text: There is no menu path “nada”."),
        ({"pages": {"candles": {"text": "# Grande"}}}, "es.yaml › pages/candles › text: The page has its own first heading."),
    ],
)  # fmt: skip
def test_translation_problems_tell_each_fault(sidecar: dict[str, Any], expected: str | None) -> None:
    """Texts of nothing, and texts that break the rules, are told with their place in the sidecar."""
    found = messages(sidecar)
    assert [problem[: len(expected or "")] for problem in found] == ([expected] if expected else [])


def test_translation_problems_are_cured_in_the_guide() -> None:
    """Sidecars are a field of the guide, so that is where every one of them leads."""
    document = make_document(translations={"es": {"causes": {"nope": {"name": "x"}, "bulb": {"summary": "[[nope]]"}}}})
    places = {(found.part, found.slug, found.field) for found in translation_problems(document)}
    assert places == {("guide", "lamp", "translations")}


def test_translation_problems_do_not_repeat_those_of_the_guide() -> None:
    """What is wrong in the guide itself is told once, by its own checks."""
    assert messages({"causes": {"bulb": {"name": "Bombilla"}}}, add={"steps": [a_step("s", summary="[[nada]]")]}) == []


def test_translation_problems_refuse_the_language_of_the_guide() -> None:
    """A sidecar is for another language."""
    assert messages({}, "en")[0].startswith("en.yaml: The guide itself is in “en”.")


def warnings(**changes: Any) -> list[str]:
    found = translation_problems(make_document(**changes))
    return [str(problem) for problem in found if problem.severity == "warning"]


def test_a_guide_in_another_language_is_told_what_stays_english() -> None:
    """Only the texts of the guide are in its language."""
    assert warnings(language="en-gb") == []
    (told,) = warnings(language="de")
    assert told == (
        "guide.yaml › language: The site’s own words (buttons, headings, reasons) are not translated into “de”. "
        "Visitors read them in “en”, beside the texts of this guide in “de”."
    )


def test_a_translation_is_told_that_nobody_reads_it_yet() -> None:
    """With how much of the guide is translated; an empty text and one of nothing do not count."""
    sidecar = {"guide": {"lamp": {"title": "¿Luz?", "summary": ""}}, "causes": {"bulb": {"name": "B", "nam": "x"}}}
    (told,) = warnings(translations={"es": sidecar})
    assert told.startswith("es.yaml: 2 of ")
    assert told.endswith(
        " texts are translated into “es”. No page shows translations yet: visitors read everything in “en”."
    )
