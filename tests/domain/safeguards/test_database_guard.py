"""What needs the database on a visitor's path."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, OperationalError

from diagnostics.domain.safeguards import database_guard as module
from diagnostics.domain.safeguards.database_guard import REST, DatabaseAway, database_guard


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    now = [1000.0]
    monkeypatch.setattr("diagnostics.domain.safeguards.database_guard.time.monotonic", lambda: now[0])
    yield now
    module.forget()


def fail() -> None:
    raise OperationalError("gone")


@pytest.mark.django_db
def test_nobody_waits_twice(clock: list[float]) -> None:
    """After one that waited in vain the next hear at once that it is away, until a rest is over."""
    with pytest.raises(DatabaseAway), database_guard():
        fail()
    clock[0] += REST - 1
    with pytest.raises(DatabaseAway), database_guard():
        pytest.fail("asked again too soon")
    clock[0] += 1
    with database_guard():
        pass


@pytest.mark.django_db
def test_other_errors_are_no_absence() -> None:
    """A row that may not be is no reason to send everybody away."""
    with pytest.raises(IntegrityError), database_guard():
        raise IntegrityError
    with database_guard():
        pass


@pytest.mark.django_db(transaction=True)
def test_a_broken_connection_is_not_kept() -> None:
    """The next attempt begins with a new one."""
    from django.db import connection

    connection.ensure_connection()
    with pytest.raises(DatabaseAway), database_guard():
        fail()
    assert connection.connection is None
