"""Reading the query string."""

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.domain import live
from diagnostics.web.walk.query import MOST_BYTES, MOST_PAIRS, UNREADABLE, first_value, read_pairs, read_walk
from tests.builders import make_document
from tests.fixtures import Publish


def pairs(query: str) -> tuple[tuple[str, str], ...]:
    """What is read of a query string as the server hands it over."""
    request = RequestFactory().get("/")
    request.META["QUERY_STRING"] = query
    return read_pairs(request)


def test_read_pairs_keeps_order_and_repetitions() -> None:
    assert pairs("b=1&a=2&b=3&c") == (("b", "1"), ("a", "2"), ("b", "3"), ("c", ""))


@pytest.mark.parametrize(
    "between", ["&amp;", "&amp;amp;", "%26amp%3B", "%26amp;", "&amp%3B", "&AMP;", "%26amp%3Bamp%3B", "%26amp%3bamp;"]
)
def test_read_pairs_splits_as_html_writes_it(between: str) -> None:
    """Programs that take an address out of a page may leave its signs as HTML writes them."""
    assert pairs(f"b=1{between}a=2{between}b=3") == (("b", "1"), ("a", "2"), ("b", "3"))


def test_read_pairs_leaves_an_encoded_sign_in_a_value() -> None:
    """It belongs to the value; so does a word that only begins alike."""
    assert pairs("ref=a%26see%3Ddark&amplitude=1&a=%26ampere") == (
        ("ref", "a&see=dark"),
        ("amplitude", "1"),
        ("a", "&ampere"),
    )


def test_read_pairs_decodes() -> None:
    """Percent signs, plus signs and UTF-8 are read as in a form."""
    assert pairs("a=x+y%20z&q=%C3%A9") == (("a", "x y z"), ("q", "é"))


@pytest.mark.parametrize("piece", ["%00", "%ff", "%C3", "\xff", "%0A", "\x7f", "%C2%85", "%E2%80%AE"])
def test_read_pairs_replaces_what_cannot_be_read(piece: str) -> None:
    """Broken encoding, control characters and marks that turn the line round become a sign that names nothing."""
    ((_, value),) = pairs(f"a={piece}")

    assert value == UNREADABLE


def test_read_pairs_leaves_a_lonely_percent_sign() -> None:
    """A percent sign that begins nothing stands for itself."""
    assert pairs("a=%zz&b=%") == (("a", "%zz"), ("b", "%"))


def test_read_pairs_is_bounded() -> None:
    """More pairs or bytes than a walk can need are refused."""
    assert len(pairs("&".join(["a=1"] * MOST_PAIRS))) == MOST_PAIRS
    for query in ("&".join(["a=1"] * (MOST_PAIRS + 1)), "a=" + "x" * MOST_BYTES):
        with pytest.raises(BadRequest):
            pairs(query)


def test_a_long_query_is_not_remembered(published: Publish) -> None:
    """It is read the same each time; a short one is read once."""
    published(make_document())
    live_guide = live.site().guides["lamp"]
    short, long = (RequestFactory().get(f"/?{query}") for query in ("see=dark", "see=dark&a=" + "x" * 1_000))

    assert read_walk(short, live_guide) is read_walk(short, live_guide)
    assert read_walk(long, live_guide) is not read_walk(long, live_guide)
    assert read_walk(long, live_guide) == read_walk(long, live_guide)


def test_first_value_is_the_first() -> None:
    """Of a repeated key the first value counts, of a missing one nothing."""
    request = RequestFactory().get("/?q=one&q=two")

    assert first_value(request, "q") == "one"
    assert first_value(request, "r") == ""


@given(st.text(st.characters(max_codepoint=255), max_size=300))
def test_read_pairs_never_fails(query: str) -> None:
    """Whatever bytes arrive, pairs without control characters come out."""
    for pair in pairs(query):
        assert all(part.isprintable() for part in pair)
