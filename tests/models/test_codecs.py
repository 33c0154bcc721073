"""How editors write small structures."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.models import codecs
from diagnostics.models.codecs import Codec, Json

SLUGS = st.sampled_from(["a", "b2", "new-sim", "7", "a-1-b", "not-sure"])
LINES = st.text(st.characters(categories=["L", "N", "P"]), min_size=1).map(lambda line: line.replace("\x85", ""))
CONDITIONS = st.dictionaries(SLUGS, st.lists(SLUGS, min_size=1, max_size=3), max_size=3)
VALUES: dict[str, tuple[Codec, st.SearchStrategy[Any]]] = {
    "slugs": (codecs.SLUGS, st.lists(SLUGS)),
    "lines": (codecs.LINES, st.lists(LINES)),
    "pairs": (codecs.PAIRS, st.dictionaries(SLUGS, LINES)),
    "condition": (codecs.CONDITION, CONDITIONS),
    "conditions": (codecs.CONDITIONS, st.lists(CONDITIONS.filter(bool), max_size=3)),
}


@pytest.mark.parametrize("name", VALUES)
@given(data=st.data())
def test_codec_reads_what_it_writes(name: str, data: st.DataObject) -> None:
    """Written and read again, a value is the same; so a form that was only looked at changes nothing."""
    codec, values = VALUES[name]
    value = data.draw(values)
    assert codec.read(codec.write(value)) == value
    assert codec.accepts(value)


@pytest.mark.parametrize(
    ("codec", "text", "value"),
    [
        (codecs.SLUGS, " one, two\nthree ", ["one", "two", "three"]),
        (codecs.LINES, "Settings\r\n\n  Apps, more ", ["Settings", "Apps, more"]),
        (codecs.PAIRS, "gb: Mobile: Data\n\nde:Mobilfunk", {"gb": "Mobile: Data", "de": "Mobilfunk"}),
        (codecs.CONDITION, "device: iphone, ipad; see: green", {"device": ["iphone", "ipad"], "see": ["green"]}),
        (codecs.CONDITIONS, "a: b; c: d\ne: f g", [{"a": ["b"], "c": ["d"]}, {"e": ["f", "g"]}]),
    ],
)
def test_codec_reads_as_people_write(codec: Codec, text: str, value: Json) -> None:
    """Blanks, empty lines and either separator do not matter."""
    assert codec.read(text) == value


@pytest.mark.parametrize(
    ("codec", "text", "sentence"),
    [
        (codecs.SLUGS, "Not_A_Slug", "“Not_A_Slug” is not a slug"),
        (codecs.PAIRS, "green", "“green” has nothing after a colon"),
        (codecs.PAIRS, "see:", "“see:” has nothing after a colon"),
        (codecs.PAIRS, "see: green\nsee: red", "“see” is here twice"),
        (codecs.CONDITION, "see: green, Ü", "“Ü” is not a slug"),
        (codecs.CONDITIONS, "see: green\nwho", "“who” has nothing after a colon"),
    ],
)
def test_codec_says_what_it_cannot_read(codec: Codec, text: str, sentence: str) -> None:
    """A line that cannot be understood is quoted in a sentence."""
    with pytest.raises(ValueError, match=sentence):
        codec.read(text)


@pytest.mark.parametrize("value", [None, 5, "text", [1], {"see": 1}, {"see": [1]}, [["a"]], {"see": []}])
@pytest.mark.parametrize("name", VALUES)
def test_codec_accepts_only_its_own_shape(name: str, value: Json) -> None:
    """Values of another shape are not accepted, and none of them makes it stumble."""
    codec, _ = VALUES[name]
    assert not codec.accepts(value)
