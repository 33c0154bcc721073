"""Counting in memory: what was dropped, and who comes too often."""

import time

import pytest

from diagnostics.domain.safeguards.counters import HOUR, DropCount, HourlyCount


def test_what_was_dropped_is_told_once() -> None:
    dropped = DropCount("lamps")
    for _ in range(3):
        dropped.add()
    assert (dropped.take(), dropped.take()) == (3, 0)


def test_callers_are_counted_within_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each by itself; a new hour begins anew."""
    times: HourlyCount[str] = HourlyCount()
    monkeypatch.setattr(time, "time", lambda: 10.0 * HOUR)
    assert [times.add(who, room=9) for who in ("ada", "bob", "ada")] == [1, 1, 2]
    monkeypatch.setattr(time, "time", lambda: 11.0 * HOUR)
    assert times.add("ada", room=9) == 1


def test_beyond_its_room_it_keeps_nobody() -> None:
    """Who is known already is counted on."""
    times: HourlyCount[str] = HourlyCount()
    assert [times.add(who, room=1) for who in ("ada", "bob", "bob", "ada")] == [1, 0, 0, 2]


def test_what_did_not_come_about_is_taken_back() -> None:
    times: HourlyCount[str] = HourlyCount()
    times.add("ada", room=9)
    times.take_back("ada")
    times.take_back("bob")
    assert times.add("ada", room=9) == 1
