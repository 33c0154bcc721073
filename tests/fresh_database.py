"""The database as migrations leave it: made once a run, and put back after each test that cannot be rolled back. SQLite only."""

import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

from tests.one_run import one_at_a_time


class FreshDatabase:
    """``file``: where the first process of a run keeps it for the others."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)

        self._turn = ExitStack()

    def begin(self) -> None:
        """Before migrations. Whichever process is first migrates an empty database; all others begin with what came of that."""
        self._turn.enter_context(one_at_a_time(self._file))
        if self._file.exists():
            connection_created.connect(self._fill)

    def keep(self) -> None:
        """After migrations: remember what is there now, and let the next process begin."""
        connection.connection.backup(self._copy)
        if not self._file.exists():
            with closing(sqlite3.connect(self._file)) as kept:
                self._copy.backup(kept)
        self._end_turn()

    def _end_turn(self) -> None:
        connection_created.disconnect(self._fill)
        self._turn.close()

    def _fill(self, connection: Any, **_: object) -> None:
        if not connection.connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            with closing(sqlite3.connect(self._file)) as kept:
                kept.backup(connection.connection)

    def put_back(self) -> None:
        """Whatever a test has left is gone, as after Django's flush, which makes all permissions anew each time."""
        connection.ensure_connection()
        # Who still writes is waited for as long as anybody waits, and named; a backup would wait for ever.
        connection.connection.execute("BEGIN IMMEDIATE")
        connection.connection.execute("ROLLBACK")
        self._copy.backup(connection.connection)

    def close(self) -> None:
        self._end_turn()
        self._copy.close()
