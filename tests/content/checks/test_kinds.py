"""Problems by kind."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.checks.check import check
from diagnostics.content.checks.kinds import kinds
from diagnostics.content.document.index import problem
from diagnostics.content.document.problems import Problem
from tests.builders import a_step, make_document

OLD = "This was last checked on {}, more than 12 months ago."
LONG = "This has {} characters; {} is the most."


def warnings(field: str, *messages: str) -> list[Problem]:
    return [problem("causes", f"c{n}", field, message, "warning") for n, message in enumerate(messages)]


def test_problems_that_say_the_same_are_one_kind() -> None:
    """The sentence stands once, with a gap where it differs; what fills the gap is known of each problem."""
    days = warnings("reviewed", OLD.format("1 March 2024"), OLD.format("12 May 2023"))
    (kind,) = kinds(days)
    assert kind.sentence == "This was last checked on …, more than 12 months ago."
    assert [kind.values(one) for one in days] == ["1 March 2024", "12 May 2023"]


def test_kind_of_one_has_no_gap() -> None:
    """Nothing differs, so nothing is left out."""
    (kind,) = kinds(warnings("text", LONG.format(150, 140)))
    assert (kind.sentence, kind.values(kind.problems[0])) == ("This has 150 characters; 140 is the most.", "")


def test_several_gaps_are_filled_in_order() -> None:
    """Each value of a sentence that differs anywhere is told."""
    found = warnings("text", LONG.format(150, 140), LONG.format(90, 80))
    (kind,) = kinds(found)
    assert (kind.sentence, kind.values(found[1])) == ("This has … characters; … is the most.", "90; 80")


def test_what_is_said_of_few_comes_before_what_is_said_of_many_and_reviews_come_last() -> None:
    """Errors lead, whatever else there is."""
    error = problem("steps", "s", "", "It cures nothing.")
    many, few = warnings("signs", *["Many."] * 3), warnings("minutes", "Few.")
    reviews = warnings("reviewed", "Nobody has checked this.")
    assert [kind.sentence for kind in kinds([*reviews, *many, *few, error])] == [
        "It cures nothing.",
        "Few.",
        "Many.",
        "Nobody has checked this.",
    ]


def test_reviews_do_not_drown_what_the_engine_notices() -> None:
    """Of a guide that nobody has reviewed, a step that is never worth its minutes is told first."""
    found = check(make_document(add={"steps": [a_step("dear", {"bulb": "seldom"}, minutes=500)]}))
    first, *_, last = kinds(found)
    assert [one.slug for one in first.problems] == ["dear"]
    assert last.problems[0].field == "reviewed"


_MESSAGES = st.lists(st.sampled_from(["Of “", "”", "12 May 2024", "7", " ", "words", ".", "“a”"]), max_size=8)


@given(st.lists(st.builds("".join, _MESSAGES), max_size=8))
def test_kinds_keep_every_problem_once(messages: Sequence[str]) -> None:
    """No problem is lost or told twice, and of each all that was said is told."""
    found = warnings("text", *messages)
    arranged = kinds(found)
    assert sorted((one for kind in arranged for one in kind.problems), key=found.index) == found
    for kind in arranged:
        for one in kind.problems:
            assert kind.sentence.count("…") == (len(kind.values(one).split("; ")) if kind.values(one) else 0)
