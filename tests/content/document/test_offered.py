"""What a guide may name of the site is what the site has; anything else is an error that names the nearest."""

from pathlib import Path

import pytest

from diagnostics.content.checks.check import quick_check
from diagnostics.content.document.offered import DRAWINGS, offer_fault
from tests.builders import a_question, an_option, make_document

ROOT = Path(__file__).parents[3]


def test_drawings_are_the_files_of_templates() -> None:
    assert sorted(DRAWINGS) == sorted(path.stem for path in (ROOT / "templates" / "drawings").iterdir())


@pytest.mark.parametrize(
    ("field", "name", "expected"),
    [
        ("drawing", "red-mrk", "There is no drawing “red-mrk”. Did you mean “red-mark”? Write one of: email, "),
        ("detect", "chromebook", "No check is called “chromebook”. Write tests such as: browser has Word, "),
        ("finding", "aple-status", "called “aple-status”. Did you mean “apple-status”? Write one of: apple-status."),
    ],
)
def test_offer_fault_names_the_nearest_and_all(field: str, name: str, expected: str) -> None:
    assert expected in offer_fault(field, name)


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("drawing", "spinner"),
        ("detect", "mac"),
        ("detect", "offline or clock >= 5"),
        ("finding", "apple-status"),
        ("drawing", None),
        ("slug", "x"),
    ],
)
def test_offer_fault_is_silent_otherwise(field: str, name: str | None) -> None:
    assert offer_fault(field, name) == ""


def test_a_guide_that_names_what_the_site_lacks_has_errors() -> None:
    """Each at its own field."""
    odd = a_question("x", an_option("a", drawing="dark-panel", detect="chromebook"), "b", finding="weather")
    found = quick_check(make_document(add={"questions": [odd]}))
    places = [problem.field for problem in found if problem.severity == "error"]
    assert places == ["finding", "options.a.drawing", "options.a.detect"]
