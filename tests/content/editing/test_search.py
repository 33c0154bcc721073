"""Whatever a guide says, its editors find every place that says it, and only these."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.fields import Words
from diagnostics.content.document.leaves import leaves
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.editing.search import Piece, SearchResult, find_citations, find_words
from tests.builders import a_carrier, a_page, a_step, make_document


def guide() -> GuideDocument:
    """A guide that says things in every way."""
    path = [
        {"menu": ["Settings", "Lamps", "Desk lamp"]},
        {"when": {"kind": ["desk"]}, "menu": ["Control Center", "Lamps"]},
    ]
    text = "Take 8 bulbs. Not 18 of them! Open [[lamps]] or ask the {{grid}}.\n\nIt’s **very** bright: look away."
    return make_document(
        intro="Bright lamps.",
        translations={"es": {"causes": {"bulb": {"name": "La bombilla brilla"}}}},
        sources=[{"slug": "manual", "title": "The lamp's manual", "url": "https://example.org/manual-2020"}],
        add={
            "pages": [a_page("lamps", text=text)],
            "paths": [{"slug": "lamps", "name": "the lamps", "variants": path}],
            "terms": [{"slug": "grid", "text": "power company", "regions": {"gb": "mains supplier"}}],
            "carriers": [a_carrier("acme", status_url="https://status.example.org/", facts=FACTS)],
            "steps": [a_step("dim", {"bulb": "seldom"}, minutes=45, sources=[])],
        },
    )


FACTS = [{"text": "Acme is slow.", "sources": ["manual"]}, {"text": "Acme is dear.", "sources": []}]


def places(found: tuple[SearchResult, ...]) -> list[tuple[str, str, str]]:
    return [(one.part, one.slug, saying.field) for one in found for saying in one.sayings]


def sentences(found: tuple[SearchResult, ...]) -> list[str]:
    return [
        "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in sentence)
        for one in found
        for saying in one.sayings
        for sentence in saying.sentences
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("8", ["Take [8] bulbs."]),
        ("18", ["Not [18] of them!"]),
        ("BRIGHT", ["[Bright] lamps.", "It’s very [bright]: look away."]),
        ("it's   very", ["[It’s very] bright: look away."]),
        ("bulbs. Not", ["Take 8 [bulbs. Not] 18 of them!"]),
        ("brilla", ["La bombilla [brilla]"]),
        ("manual-2020", ["https://example.org/[manual-2020]"]),
        ("status.example", ["https://[status.example].org/"]),
        ("illa", ["La bomb[illa] br[illa]"]),
        ("45", ["[45] minutes"]),
        ("**very**", ["It’s [**very**] bright: look away."]),
        ("nowhere to be found", []),
        ("   ", []),
    ],
)
def test_find_words_shows_the_sentence(words: str, expected: list[str]) -> None:
    """Each sentence that says it, as it is read, with the words marked."""
    assert sentences(find_words(guide(), words)) == expected


def test_find_words_looks_through_menu_paths_and_terms() -> None:
    """A text says what its marks become, for anyone; it is told through which one, and where that stands itself."""
    found = find_words(guide(), "control center")
    assert places(found) == [("paths", "lamps", "variants.kind=desk.menu.1"), ("pages", "lamps", "text")]
    assert found[1].sayings[0].through == ("paths", "lamps")
    assert sentences(found)[1] == "Open [Control Center] › Lamps or ask the power company."
    assert [one.sayings[0].through for one in find_words(guide(), "mains supplier")] == [("", ""), ("terms", "grid")]
    assert find_words(guide(), "Desk lamp or ask the power")[0].sayings[0].through == ("", "")


def test_find_words_takes_a_menu_path_as_a_whole() -> None:
    """Words that run over several screens stand in the menu path itself, and that is told first."""
    found = find_words(guide(), "Settings › Lamps")
    assert places(found) == [("paths", "lamps", "variants.default.menu"), ("pages", "lamps", "text")]
    assert sentences(found)[0] == "[Settings › Lamps] › Desk lamp"


def test_find_words_tells_a_mark_from_its_neighbours() -> None:
    """What stands in the text itself is not told as that of a mark."""
    saying = find_words(guide(), "open")[0].sayings[0]
    assert (saying.field, saying.through) == ("text", ("", ""))


def test_find_words_knows_unknown_marks() -> None:
    """A mark that stands for nothing reads as its own name."""
    document = make_document(intro="Open [[nowhere]] now.")
    assert sentences(find_words(document, "nowhere now")) == ["Open [nowhere now]."]


def test_find_words_tells_a_number_at_the_edge_of_a_mark() -> None:
    """A number that a mark continues is another number, and yet the text as written says it."""
    terms = [{"slug": "more", "text": "5 lamps"}]
    assert sentences(find_words(make_document(intro="Buy 8{{more}}.", add={"terms": terms}), "8")) == [
        "Buy [8]{{more}}."
    ]


def test_find_words_names_objects_and_languages() -> None:
    """The object is called by its name, and a translation by its language."""
    (one,) = find_words(guide(), "bombilla")
    assert (one.part, one.slug, one.name, one.sayings[0].language) == ("causes", "bulb", "The bulb is dead", "es")
    (own,) = find_words(guide(), "Bright lamps")
    assert (own.part, own.name) == ("guide", "Why won't my lamp light?")


def test_find_words_keeps_what_belongs_to_nothing() -> None:
    """A translation of an object that is gone is found, under its slug and last."""
    document = make_document(translations={"es": {"causes": {"gone": {"name": "Cause gone"}}}})
    assert [one.name for one in find_words(document, "cause")][-1] == "gone"


@given(st.data())
def test_find_words_finds_every_line(data: st.DataObject) -> None:
    """Whatever a line says, looking for it finds that line."""
    lines = [leaf for leaf in leaves(guide()) if leaf.words is Words.LINE]
    leaf = data.draw(st.sampled_from(lines))
    assert (leaf.part, leaf.slug, leaf.field) in places(find_words(guide(), leaf.text))


@given(st.text(max_size=12))
def test_find_words_takes_whatever_is_typed(words: str) -> None:
    """No words make it fail, and everything that is marked is what was looked for, cut from its sentence."""
    for text in sentences(find_words(guide(), words)):
        assert "[]" not in text.replace("[[", "").replace("]]", "")


def test_find_citations_lists_all_that_name_a_source() -> None:
    """Objects with their summary, facts with their own words."""
    found = find_citations(guide(), "manual")
    assert ("carriers", "acme", "facts.1.sources") in places(found)
    assert ("steps", "dim", "sources") not in places(found)
    acme = next(one for one in found if one.slug == "acme")
    assert [saying.sentences for saying in acme.sayings] == [(), ((Piece("Acme is slow."),),)]
    bulb = next(one for one in found if one.slug == "bulb")
    assert bulb.sayings[0].sentences == ((Piece("It is bulb."),),)
