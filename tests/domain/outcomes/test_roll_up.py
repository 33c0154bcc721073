"""Sums by day."""

import datetime as dt

import pytest

from diagnostics.domain.outcomes.roll_up import KEPT_DAYS, roll_up
from diagnostics.models import DailyOutcome, Outcome, Release, ResultLink

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lamp")]
TODAY = dt.date(2026, 11, 29)
ABOUT = ("step", "kind", "why", "cause", "place", "count")


def add(days_ago: int, count: int = 1, **said: object) -> None:
    """Outcomes of one day."""
    base = {"step": "turn-on", "kind": "fixed", "cause": "switch", "place": "home", **said}
    day, before = TODAY - dt.timedelta(days=days_ago), Outcome.objects.count()
    release = Release.objects.get(guide="lamp")
    Outcome.objects.bulk_create(
        Outcome(release=release, day=day, key=str(before + number), **base) for number in range(count)
    )


def sums() -> list[tuple[object, ...]]:
    return sorted(DailyOutcome.objects.values_list("day", *ABOUT))


def test_a_day_is_summed_up_when_it_is_over() -> None:
    add(0)
    add(1, 3)
    add(1, 2, kind="cannot", why="find", cause="bulb")
    assert roll_up(TODAY) == (1, 0)
    yesterday = TODAY - dt.timedelta(days=1)
    assert sums() == [
        (yesterday, "turn-on", "cannot", "find", "bulb", "home", 2),
        (yesterday, "turn-on", "fixed", "", "switch", "home", 3),
    ]


def test_a_second_run_changes_nothing_and_a_later_one_takes_in_what_came_late() -> None:
    """What was shown on that day is counted elsewhere, and stays."""
    add(1, 3)
    roll_up(TODAY)
    release = Release.objects.get(guide="lamp")
    yesterday = TODAY - dt.timedelta(days=1)
    DailyOutcome.objects.create(release=release, day=yesterday, step="turn-on", kind="offered", count=9)
    before = sums()
    roll_up(TODAY)
    assert sums() == before
    add(1, 2)
    roll_up(TODAY)
    assert [row[-1] for row in sums()] == [5, 9]


def test_old_outcomes_go_once_they_are_summed_up() -> None:
    """Their sums stay, also where some of them are kept longer."""
    add(KEPT_DAYS + 1, 3)
    add(KEPT_DAYS, 1)
    assert roll_up(TODAY) == (2, 3)
    assert Outcome.objects.count() == 1
    before = sums()
    assert [row[-1] for row in before] == [3, 1]
    assert roll_up(TODAY) == (1, 0)
    assert sums() == before


def test_what_was_said_on_a_link_stays_with_it() -> None:
    """Once the others of its day are gone, that day is not summed up anew."""
    link = ResultLink.objects.create(
        code="bcdfghjkmnpq",
        release=Release.objects.get(guide="lamp"),
        findings="{}",
        engine=1,
        decision="{}",
        days=30,
        ends_at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
    )
    add(KEPT_DAYS + 1, 2)
    add(KEPT_DAYS + 1, 1, link=link)
    assert roll_up(TODAY) == (1, 2)
    assert roll_up(TODAY) == (0, 0)
    assert [row[-1] for row in sums()] == [3]
    assert link.outcomes.count() == 1
