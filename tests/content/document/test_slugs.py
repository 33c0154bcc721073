"""Each name stands for one thing."""

from typing import Any

from diagnostics.content.document.index import Index
from diagnostics.content.document.references import slug_problems
from tests.builders import a_cause, a_question, an_option, make_document


def messages(**changes: Any) -> list[str]:
    return [str(problem) for problem in slug_problems(Index(make_document(**changes)))]


def test_slugs_stand_once_in_each_part() -> None:
    """The same slug twice in a part, or among the options of a question, is told."""
    assert messages(add={"causes": [a_cause("bulb")], "questions": [a_question("q", "a", "a")]}) == [
        "causes.yaml › bulb › slug: The cause “bulb” is here twice. Give one of them another address.",
        "questions.yaml › q › options › a › slug: The answer “a” is here twice. Give one of them another short name.",
    ]


def test_aliases_are_never_taken() -> None:
    """An alias is no slug, and belongs to one object."""
    causes = [a_cause("wire", aliases=["bulb", "cable"]), a_cause("plug", aliases=["cable", "socket"])]
    options = (an_option("a", aliases=["b"]), "b")
    assert messages(aliases=["lamp", "light"], add={"causes": causes, "questions": [a_question("q", *options)]}) == [
        "causes.yaml › wire › aliases: The old address “bulb” is the address of another cause. Take it out of the old addresses.",
        "causes.yaml › plug › aliases: The old address “cable” belongs to “wire” already. Keep it in one place.",
        "questions.yaml › q › options › a › aliases: The old address “b” is the short name of another answer. Take it out of the old addresses.",
        "guide.yaml › aliases: “lamp” is what this is called now, so it is not an old address. Take it out of the old addresses.",
    ]


def test_the_same_slug_may_stand_in_two_parts() -> None:
    """A cause and a step may share a slug, and so may an alias with another part's slug."""
    assert messages(add={"causes": [a_cause("turn-on", aliases=["candle"])]}) == []


def test_what_something_is_called_now_is_no_old_address_of_it() -> None:
    """Neither of an object nor of an answer."""
    (sentence,) = messages(add={"causes": [a_cause("wire", aliases=["wire"])]})
    assert sentence.startswith("causes.yaml › wire › aliases: “wire” is what this is called now, so it is not an old")
