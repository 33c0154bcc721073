"""Locks of SQLite, which another process may hold for long."""

import sqlite3

import pytest
from django.db import connection

from diagnostics.domain.safeguards.circuit import DATABASE
from diagnostics.domain.safeguards.database_guard import WRITING, DatabaseAway, database_guard


@pytest.mark.django_db(transaction=True)
def test_a_lock_is_not_waited_for_longer_than_there_is_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """And is no absence: the circuit stays closed."""
    if connection.vendor != "sqlite":
        pytest.skip("SQLite")
    monkeypatch.setattr(WRITING, "each", 0.05)
    connection.close()
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(DatabaseAway), database_guard(WRITING), connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_session")
    finally:
        other.close()
    assert DATABASE.is_sound
