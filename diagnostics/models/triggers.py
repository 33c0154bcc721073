"""What the database refuses by itself, on SQLite and PostgreSQL: a changed release, and a row that names another guide's.

Made anew after every migrate: on SQLite a later AlterField copies the table and drops its triggers, and cannot copy a table
that another's trigger reads, so those are dropped before. Deletes stay free in the database, or a test database could not be
flushed; PROTECT and the querysets hold them.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from diagnostics.models.drafts.inside_guide import crossings

WRITTEN_ONCE: Final = ("diagnostics_release", "diagnostics_publication", "diagnostics_recall")

SQLITE: Final = """
CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} WHEN {condition}
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""
POSTGRESQL: Final = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF {condition} THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
RETURN NEW; END $$;
CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()
"""
MAKE: Final = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
DROP: Final = {
    "sqlite": "DROP TRIGGER IF EXISTS {name}",
    "postgresql": "DROP TRIGGER IF EXISTS {name} ON {table}",
}


class Trigger(NamedTuple):
    """condition: in SQL, over ``NEW`` and, of an update, ``OLD``."""

    name: str
    table: str
    event: str
    condition: str
    message: str


def triggers() -> Iterator[Trigger]:
    """All of them."""
    for table in WRITTEN_ONCE:
        yield Trigger(f"{table}_unchanged", table, "UPDATE", "1 = 1", f"{table} is append-only")
    for table, event, condition in crossings():
        message = f"a row of {table} would name something of another guide"
        yield Trigger(f"{table}_inside_{event.lower()}", table, event, condition, message)


@receiver(post_migrate)
def make_triggers(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """Make those whose tables exist."""
    if sender.label == "diagnostics":
        _execute(connections[using], MAKE)


@receiver(pre_migrate)
def drop_triggers(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    if sender.label == "diagnostics":
        _execute(connections[using], DROP)


def _execute(connection: BaseDatabaseWrapper, statements: dict[str, str]) -> None:
    """Databases other than SQLite and PostgreSQL get none."""
    statement, tables = statements.get(connection.vendor, ""), set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in triggers() if statement else ():
            if trigger.table in tables:
                cursor.execute(statement.format(**trigger._asdict()))
