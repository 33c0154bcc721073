"""Counting what was not found."""

import datetime as dt
import logging
from collections.abc import Iterator

import pytest
from django.db import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.domain import searches
from diagnostics.domain.searches import kept_misses, missed
from diagnostics.domain.searches.kept_misses import Miss
from diagnostics.domain.searches.missed import Misses
from diagnostics.models import MissedSearch

TODAY = dt.date(2026, 11, 29)
TOMORROW = dt.date(2026, 11, 30)
TORCH = Miss("lamp", "torch", TODAY)


@pytest.fixture(autouse=True)
def _of_one_day(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(missed, "_today", lambda: TODAY)
    searches.forget()
    yield
    searches.forget()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([TORCH, TORCH._replace(words="glow")]))))
def test_a_caller_counts_once_a_day_for_the_same_words(said: list[tuple[str, Miss]]) -> None:
    """However often, in whatever order."""
    misses = Misses()
    for caller, miss in said:
        misses.count(miss, caller=caller)
    rows = dict(misses.rows(TODAY))

    assert sum(rows.values()) == len(set(said))
    assert set(rows) == {miss for _, miss in said}


def test_another_day_counts_again() -> None:
    misses = Misses()
    misses.count(TORCH, caller="a")
    misses.mark_written(misses.rows(TODAY))
    misses.count(TORCH, caller="a")
    assert misses.rows(TODAY) == []
    misses.count(TORCH._replace(day=TOMORROW), caller="a")
    assert misses.rows(TOMORROW) == [(TORCH._replace(day=TOMORROW), 1)]


def test_memory_is_bounded_and_what_is_lost_is_said(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    """A full queue, too many callers, too many words."""
    for name, most in (("MOST_WAITING", 4), ("MOST_MARKS", 3), ("MOST_ROWS", 2)):
        monkeypatch.setattr(missed, name, most)
    for number in "abcde":
        searches.miss("lamp", f"torch {number}", caller=number)
    with caplog.at_level(logging.WARNING):
        searches.flush()

    assert MissedSearch.objects.count() == 2
    assert "3 searches without result were not counted" in caplog.text
    searches.flush()
    assert caplog.text.count("not counted") == 1


def test_words_are_added_up_in_the_table(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the first and the last day, guide by guide; what says who somebody is, is not kept."""
    for caller in "ab":
        searches.miss("lamp", "My  Torch! 555-0100 me@example.org", caller=caller)
    searches.miss("kettle", "my torch", caller="a")
    searches.miss("lamp", "555", caller="a")
    searches.flush()
    monkeypatch.setattr(missed, "_today", lambda: TOMORROW)
    searches.miss("lamp", "my torch", caller="a")
    searches.flush()

    rows = MissedSearch.objects.order_by("guide").values_list("guide", "words", "times", "since", "last_on")
    assert list(rows) == [("kettle", "my torch", 1, TODAY, TODAY), ("lamp", "my torch", 3, TODAY, TOMORROW)]


@pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
def test_two_days_are_written_at_once(db: None, database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As at midnight, or when the database comes back after it."""
    searches.miss("lamp", "torch", caller="a")
    monkeypatch.setattr(missed, "_today", lambda: TOMORROW)
    searches.miss("lamp", "torch", caller="a")
    searches.flush()
    row = MissedSearch.objects.get()
    assert (row.times, row.since, row.last_on) == (2, TODAY, TOMORROW)


def test_what_cannot_be_written_waits(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread says so and tries again; nothing is counted twice."""

    def fail(rows: object) -> None:
        raise DatabaseError("away")

    searches.miss("lamp", "torch", caller="a")
    with monkeypatch.context() as away:
        away.setattr(kept_misses, "add", fail)
        with pytest.raises(DatabaseError):
            searches.tend()
    searches.tend()
    assert not MissedSearch.objects.exists()
    searches.flush()
    assert MissedSearch.objects.get().times == 1


def test_the_table_is_bounded(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is full, only what it holds is counted on; what is old goes."""
    old = TODAY - kept_misses.KEPT - dt.timedelta(days=1)
    MissedSearch.objects.create(guide="lamp", words="old", times=9, since=old, last_on=old)
    MissedSearch.objects.create(guide="lamp", words="torch", times=1, since=TODAY, last_on=TODAY)
    monkeypatch.setattr(kept_misses, "MOST", 2)
    for words in ("torch", "glow"):
        searches.miss("lamp", words, caller="a")
    searches.flush()

    assert list(MissedSearch.objects.values_list("words", "times")) == [("torch", 2)]


def test_often_and_done(db: None) -> None:
    """Under any name of the guide."""
    for guide, words, times in (("lamp", "torch", 5), ("lamp", "glow", 4), ("old-lamp", "wick", 7)):
        MissedSearch.objects.create(guide=guide, words=words, times=times, since=TODAY, last_on=TODAY)
    names = ["lamp", "old-lamp"]

    assert [one.words for one in kept_misses.often(names)] == ["wick", "torch"]
    assert kept_misses.forget(names, "wick")
    assert not kept_misses.forget(names, "wick")
    assert kept_misses.often(["kettle"]) == []
