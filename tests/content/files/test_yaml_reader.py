"""YAML is read as people see it, and every problem is told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.problems import Problem
from diagnostics.content.files.yaml_reader import MAX_BYTES, decode, read_yaml

BROKEN = {
    "a: b: c": (1, "needs quotes around it"),
    "a: 'x": (1, "is not closed"),
    "a:\n\t- b": (2, "not with tabs"),
    "a: [b, c": (2, "closing bracket is missing"),
    "a: \x00": (None, "Look at this line"),
    "[" * 20: (1, "nested more than 12 deep"),
    "? [a]\n: b": (1, "must be one word"),
    "a: b\n---\nc: d": (2, "A second document begins here"),
}


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("no", "no"),
        ("true", True),
        ("True", "True"),
        ("~", None),
        ("", None),
        ("# nothing", None),
        ("2026-11-23", "2026-11-23"),
        ("26.10", "26.10"),
        ("-12", -12),
        ("007", "007"),
        ("9" * 30, "9" * 30),
        ("'12'", "12"),
        ("no: {yes: [on, 1]}", {"no": {"yes": ["on", 1]}}),
        ("a: |\n  b\n  c\n", {"a": "b\nc\n"}),
    ],
)
def test_read_yaml_knows_few_words(source: str, value: object) -> None:
    """Only true, false, null and whole numbers are more than text."""
    reading = read_yaml(source, "f.yaml")
    assert (reading.value, reading.problems, reading.broken) == (value, (), False)


@pytest.mark.parametrize("source", BROKEN)
def test_read_yaml_tells_where_it_breaks(source: str) -> None:
    """A file that cannot be read to its end gives one problem with its line and a hint."""
    reading = read_yaml(source, "f.yaml")
    line, said = BROKEN[source]
    assert reading.broken
    assert [problem.line for problem in reading.problems] == [line]
    assert said in reading.problems[0].message


def test_read_yaml_tells_every_refusal_and_reads_on() -> None:
    """Anchors, aliases, tags and duplicate keys are all named, by slug and line."""
    reading = read_yaml("- slug: x\n  a: &b 1\n  c: *b\n  d: !!int '5'\n  a: 2\n", "f.yaml", first_line=10)
    assert not reading.broken
    assert [str(problem).split(".yaml › ")[1].split(". ")[0] for problem in reading.problems] == [
        "x › a (line 11): Anchors (&b) are not used here",
        "x › c (line 12): References (*b) are not used here",
        "x › d (line 13): Tags (tag:yaml.org,2002:int) are not used here",
        "x › a (line 14): “a” is here twice",
    ]


def test_read_yaml_keeps_lines() -> None:
    """The line of each value is known by its keys."""
    reading = read_yaml("a:\n  - b: 1\n    c: 2\n", "f.yaml")
    assert reading.lines["a", 0, "c"] == 3


@given(st.text())
def test_read_yaml_never_raises(source: str) -> None:
    """Any text gives a value or a problem."""
    reading = read_yaml(source, "f.yaml")
    assert reading.problems or not reading.broken


def test_decode_refuses_what_is_not_text() -> None:
    """A file must be UTF-8 and of a sensible size."""
    assert decode("\ufeffé".encode(), "f.yaml") == "é"
    large, wrong = decode(b"a" * (MAX_BYTES + 1), "f.yaml"), decode(b"a\n\xff", "f.yaml")
    assert isinstance(large, Problem)
    assert "larger than 2,000,000 bytes" in large.message
    assert isinstance(wrong, Problem)
    assert (wrong.line, "UTF-8" in wrong.message) == (2, True)
