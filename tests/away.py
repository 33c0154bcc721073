"""A database that is away, as requests meet it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from diagnostics.domain.safeguards.circuit import DATABASE, FAILURES


@contextmanager
def database_is_away() -> Iterator[None]:
    """Inside, the circuit of the database is open, and nobody tries whether it may be closed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DATABASE, "_rest", float("inf"))
        for _ in range(FAILURES):
            DATABASE.fail(OSError("no answer"))
        yield
        DATABASE.succeed()
