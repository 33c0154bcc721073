"""What needs the database on a visitor's path: it answers soon, or says at once that the database is away."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import InterfaceError, OperationalError, connection

REST: Final = 5.0
"""Seconds in which nobody tries again after somebody had to wait in vain."""
_away_until = 0.0


class DatabaseAway(Exception):
    """The database does not answer."""


@contextmanager
def database_guard() -> Iterator[None]:
    """Wraps what uses tables; raises DatabaseAway where they cannot be reached."""
    global _away_until  # noqa: PLW0603 (one number of this process)
    if time.monotonic() < _away_until:
        raise DatabaseAway
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        _away_until = time.monotonic() + REST
        if not connection.in_atomic_block:
            connection.close()
        raise DatabaseAway from error


def forget() -> None:
    """Try again at once; for tests."""
    global _away_until  # noqa: PLW0603 (as above)
    _away_until = 0.0
