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
        return params | {"timeout": min(params["timeout"], patience.longest_wait())}

    @override
    def init_connection_state(self) -> None:
        super().init_connection_state()
        DATABASE.succeed()

    @cached_property
    def wrap_database_errors(self) -> AbsenceNoter:
        return AbsenceNoter(self)
