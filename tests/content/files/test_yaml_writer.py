"""What is written can be reviewed, and reads back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.files.yaml_reader import read_yaml
from diagnostics.content.files.yaml_writer import write_yaml

LINES = st.text(st.characters(exclude_characters="\n\r", exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | LINES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(LINES, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(LINES, VALUES, min_size=1, max_size=5))
def test_write_yaml_reads_back(value: dict[str, object]) -> None:
    """Writing and reading gives the same data."""
    reading = read_yaml(write_yaml(value), "f.yaml")
    assert (reading.value, reading.problems) == (value, ())


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])))
def test_write_yaml_reads_back_long_texts(text: str) -> None:
    """A text of several lines reads back with one line break at its end."""
    reading = read_yaml(write_yaml({"text": text}), "f.yaml")
    assert isinstance(reading.value, dict)
    assert reading.value["text"].removesuffix("\n") == text.removesuffix("\n")


def test_write_yaml_is_made_for_review() -> None:
    """Long texts are blocks, small maps stand on one line, objects are apart, and nothing is quoted without need."""
    value = [
        {"slug": "a", "when": {"device": ["iphone", "no"]}, "text": "One: two.\nThree."},
        {
            "slug": "b",
            "names": {"us": "Cellular " * 6, "gb": "x"},
            "list": ["a"] * 40,
            "day": "2026-11-23",
            "empty": [],
        },
        {"slug": "c", "menu": ["Settings", "Send & Receive"], "in": {"text": {"a": True}}, "n": 5, "x": None},
    ]
    assert write_yaml(value) == (
        "- slug: a\n"
        "  when: {device: [iphone, no]}\n"
        "  text: |\n"
        "    One: two.\n"
        "    Three.\n"
        "\n"
        "- slug: b\n"
        "  names:\n"
        "    us: 'Cellular Cellular Cellular Cellular Cellular Cellular '\n"
        "    gb: x\n"
        f"  list: [{', '.join(['a'] * 37)},\n"
        "    a, a, a]\n"
        '  day: "2026-11-23"\n'
        "  empty: []\n"
        "\n"
        "- slug: c\n"
        "  menu: [Settings, Send & Receive]\n"
        "  in:\n"
        "    text: {a: true}\n"
        "  n: 5\n"
        "  x: null\n"
    )
    assert write_yaml([]) == "[]\n"
