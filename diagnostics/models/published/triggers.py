"""Triggers that refuse to change a release, a publication or a recall, on SQLite and PostgreSQL.

Made anew after every migrate: on SQLite a later AlterField copies the table and drops its triggers.
Deletes stay free in the database, or a test database could not be flushed; PROTECT and the querysets hold them.
"""

from collections.abc import Iterable
from typing import Final

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.signals import post_migrate
from django.dispatch import receiver

TABLES: Final = ("diagnostics_release", "diagnostics_publication", "diagnostics_recall")

SQLITE: Final = """
CREATE TRIGGER IF NOT EXISTS {table}_unchanged BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
POSTGRESQL: Final = """
CREATE OR REPLACE FUNCTION diagnostics_refuse_update() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE OR REPLACE TRIGGER {table}_unchanged BEFORE UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION diagnostics_refuse_update()
"""
STATEMENTS: Final = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


@receiver(post_migrate)
def install_triggers(sender: AppConfig, using: str = DEFAULT_DB_ALIAS, **_: object) -> None:
    """Make the triggers whose tables exist."""
    if sender.label == "diagnostics":
        connection = connections[using]
        make_triggers(connection, set(TABLES) & set(connection.introspection.table_names()))


def make_triggers(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Make them for these tables; databases other than SQLite and PostgreSQL get none."""
    statement = STATEMENTS.get(connection.vendor, "")
    with connection.cursor() as cursor:
        for table in tables if statement else ():
            cursor.execute(statement.format(table=table))
