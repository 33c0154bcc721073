"""A look at the numbers of a guide."""

import datetime as dt
from typing import Any

import pytest
from django.core.cache import cache

from diagnostics.domain.crowds import walk_counts
from diagnostics.domain.crowds.look import Look, look
from diagnostics.domain.crowds.rule import DAYS, INTERVAL, WEEKS
from diagnostics.domain.crowds.shared_marks import SharedMarks
from diagnostics.domain.crowds.tally import Tally
from tests.builders import a_question, an_option, base_data, make_document
from tests.domain.crowds.history import NOW, put, put_past

pytestmark = pytest.mark.django_db
DAY = 144


def look_now(**changes: Any) -> Look:
    return look(make_document(**changes), NOW)


def test_nothing_was_ever_counted() -> None:
    """A new site says so."""
    seen = look_now()
    assert (seen.crowds, seen.unusual, seen.since, seen.basis) == ((), (), None, None)


def test_there_is_too_little_history() -> None:
    """Whatever comes on the first days, nobody knows whether it is much; since when it is counted is known."""
    put(50)
    put(1, ago=DAY)
    seen = look_now()
    assert [(one.key, one.came, one.comparison, one.is_unusual) for one in seen.crowds] == [("dark", 50, None, False)]
    assert seen.basis is None
    assert seen.since == dt.datetime(2026, 11, 22, 14, 0, tzinfo=dt.UTC)


def test_three_times_the_usual_number_is_unusual() -> None:
    """It is held against the same hours of six weeks, and comes before what is usual."""
    put_past(6)
    put_past(60, key="flicker")
    put(45)
    put(150, key="flicker")
    seen = look_now()
    assert (seen.minutes, seen.basis) == (25, WEEKS)
    assert [(one.key, one.came, one.is_unusual) for one in seen.crowds] == [
        ("dark", 45, True),
        ("flicker", 150, False),
    ]
    assert [one.key for one in seen.unusual] == ["dark"]
    assert seen.crowds[0].comparison
    assert round(seen.crowds[0].comparison.usual) == 15


def test_a_young_site_is_held_against_earlier_days() -> None:
    """From the third day on; it wants more proof."""
    put_past(6, times=4, apart=DAY)
    put(45)
    assert look_now().unusual == ()
    put(100, ago=1)
    seen = look_now()
    assert seen.basis == DAYS
    assert [one.came for one in seen.unusual] == [145]


def test_weeks_in_which_nobody_came_at_all_are_left_out() -> None:
    """The site was off, so they say nothing of what is usual; with three others there is enough."""
    put_past(6, times=3)
    put(1, ago=7 * WEEKS.apart)
    put(45)
    seen = look_now()
    assert seen.basis == WEEKS
    assert seen.crowds[0].comparison
    assert round(seen.crowds[0].comparison.usual) == 15


def test_what_one_caller_can_add_makes_no_alarm() -> None:
    """Twenty workers counted it, and all of it may be one caller."""
    put_past(0)
    put(20, workers=20)
    assert look_now().unusual == ()


@pytest.mark.parametrize("together", [True, False])
def test_many_people_are_seen_by_many_workers_that_count_together(together: bool) -> None:
    """Ten hosts of two workers see three times the usual number, unless each counts by itself and so is not sure."""
    put_past(6)
    cache.clear()
    workers = [Tally(SharedMarks(cache) if together else None) for _ in range(20)]
    for number in range(45):
        at = NOW.timestamp() - number % 3 * INTERVAL
        workers[number * 7 % 20].count("lamp", "complaint", "dark", caller=f"192.0.2.{number}", at=at)
    for worker in workers:
        walk_counts.add(worker.rows(NOW.timestamp()))
    assert [one.came for one in look_now().crowds] == [45]
    assert bool(look_now().unusual) is together


def test_a_renamed_option_of_a_renamed_guide_keeps_its_numbers() -> None:
    """What was counted under old names belongs to the new ones; what the guide no longer has is left out."""
    put_past(6, guide="torch", key="black")
    put(30)
    put(15, ago=1, key="black", guide="torch")
    put(99, key="gone")
    questions = base_data()["questions"]
    first = a_question("see", an_option("dark", aliases=["black"]), "flicker", asked="first")
    seen = look_now(aliases=["torch"], questions=[first, *questions[1:]])
    assert [(one.key, one.came, one.is_unusual) for one in seen.crowds] == [("dark", 45, True)]
