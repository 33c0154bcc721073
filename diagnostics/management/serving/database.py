"""Bringing the database up to date, one starting process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from diagnostics.models import Guide, Release

LOCK = 0x66697870
"""Any number that no other program locks: "fixp"."""


@contextmanager
def start_lock() -> Iterator[None]:
    """Hold back other starting processes; on SQLite there are none, as one machine has one port."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def migrate() -> bool:
    """Apply the missing migrations; returns whether there were any."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    call_command("migrate", interactive=False, verbosity=0)
    return True


def is_empty() -> bool:
    """Whether there has never been a guide."""
    return not (Guide.objects.exists() or Release.objects.exists())
