"""A PostgreSQL that hangs: its connections stay open, and it answers nothing."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from django.db import OperationalError
from psycopg_pool import ConnectionPool

from diagnostics.config import databases
from diagnostics.domain.postgresql.base import NoAnswer, _take
from diagnostics.domain.safeguards import probes
from diagnostics.domain.safeguards.circuit import DATABASE, FAILURES
from diagnostics.domain.safeguards.patience import patience
from tests.frozen_server import FrozenServer, frozen_server

pytestmark = pytest.mark.postgres
LONG = 5.0
"""Seconds; nobody whose patience is a twentieth of it waits so long, however busy the machine is."""


@pytest.fixture
def server() -> Iterator[FrozenServer]:
    there = urlsplit(os.environ["TEST_POSTGRES_URL"])
    with frozen_server(there.hostname or "127.0.0.1", there.port or 5432) as server:
        yield server


@pytest.fixture
def hung(server: FrozenServer, tmp_path: Path, db: None) -> Iterator[Any]:
    """A connection to it with a pool, as requests have them."""
    from diagnostics.domain.postgresql.base import DatabaseWrapper

    there = urlsplit(os.environ["TEST_POSTGRES_URL"])
    address = there._replace(netloc=f"{there.netloc.rpartition('@')[0]}@127.0.0.1:{server.port}").geturl()
    settings = databases.database(address, tmp_path)
    missing = {
        "CONN_HEALTH_CHECKS": False,
        "CONN_MAX_AGE": 0,
        "AUTOCOMMIT": True,
        "TIME_ZONE": None,
        "ATOMIC_REQUESTS": False,
    }
    connection = DatabaseWrapper(missing | settings, "hung")
    yield connection
    server.thaw()
    connection.close()
    connection.close_pool()


def ask(connection: Any, seconds: float = LONG / 20) -> object:
    try:
        with patience(seconds, seconds), connection.cursor() as cursor:
            return cursor.execute("SELECT 1").fetchone()[0]
    finally:
        connection.close()


def test_a_server_that_hangs_is_given_up_in_time(server: FrozenServer, hung: Any) -> None:
    """With a warm pool, too; then the circuit opens, nobody asks any more, and what comes back is no answer of before."""
    assert ask(hung, LONG) == 1
    server.freeze()

    began = time.monotonic()
    while DATABASE.state == "closed":
        with pytest.raises(OperationalError):
            ask(hung)
    assert time.monotonic() - began < LONG
    with pytest.raises(OperationalError, match="The database is away"):
        ask(hung)

    server.thaw()
    DATABASE.succeed()
    assert ask(hung, LONG) == 1


def test_one_wait_is_one_absence(server: FrozenServer, hung: Any) -> None:
    """What follows from it, the end of the transaction and a new connection without any patience left, counts no more."""
    assert ask(hung, LONG) == 1
    hung.connect()
    hung.set_autocommit(False)
    server.freeze()
    with patience(LONG / 20, LONG / 20):
        for do in (lambda: hung.cursor().execute("SELECT 1"), hung.rollback):
            with pytest.raises(OperationalError):
                do()
        hung.close()
    with patience(0, 0), pytest.raises(OperationalError):
        hung.ensure_connection()
    assert DATABASE._failures == 1


def test_a_connection_that_was_cut_off_is_not_used(server: FrozenServer, hung: Any) -> None:
    """After a restart of the server, whoever comes first gets an answer."""
    assert ask(hung, LONG) == 1
    server.cut_off()
    assert ask(hung, LONG) == 1
    assert DATABASE.is_sound


class SilentPool:
    """Every connection of it is there and never answers."""

    timeout = 5.0

    def __init__(self) -> None:
        self.given = self.taken_back = 0

    def open(self) -> None:
        pass

    def getconn(self, _timeout: float) -> object:
        self.given += 1
        return object()

    def putconn(self, _connection: object) -> None:
        self.taken_back += 1


def test_one_silent_connection_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long all answers together may take: to ask one warm connection after the other would take each one's time."""

    def say_nothing(_connection: object) -> None:
        raise NoAnswer("no answer within 10 s")

    monkeypatch.setattr(ConnectionPool, "check_connection", say_nothing)
    pool = SilentPool()
    with patience(10), pytest.raises(NoAnswer):
        _take(cast("ConnectionPool[Any]", pool))
    assert (pool.given, pool.taken_back) == (1, 1)


def test_a_probe_closes_the_circuit(db: None) -> None:
    """Its thread asks whatever others wait for."""
    for _ in range(FAILURES):
        DATABASE.fail(OSError("no answer"))
    prober = probes.Prober(period=0.01)
    prober.start()
    until = time.monotonic() + 10
    while DATABASE.state != "closed" and time.monotonic() < until:
        time.sleep(0.01)
    prober.stop()
    assert DATABASE.state == "closed"
