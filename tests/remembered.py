"""Guides that many tests begin with: made once, and from then on their rows are put into the tables as they were."""

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from diagnostics.models import UsualPlace
from tests.one_run import one_at_a_time

type Rows = dict[str, list[tuple[Any, ...]]]
"""Table → its rows, whole."""
_remembered: dict[str, Rows] = {}


def remember(name: str, make: Callable[[], object]) -> None:
    """Do what ``make`` does to the tables. ``name`` stands for all that it depends on; with anything there already, it is called each time.

    Nothing else of it happens again: no log line, no signal. Whoever patches what it uses, or tests it, calls it themselves.
    """
    if connection.vendor != "sqlite" or _is_anything_there():
        make()
    elif (rows := _remembered.get(name)) is not None:
        _put_in(rows)
    else:
        before = _rows()
        make()
        _remembered[name] = _added(before, _rows())


def remember_for_all(file: Path, make: Callable[[], object]) -> None:
    """The same for all processes of a run: whichever comes first keeps the rows in this file."""
    if connection.vendor != "sqlite":
        make()
        return
    with one_at_a_time(file):
        if file.exists():
            _put_in(pickle.loads(file.read_bytes()))
        else:
            before = _rows()
            make()
            file.write_bytes(pickle.dumps(_added(before, _rows())))


def _is_anything_there() -> bool:
    """In any table of ours that guides could have to do with: a webhook, say, is told of a publication."""
    models = apps.get_app_config("diagnostics").get_models()
    # Whoever is signed in has a place; most tests of the workplace begin with that.
    tables = [connection.ops.quote_name(model._meta.db_table) for model in models if model is not UsualPlace]
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables))
        return bool(cursor.fetchone()[0])


def _rows() -> Rows:
    found = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchall()
    return found


def _tables() -> list[str]:
    return [model._meta.db_table for model in apps.get_models(include_auto_created=True)]


def _added(before: Rows, after: Rows) -> Rows:
    known = {table: set(rows) for table, rows in before.items()}
    gone = [table for table, rows in known.items() if not rows <= set(after[table])]
    assert not gone, f"What was there in {gone} is changed: it cannot be remembered."
    added = {table: [row for row in rows if row not in known[table]] for table, rows in after.items()}
    return {table: rows for table, rows in added.items() if rows}


def _put_in(rows: Rows) -> None:
    with connection.cursor() as cursor:
        for table, there in rows.items():
            places = ", ".join("?" * len(there[0]))
            # By its own cursor: Django's would put %s in, and keep all of it for whoever counts queries.
            cursor.connection.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", there)
