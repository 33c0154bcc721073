"""Django's backend for SQLite, which waits for a lock no longer than its thread has patience."""

from functools import cached_property
from typing import Any, override

from django.db.backends.sqlite3 import base

from diagnostics.domain.safeguards import patience
from diagnostics.domain.safeguards.absence import AbsenceNoter
from diagnostics.domain.safeguards.circuit import DATABASE


class DatabaseWrapper(base.DatabaseWrapper):
    @override
    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        self._wait = min(params["timeout"], patience.longest_wait())
        return params | {"timeout": self._wait}

    @override
    def create_cursor(self, name: str | None = None) -> Any:
        """A connection may outlive the patience that it was opened with."""
        wait = min(self.settings_dict["OPTIONS"]["timeout"], patience.longest_wait())
        if wait != self._wait:
            self.connection.execute(f"PRAGMA busy_timeout = {max(0, int(1000 * wait))}")
            self._wait = wait
        return super().create_cursor(name)

    @override
    def init_connection_state(self) -> None:
        super().init_connection_state()
        DATABASE.succeed()

    @cached_property
    def wrap_database_errors(self) -> AbsenceNoter:
        return AbsenceNoter(self)
