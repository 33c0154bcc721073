"""What somebody typed, read."""

import pytest

from diagnostics.content.search.index import SearchIndex
from diagnostics.content.search.query import LONGEST, MOST_WORDS, read_query


def test_mistakes_are_put_right_and_named(lamp_index: SearchIndex) -> None:
    query = read_query(lamp_index, "Ceilling lmp flickres")

    assert {"ceil", "flicker"} <= query.stems
    assert dict(query.read_as)["Ceilling"] == "ceiling"
    assert query.typed_words(query.unknown) == "lmp"


@pytest.mark.parametrize(
    ("typed", "stems"),
    [
        ("flickerslittle", {"flicker", "littl"}),
        ("t power", {"t", "tpow", "pow"} | {"tpower", "power"}),
        ("desk-thing", {"desk"}),
        ("candles", {"candl"}),
    ],
)
def test_blanks_make_no_difference(lamp_index: SearchIndex, typed: str, stems: set[str]) -> None:
    """Glued words, a name in two words, a hyphen."""
    assert read_query(lamp_index, typed).stems & stems
    assert not read_query(lamp_index, typed).unknown


def test_the_guide_says_otherwise_what_people_say(lamp_index: SearchIndex) -> None:
    """As many words as the phrase has must be said; those of the guide stand for the same words of the query."""
    query = read_query(lamp_index, "there is no light")
    assert {"stay", "dark"} <= query.stems - query.own_stems
    assert {query.typed_words(term.at) for term in query.runs[1]} == {"no light"}
    assert "candl" not in read_query(lamp_index, "just a lamp").stems
    assert "candl" in read_query(lamp_index, "just do it").stems


def test_only_the_beginning_is_read(lamp_index: SearchIndex) -> None:
    assert read_query(lamp_index, " " * LONGEST + "lamp").words == ()
    assert len(read_query(lamp_index, "a " * LONGEST).words) == MOST_WORDS
