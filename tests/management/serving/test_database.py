"""diagnostics/management/serving/database.py."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection

from diagnostics.management.serving import database


@pytest.mark.django_db(transaction=True)
def test_migrate_applies_what_is_missing_and_nothing_else() -> None:
    call_command("migrate", "sessions", "zero", verbosity=0)

    assert database.migrate()
    assert not database.migrate()


@pytest.mark.django_db
def test_start_lock_runs_what_it_holds() -> None:
    """On every database, what stands inside is done."""
    with database.start_lock():
        assert database.is_empty()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_start_lock_holds_back_other_hosts() -> None:
    """While one host prepares a PostgreSQL database, another waits, and goes on afterwards."""
    done: list[str] = []

    def other_host() -> None:
        with database.start_lock():
            done.append("other")
        connection.close()

    with database.start_lock():
        other = threading.Thread(target=other_host)
        other.start()
        other.join(0.5)
        done.append("first")
    other.join(10)

    assert done == ["first", "other"]
