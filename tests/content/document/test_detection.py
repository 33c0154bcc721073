"""What a browser must show for an answer to hold, as editors write it and as older releases hold it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.offered import FORMER, detection_fault, readings, write_out

SCRIPT = Path(__file__).parents[3] / "static" / "js" / "checks.js"
WORDS = st.from_regex(r"[!-~]{1,60}", fullmatch=True)
NUMBERS = st.integers(0, 9_999_999)
MEASURED = ("version", "clock", "loading")
TESTS = st.one_of(
    st.builds("browser {} {}".format, st.sampled_from(["has", "lacks"]), WORDS),
    st.builds("{} {} {}".format, st.sampled_from(MEASURED), st.sampled_from([">=", "<"]), NUMBERS),
    st.sampled_from(["touch", "no touch", "offline"]),
)
ALTERNATIVES = st.lists(TESTS, min_size=1, max_size=3).map(" and ".join)
DETECTIONS = st.lists(ALTERNATIVES, min_size=1, max_size=3).map(" or ".join)


@given(DETECTIONS)
def test_whatever_follows_the_grammar_is_right(detection: str) -> None:
    """And it is read as it stands."""
    assert detection_fault(detection) == ""
    assert write_out(detection) == detection


@given(DETECTIONS)
def test_each_test_says_what_it_reads(detection: str) -> None:
    """The first word of a test, or the last one of “no touch”."""
    tests = re.split(" and | or ", detection)
    assert readings(detection) == {test.removeprefix("no ").split(" ")[0] for test in tests}


@pytest.mark.parametrize("name", FORMER)
def test_the_names_of_older_releases_are_read_as_what_they_meant(name: str) -> None:
    """A release is never written anew."""
    assert detection_fault(name) == ""
    assert detection_fault(write_out(name)) == ""
    assert readings(name) <= {"browser", "touch"}


@pytest.mark.parametrize(
    ("detection", "test"),
    [
        ("chromebook", "chromebook"),
        ("browser has", "browser has"),
        ("browser has Smart TV", "browser has Smart TV"),
        ("touch and", "touch and"),
        ("touch or  offline", " offline"),
        ("clock > 120", "clock > 120"),
        ("clock >= 2.5", "clock >= 2.5"),
        ("clock >= 12345678", "clock >= 12345678"),
        ("mac and touch", "mac"),
        ("Touch", "Touch"),
        ("offline and battery < 5", "battery < 5"),
        ("browser has Ã", "browser has Ã"),
    ],
)
def test_what_no_check_knows_is_named(detection: str, test: str) -> None:
    """With all that may be written."""
    fault = detection_fault(detection)
    assert fault.startswith(f"No check is called “{test}”.")
    assert "Write tests such as: browser has Word, " in fault


def test_the_nearest_test_is_offered() -> None:
    """A slip of the pen is likelier than a new idea."""
    assert "Did you mean “clock >= 120”?" in detection_fault("clock => 120")


def test_the_script_tries_every_test() -> None:
    """What may be written and what is tried are the same words."""
    script = SCRIPT.read_text(encoding="utf-8")
    (pattern,) = re.findall(r"const TEST = /(.+)/;", script)
    (bare,) = re.findall(r"return \{ (.+) \}\[test\]", script)
    assert set(re.findall(r'"([a-z ]+)":', bare)) == {"touch", "no touch", "offline"}
    for test in ("browser has A", "browser lacks A", *(f"{one} {sign} 1" for one in MEASURED for sign in (">=", "<"))):
        assert re.search(pattern, test)
