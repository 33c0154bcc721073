"""What one process counts, writes and knows."""

from collections.abc import Sequence

import pytest
from django.db import DatabaseError
from django.utils import timezone

from diagnostics.domain import crowds
from diagnostics.domain.crowds import process, walk_counts
from diagnostics.domain.crowds.rule import INTERVAL
from diagnostics.domain.crowds.tally import Row
from diagnostics.models import WalkCount
from tests.builders import make_document
from tests.domain.crowds import history

pytestmark = pytest.mark.django_db


def count(callers: int, key: str = "dark") -> None:
    for number in range(callers):
        crowds.count("lamp", "complaint", key, caller=f"192.0.2.{number}")


def counts() -> list[tuple[str, int]]:
    return list(WalkCount.objects.order_by("key").values_list("key", "walks"))


def break_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: Sequence[Row]) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(walk_counts, "add", fail)


def test_counts_are_written_and_looked_at() -> None:
    """A look stays in memory for whoever asks."""
    count(3)
    assert crowds.last_look("lamp") is None
    crowds.tend([make_document()])
    assert counts() == [("dark", 3)]
    seen = crowds.last_look("lamp")
    assert seen
    assert [(one.key, one.came) for one in seen.crowds] == [("dark", 3)]


def test_it_is_not_always_time() -> None:
    """The thread comes by every two seconds; the database is asked every ten."""
    crowds.tend([])
    count(3)
    crowds.tend([])
    assert counts() == []


def test_a_database_that_cannot_be_written_costs_nothing_but_time(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Counts wait, what is there is looked at, and all is written once it is back. It is said once, and so is its end."""
    monkeypatch.setattr(process, "PERIOD", 0.0)
    count(3)
    with monkeypatch.context() as away:
        break_database(away)
        crowds.tend([make_document()])
        crowds.tend([make_document()])
    assert counts() == []
    assert crowds.last_look("lamp")
    count(5)
    crowds.tend([make_document()])
    assert counts() == [("dark", 5)]
    assert [record.message for record in caplog.records] == [
        "The numbers of walks cannot be written or looked at (away). Those of this worker wait in memory.",
        "The numbers of walks are written and looked at again.",
    ]


def test_a_fault_does_not_end_the_thread(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: Sequence[Row]) -> None:
        raise ValueError("odd")

    count(1)
    monkeypatch.setattr(walk_counts, "add", fail)
    crowds.tend([])
    assert "cannot be written" in caplog.text
    assert counts() == []


def test_an_old_look_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """While the database is away nobody is told of what was an hour ago."""
    crowds.tend([make_document()])
    assert crowds.last_look("lamp")
    monkeypatch.setattr(process, "FRESH", 0.0)
    assert crowds.last_look("lamp") is None


def test_what_was_dropped_is_logged(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr("diagnostics.domain.crowds.tally.MOST_WAITING", 2)
    count(5)
    crowds.flush()
    assert "3 walks were not counted" in caplog.text


def test_old_numbers_go_with_the_first_flush_of_a_day() -> None:
    """No command need run for it."""
    interval = int(timezone.now().timestamp()) // INTERVAL
    history.put(1, ago=history.INTERVAL_NOW - interval + walk_counts.KEPT + 1, key="old")
    history.put(1, ago=history.INTERVAL_NOW - interval + walk_counts.KEPT - 1, key="young")
    crowds.flush()
    assert counts() == [("young", 1)]
