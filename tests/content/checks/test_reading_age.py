"""How old a reader must be."""

from typing import Any

import pytest

from diagnostics.content.checks.reading_age import FEWEST_WORDS, reading_age, reading_problems
from diagnostics.content.document.index import Index
from diagnostics.content.document.problems import Problem
from tests.builders import make_document

EASY = "The lamp is out. Look at the plug. Is it in the wall? If so, take a new bulb. Put it in and turn it on. " * 3
HARD = (
    "Intermittent undervoltage conditions originating within the municipal distribution infrastructure may nevertheless "
    "necessitate comprehensive precautionary disconnection of particularly susceptible household appliances until "
    "authoritative confirmation regarding satisfactory restoration becomes available to affected subscribers."
)


def reading_problems_of(**changes: Any) -> list[Problem]:
    return list(reading_problems(Index(make_document(**changes))))


def test_reading_age_is_the_formula_of_smith_and_senter() -> None:
    """A grade of 4.71 letters a word and half the words of a sentence, less 21.43; five years more for the age."""
    blocks = ["abcd " * 10 + ".", "abcd " * 10 + "abcd? " + "abcd " * 9 + "!"]
    assert reading_age(blocks) == pytest.approx(4.71 * 4 + 0.5 * 10 - 21.43 + 5)


def test_reading_age_of_few_words_is_not_judged() -> None:
    """One long name would decide."""
    assert reading_age(["word " * (FEWEST_WORDS - 1)]) is None
    assert reading_age(["word " * FEWEST_WORDS]) is not None


def test_hard_text_is_a_warning_and_easy_text_is_not() -> None:
    (problem,) = reading_problems_of(intro=HARD)
    assert (problem.part, problem.field, problem.severity) == ("guide", "intro", "warning")
    assert problem.message.startswith("This text is for readers of ")
    assert reading_problems_of(intro=EASY) == []


def test_each_item_of_a_list_ends_a_sentence() -> None:
    """Instructions are short though no full stop stands in them."""
    assert reading_problems_of(intro="\n".join(f"{n}. Turn the lamp on and look at it" for n in range(1, 9))) == []


def test_menu_paths_and_links_do_not_count() -> None:
    """A name that a device writes is nobody's choice of words."""
    path = {"slug": "deep", "name": "Deep", "variants": [{"menu": ["Internationalisation", "Authentication"]}]}
    assert reading_problems_of(intro=EASY + " [[deep]]" * 40, paths=[path]) == []
    assert reading_problems_of(intro=EASY + " [x](https://example.org/internationalisation-authentication)" * 9) == []


def test_only_english_is_judged() -> None:
    """The formula is made for English."""
    assert reading_problems_of(intro=HARD, language="de") == []
    assert len(reading_problems_of(intro=HARD, language="en-gb")) == 1
