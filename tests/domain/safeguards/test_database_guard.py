"""What needs the database on a visitor's path."""

import runpy
import time
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, connections

from diagnostics.domain.safeguards import patience
from diagnostics.domain.safeguards.circuit import FAILURES
from diagnostics.domain.safeguards.database_guard import (
    MOST,
    READING,
    WRITING,
    DatabaseAway,
    Full,
    Slots,
    Way,
    database_guard,
    incidental,
)
from diagnostics.domain.safeguards.patience import longest_wait
from tests.away import database_is_away
from tests.conftest import ROOT


def fail(error: Exception) -> None:
    raise error


@pytest.mark.django_db
def test_nobody_passes_while_the_circuit_is_open() -> None:
    """They hear it at once, and somebody passes again when it is closed."""
    with database_is_away(), pytest.raises(DatabaseAway), database_guard():
        pytest.fail("asked although it is away")
    with database_guard():
        pass


@pytest.mark.django_db
def test_other_errors_are_no_absence() -> None:
    """A row that may not be is no reason to send everybody away."""
    with pytest.raises(IntegrityError), database_guard():
        raise IntegrityError
    with database_guard():
        pass


@pytest.mark.django_db(transaction=True)
def test_a_broken_connection_is_not_kept() -> None:
    """The next attempt begins with a new one."""
    connection.ensure_connection()
    with pytest.raises(DatabaseAway), database_guard():
        raise OperationalError("gone")
    assert connection.connection is None


@pytest.mark.django_db
def test_a_full_disk_is_no_absence(caplog: pytest.LogCaptureFixture) -> None:
    """What cannot be written is refused, the log says why, once, and what is there can be read."""
    for _ in range(FAILURES + 1):
        with pytest.raises(DatabaseAway), database_guard(WRITING):
            raise OperationalError("database or disk is full")
    with database_guard():
        pass
    with database_guard(WRITING):
        pass
    said = [record.getMessage() for record in caplog.records]
    refused = "The database takes nothing more (database or disk is full). What is there can be read."
    assert said == [refused, "The database can be written again."]


@pytest.mark.django_db
def test_what_is_written_by_the_way_may_fail() -> None:
    """Of any other error the caller hears."""
    with incidental():
        raise OperationalError("attempt to write a readonly database")
    with pytest.raises(IntegrityError), incidental():
        raise IntegrityError
    with database_guard(WRITING):
        pass


def test_patience_only_ever_gets_shorter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk's page inside the workplace's gate waits as long as a desk's page."""
    monkeypatch.setattr(READING, "each", 3.0)
    monkeypatch.setattr(WRITING, "each", 5.0)
    with database_guard(WRITING):
        with database_guard(READING):
            assert longest_wait() == 3
            with database_guard(WRITING):
                assert longest_wait() == 3
        assert longest_wait() == 5
    assert longest_wait() == float("inf")


def test_only_so_many_are_inside_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two inside, one waits for its turn, and the fourth hears at once that it cannot be."""
    monkeypatch.setattr(READING, "slots", Slots(2, waiting=1))
    entered, leave = Barrier(3), Barrier(3)
    said: list[str] = []

    def stay() -> None:
        with database_guard():
            entered.wait(10)
            leave.wait(10)
        connections.close_all()

    def wait() -> None:
        with database_guard():
            said.append("was let in")
        connections.close_all()

    inside = [Thread(target=stay) for _ in range(2)]
    for thread in inside:
        thread.start()
    entered.wait(10)
    third = Thread(target=wait)
    third.start()
    until = time.monotonic() + 10
    while READING.slots._all._value and time.monotonic() < until:
        time.sleep(0.001)
    with pytest.raises(DatabaseAway), database_guard():
        pytest.fail("there was no place")
    leave.wait(10)
    for thread in (*inside, third):
        thread.join(10)
    assert said == ["was let in"]


def test_a_place_is_waited_for_longer_than_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who computes inside, on a busy machine, says nothing of the database."""
    monkeypatch.setattr(patience, "_usual", 0.0)
    monkeypatch.setattr(READING, "slots", Slots(1, waiting=1))
    monkeypatch.setattr(READING, "each", 0.01)
    said: list[str] = []

    def wait() -> None:
        with database_guard():
            said.append("was let in")
        connections.close_all()

    waiting = Thread(target=wait)
    with READING.slots.take(0):
        waiting.start()
        waiting.join(0.1)
        assert waiting.is_alive()
    waiting.join(10)
    assert said == ["was let in"]


def test_who_waits_too_long_is_turned_away() -> None:
    """The place stays with those who have it."""
    slots = Slots(1, waiting=1)
    with slots.take(0), pytest.raises(Full), slots.take(0.001):
        pytest.fail("the place was taken")
    with slots.take(0):
        pass


@pytest.mark.parametrize(("usual", "seconds"), [(0.001, 0.2), (0.1, 0.5), (60.0, 2.0)])
def test_a_machine_that_is_busy_is_no_outage(monkeypatch: pytest.MonkeyPatch, usual: float, seconds: float) -> None:
    """Where answers take long anyway, patience grows, and not beyond all bounds; then it fades."""
    monkeypatch.setattr(patience, "_usual", 0.0)
    patience.note_answer(usual)
    way = Way(Slots(1, waiting=0), queue=0.2, each=0.2, total=0.2, most=2)
    assert way.seconds_now() == pytest.approx((seconds, seconds, seconds))
    for _ in range(100):
        patience.note_answer(0.001)
    assert way.seconds_now() == (0.2, 0.2, 0.2)


def test_a_server_has_threads_for_pages_that_need_no_database() -> None:
    """However many wait for it."""
    assert runpy.run_path(str(ROOT / "gunicorn.conf.py"))["threads"] > MOST
