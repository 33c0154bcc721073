"""What fits a query, and the line that says why."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.search.find import Found, find
from diagnostics.content.search.index import SearchIndex
from tests.content.search.conftest import small_index


def names(found: Found) -> list[str]:
    return [f"{hit.entry.kind} {hit.entry.slug}" for hit in found.hits]


def why(found: Found) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in found.hits[0].why)


def test_a_name_comes_before_a_text() -> None:
    named = ["candle" in hit.entry.name.lower() for hit in find(small_index(), "candle burns").hits]
    assert named[0]
    assert named == sorted(named, reverse=True)


def test_the_reason_is_a_line_with_the_words_in_it(lamp_index: SearchIndex) -> None:
    """Without the sign of a list; a synonym is shown by the guide's own words."""
    assert why(find(lamp_index, "burning hours")) == "It [burns] for 3 [hours]."
    assert names(find(lamp_index, "taper")) == names(find(lamp_index, "candle"))


def test_answers_that_were_understood_are_not_listed_again(lamp_index: SearchIndex) -> None:
    """Others are, and lead into the walk."""
    assert "sign dark" not in names(find(lamp_index, "stays dark"))
    assert "answer missing" in names(find(lamp_index, "missing"))


def test_what_the_whole_guide_is_about_says_nothing_new(lamp_index: SearchIndex) -> None:
    """Then its first question is the best answer."""
    found = find(lamp_index, "why won't my lamp light?")
    assert (found.is_complaint, found.hits, bool(found)) == (True, (), True)


def test_nothing_fits(lamp_index: SearchIndex) -> None:
    """Nor does what has one word in common with a long text."""
    for typed in ("", "?!", "elephants", "elephants rhinos burns"):
        assert not find(lamp_index, typed), typed


def test_an_entry_without_lines_has_no_reason() -> None:
    from tests.builders import a_question, an_option

    first = a_question("see", an_option("dark", text="All rooms are dark"), an_option("lit", text="Lit"), asked="first")
    found = find(small_index(questions=[first]), "rooms")
    assert [(hit.entry.slug, hit.why) for hit in found.hits] == [("dark", ())]


def test_a_guide_in_another_language_is_searched_word_by_word() -> None:
    index = small_index(language="de")
    assert find(index, "CANDLES").hits
    assert not index.language.is_english


@given(
    typed=st.text(max_size=300)
    | st.lists(st.sampled_from(["lamp", "not", "desk", '"', "*", "NEAR", "-", "dark", "OR"])).map(" ".join)
)
def test_any_text_is_searched(lamp_index: SearchIndex, typed: str) -> None:
    """Never a fault; the best first; the same again for the same words; a reason is a line of the guide."""
    found = find(lamp_index, typed)
    assert [hit.score for hit in found.hits] == sorted((hit.score for hit in found.hits), reverse=True)
    assert find(lamp_index, typed) == found
    for hit in found.hits:
        line = "".join(piece.text for piece in hit.why)
        assert any(line in text for text in ("", *hit.entry.lines, *hit.entry.texts))
