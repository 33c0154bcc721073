"""Django's backend for PostgreSQL, whose client gives up in time and then throws the connection away."""

import time
from functools import cached_property
from math import inf
from typing import Any, Final, override

from django.db import DEFAULT_DB_ALIAS, OperationalError
from django.db.backends.postgresql import base
from psycopg import Connection, IsolationLevel, errors
from psycopg.abc import PQGen
from psycopg_pool import ConnectionPool, PoolTimeout

from diagnostics.domain.safeguards import patience
from diagnostics.domain.safeguards.absence import AbsenceNoter
from diagnostics.domain.safeguards.circuit import DATABASE

SHORTEST: Final = 0.001
"""Seconds; with none at all, nothing would even be sent."""


class NoAnswer(errors.OperationalError):
    """In time."""


class OutOfPatience(errors.OperationalError):
    """All of it was spent before; the database was not even asked."""


class PatientConnection(Connection[Any]):
    """Every wait for the server ends with the patience of its thread: a stopped server keeps a socket open for ever.

    is_given_up: an answer was not waited for, and the connection is closed.
    """

    is_given_up = False

    @override
    def wait[T](self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        longest, begun = patience.longest_wait(), time.monotonic()
        if timeout is None and longest < inf:
            timeout, interval = max(longest, SHORTEST), min(interval, max(longest, SHORTEST))
        try:
            answer = super().wait(gen, interval, timeout)
        except errors._WaitTimeout:  # noqa: SLF001 (the one that ``wait`` raises)
            # What it was asked may still be done some day: nobody must read that answer as the one to their question.
            self.pgconn.finish()
            self.is_given_up = True
            raise NoAnswer(f"no answer within {timeout:.2g} s") from None
        finally:
            patience.spend(waited := time.monotonic() - begun)
        patience.note_answer(waited)
        DATABASE.succeed()
        return answer


class _FirstAbsence(AbsenceNoter):
    """What follows from an answer that was not waited for says nothing more of the database: one wait is one absence."""

    @override
    def is_absence(self, error: Exception) -> bool:
        is_late = getattr(self.wrapper.connection, "is_given_up", False) and not isinstance(error, NoAnswer)
        return not (is_late or isinstance(error, OutOfPatience)) and super().is_absence(error)


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, settings_dict: dict[str, Any], alias: str = DEFAULT_DB_ALIAS) -> None:
        super().__init__(settings_dict, alias)
        if pool := settings_dict["OPTIONS"].get("pool"):
            pool["connection_class"] = PatientConnection

    @override
    def connect(self) -> None:
        """Refused at once while the circuit is open."""
        if not (patience.is_admitted() or DATABASE.admits()):
            raise OperationalError("The database is away.")
        super().connect()

    @override
    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection[Any]:
        """As Django's own, from a pool that waits no longer than this thread."""
        wanted = self.settings_dict["OPTIONS"].get("isolation_level")
        self.isolation_level = IsolationLevel(wanted or IsolationLevel.READ_COMMITTED)
        connection = _take(self.pool) if self.pool else PatientConnection.connect(**conn_params)
        if wanted:
            connection.isolation_level = self.isolation_level
        return connection

    @cached_property
    def wrap_database_errors(self) -> AbsenceNoter:
        return _FirstAbsence(self)


def _take(pool: ConnectionPool[Any]) -> Connection[Any]:
    """A connection that answers; those that were cut off meanwhile are thrown away. Where one gives no answer in time, no other would."""
    pool.open()
    while True:
        begun, longest = time.monotonic(), patience.longest_wait()
        try:
            connection: Connection[Any] = pool.getconn(min(pool.timeout, longest))
        except PoolTimeout as late:
            if longest <= 0:
                raise OutOfPatience(str(late)) from None
            raise
        finally:
            patience.spend(waited := time.monotonic() - begun)
        patience.note_answer(waited)
        try:
            ConnectionPool.check_connection(connection)
        except errors.OperationalError as error:
            pool.putconn(connection)
            if isinstance(error, NoAnswer) or patience.longest_wait() <= 0:
                raise
        else:
            return connection
