"""Errors of a database driver that mean it is away: it cannot be reached, or does not answer in time.

A lock, a full disk or a database that may only be read is no absence: whoever reads goes on.
"""

import sqlite3
from types import TracebackType
from typing import Any, Final

from django.db.utils import DatabaseErrorWrapper

from diagnostics.domain.safeguards.circuit import DATABASE

PRIMARY: Final = 0xFF
"""The part of a code of SQLite that its documents call primary."""
CONNECTION: Final = ("08", "57P")
"""How codes of PostgreSQL begin where the connection is gone, or where the server stops or starts."""
TOO_MANY: Final = "53300"
"""Connections."""


class AbsenceNoter(DatabaseErrorWrapper):
    """Django's own context around whatever a driver does; the circuit hears of it first."""

    wrapper: Any  # the backend, as Django's own __init__ sets it

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        driver = self.wrapper.Database
        if isinstance(error, driver.OperationalError | driver.InterfaceError) and self.is_absence(error):
            DATABASE.fail(error)
        super().__exit__(kind, error, trace)

    def is_absence(self, error: Exception) -> bool:
        """Of an error of the driver."""
        if isinstance(error, sqlite3.Error):
            return getattr(error, "sqlite_errorcode", 0) & PRIMARY == sqlite3.SQLITE_CANTOPEN
        state = getattr(error, "sqlstate", None)
        return state is None or state.startswith(CONNECTION) or state == TOO_MANY
