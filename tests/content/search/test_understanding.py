"""Which answers a query says."""

import pytest

from diagnostics.content.search.index import SearchIndex
from diagnostics.content.search.query import read_query
from diagnostics.content.search.understanding import Pair, pairs_to, understand
from tests.content.search.conftest import small_index


def understand_text(index: SearchIndex, typed: str, *off: Pair) -> dict[Pair, str]:
    return {one.pair: one.words for one in understand(index, read_query(index, typed), off=frozenset(off))}


@pytest.mark.parametrize(
    ("typed", "answers"),
    [
        ("it stays dark", {("see", "dark"): "stays dark"}),
        ("DARK, stays!", {("see", "dark"): "DARK stays"}),
        ("my lamp is dead", {("see", "dark"): "dead"}),
        ("the lamp flickers", {("see", "flicker"): "lamp flickers"}),
        ("glows a little", {("see", "flicker"): "glows little"}),
        ("desk lamp stays dark", {("see", "dark"): "stays dark", ("kind", "desk"): "desk lamp"}),
        ("ceiling lamp from acme light", {("kind", "ceiling"): "ceiling lamp", ("sold", "acme"): "acme light"}),
        ("t-power", {("sold", "t-power"): "t-power"}),
        ("it was moved and the bulb is new", {("facts", "moved"): "moved", ("facts", "new"): "bulb new"}),
        ("switched but not lit", {("see", "never"): "not lit"}),
        ("lit, but not switched", {}),
        ("the street has no power", {}),
        ("elephants", {}),
        ("", {}),
    ],
)
def test_an_answer_is_said_by_its_words(lamp_index: SearchIndex, typed: str, answers: dict[Pair, str]) -> None:
    """All of it or a part that stands for itself; what the site finds out is not asked, and so not understood."""
    found = understand_text(lamp_index, typed)
    assert set(found) == set(answers)


def test_what_is_taken_for_granted_comes_first(lamp_index: SearchIndex) -> None:
    """The words on a screen are asked for only of those who see words there; an example in a hint says only that."""
    assert understand_text(lamp_index, "bulb missing") == {("see", "screen"): "", ("words", "missing"): "bulb missing"}
    assert understand_text(lamp_index, "bulb missing", ("see", "screen")) == {("words", "missing"): "bulb missing"}
    assert understand_text(lamp_index, "bulb missing", ("words", "missing")) == {("see", "screen"): "bulb missing"}


def test_what_contradicts_the_first_answer_is_left_out(lamp_index: SearchIndex) -> None:
    assert understand_text(lamp_index, "it stays dark, bulb missing") == {("see", "dark"): "stays dark"}


def test_a_question_that_few_come_to_is_answered_only_on_the_way_to_it(lamp_index: SearchIndex) -> None:
    assert understand_text(lamp_index, "the drawer rattles") == {}
    assert set(understand_text(lamp_index, "a buzz, the drawer rattles")) == {("see", "buzz"), ("far", "drawer")}


def test_an_answer_that_is_taken_off_makes_no_room_for_another(lamp_index: SearchIndex) -> None:
    """Of a list only that tick goes; what nobody knows changes nothing."""
    assert set(understand_text(lamp_index, "desk lamp", ("kind", "desk"), ("x", "y"))) == set()
    assert set(understand_text(lamp_index, "it was moved, bulb new", ("facts", "moved"))) == {("facts", "new")}


def test_no_more_than_a_few_are_understood() -> None:
    from tests.builders import a_question, an_option

    names = ("amber", "brass", "cedar", "denim", "ebony", "flint")
    lists = [a_question(f"q-{name}", an_option(name, text=name.title()), an_option("x", text="Xylo")) for name in names]
    first = a_question("see", an_option("dark", text="Dark"), an_option("lit", text="Lit"), asked="first")
    assert len(understand_text(small_index(questions=[first, *lists]), " ".join(names))) == 5


def test_the_way_to_an_answer(lamp_index: SearchIndex) -> None:
    assert pairs_to(lamp_index, ("words", "hot")) == (("see", "screen"), ("words", "hot"))
    assert pairs_to(lamp_index, ("far", "drawer")) == (("far", "drawer"),)
    assert pairs_to(lamp_index, ("see", "dark")) == (("see", "dark"),)
