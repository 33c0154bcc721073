"""Locks of SQLite, which another process may hold for long."""

import sqlite3
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from diagnostics.domain.safeguards.circuit import DATABASE
from diagnostics.domain.safeguards.database_guard import READING, WRITING, DatabaseAway, database_guard, incidental


@pytest.fixture
def other() -> Iterator[sqlite3.Connection]:
    """Somebody who is writing."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite")
    connection.close()
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield other
    other.close()


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_not_waited_for_longer_than_there_is_patience(
    other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is no absence: the circuit stays closed."""
    monkeypatch.setattr(WRITING, "each", 0.05)
    with pytest.raises(DatabaseAway), database_guard(WRITING), connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    assert DATABASE.is_sound


@pytest.mark.django_db(transaction=True)
def test_patience_is_that_of_now(other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes waits as writers do, also on a connection that a reader opened; and the other way round."""
    for way, seconds in ((READING, 0.2), (WRITING, 2.0)):
        for name in ("each", "total", "most"):
            monkeypatch.setattr(way, name, seconds)

    def wait() -> int:
        with connection.cursor() as cursor:
            return int(cursor.execute("PRAGMA busy_timeout").fetchone()[0])

    with database_guard(READING):
        assert wait() == 200
        opened = connection.connection
    with database_guard(WRITING):
        assert wait() == 2_000
    with database_guard(READING):
        assert wait() == 200
    assert connection.connection is opened


@pytest.mark.django_db(transaction=True)
def test_what_is_written_by_the_way_waits_for_nobody(
    other: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While somebody else writes, nothing comes of it, and whoever reads goes on; a transaction is not left half done."""
    monkeypatch.setattr(READING, "each", 0.01)
    with database_guard(), incidental():
        User.objects.update(last_name="Lovelace")
    with database_guard():
        assert not User.objects.exists()
    with pytest.raises(DatabaseAway), database_guard(), transaction.atomic(), incidental():
        User.objects.update(last_name="Lovelace")
