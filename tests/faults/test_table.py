"""The table of faults: what it shows, and that all faults stand in it."""

from collections.abc import Iterator

import pytest

from tests.faults import __main__ as script
from tests.faults.registry import ROOMS, Named, faults
from tests.faults.stage.servers import NotHere
from tests.faults.stage.visitors import Answer, Seen
from tests.faults.table import Promise, failures, table

KEPT = ("database hung", Promise("pages are shown", "12 × 200", is_kept=True))
BROKEN = ("database hung", Promise("links say so", "3 × no answer", is_kept=False))
LEFT_OUT = ("clock jumps", Promise("it can be tried", "no cc is installed", is_kept=None))


def test_the_table_names_a_fault_once_and_each_promise_beside_what_was_seen() -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in table([KEPT, BROKEN, LEFT_OUT]).splitlines()]

    assert [row for row in rows if len(row) == 4][1:] == [
        ["database hung", "pages are shown", "12 × 200", "ok"],
        ["", "links say so", "3 × no answer", "FAILED"],
        ["clock jumps", "it can be tried", "no cc is installed", "left out"],
    ]


def test_long_words_take_more_lines() -> None:
    """Nothing of a cell is lost, and the verdict stands in its first line."""
    seen = " ".join(f"word{number}" for number in range(40))
    first, *more = table([("a fault", Promise("a promise", seen, is_kept=True))]).splitlines()[2:]

    assert first.endswith("| ok")
    assert " ".join(line.split("|")[2].strip() for line in (first, *more)) == seen


def test_only_a_broken_promise_is_a_failure() -> None:
    assert (failures([KEPT, LEFT_OUT]), failures([KEPT, BROKEN, BROKEN])) == (0, 2)


def test_every_room_has_faults_and_every_fault_a_name_of_its_own() -> None:
    every = faults()

    assert {one.room for one in every} == set(ROOMS)
    assert len({one.name for one in every}) == len(every)
    assert all(one.act.__doc__ for one in every)


def test_words_choose_faults() -> None:
    """By their name or by the room they stand in."""
    assert [one.name for one in faults("database hung")] == ["saving, database hung", "database hung"][::-1]
    assert {one.room for one in faults("cache")} == {"cache"}
    assert faults("no such fault") == []


def test_an_unknown_word_lists_the_faults(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is started for it."""
    assert script.main(["no such fault"]) == 1
    assert "database: database hung" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("raised", "verdict"), [(NotHere("no nginx is installed"), None), (ValueError("it broke"), False)]
)
def test_a_fault_that_breaks_off_is_told_and_the_next_one_is_tried(raised: Exception, verdict: bool | None) -> None:
    """What cannot be tried here is left out; anything else is a failure."""

    class Well:
        def heal(self) -> None:
            pass

    def act(_stack: object) -> Iterator[Promise]:
        yield Promise("first", "seen", is_kept=True)
        raise raised

    results = script.try_out(Well(), Named("odd", "room", act))  # type: ignore[arg-type]

    assert [promise.is_kept for _name, promise in results] == [True, verdict]
    assert str(raised) in results[-1][1].seen


def test_what_visitors_saw_is_counted() -> None:
    """The 95th percentile is a time that somebody waited; no answer is no success."""
    seen = Seen(Answer("home", float(number), number / 100, 200) for number in range(1, 101))

    assert (seen.p95, seen.slowest) == (0.95, 1.0)
    assert seen.are_all(200)
    assert not (seen + Seen([Answer("home", 0, 20, 0)])).are_all(200)
    assert not Seen([]).are_all(200)
    assert str(Seen([Answer("link", 0, 1, 503), Answer("link", 0, 20, 0, "ReadTimeout")])) == "1 × 503, 1 × ReadTimeout"
