"""Two versions run on one database during an upgrade: migrations expand, and contract a version later.

A migration may take something away once no version that may still run uses it. It says so:
``contract = "0.2.0"`` in its class names the last version that used what it takes away.
"""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.utils import timezone
from packaging.version import Version

from diagnostics import VERSION
from diagnostics.models import Passkey, UsualPlace

BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
FROZEN = "0019"
"""Migrations before this one are older than the rule."""
HARMLESS = (
    migrations.CreateModel,
    migrations.AddField,  # see test_a_version_before_may_leave_out_new_columns
    migrations.AddIndex,
    migrations.RemoveIndex,
    migrations.RenameIndex,
    migrations.AlterModelOptions,
    migrations.AlterModelManagers,
    migrations.RemoveConstraint,
    migrations.RunPython,
)


class Shrinks(migrations.Migration):
    """Each of these takes away something that the version before uses."""

    operations = [
        migrations.RemoveField("outcome", "why"),
        migrations.RenameField("outcome", "why", "reason"),
        migrations.DeleteModel("Outcome"),
        migrations.RenameModel("Outcome", "Word"),
        migrations.AddConstraint("outcome", models.UniqueConstraint(fields=["day"], name="day_once")),
        migrations.RunSQL("DROP TABLE diagnostics_outcome"),
        migrations.AlterField("outcome", "step", models.CharField(max_length=50)),
        migrations.AlterField("outcome", "walk", models.CharField(max_length=500)),
        migrations.AlterField("outcome", "step", models.CharField(max_length=60, unique=True)),
        migrations.AlterField("resultlink", "owner", models.ForeignKey("auth.User", on_delete=models.PROTECT)),
    ]


class Expands(migrations.Migration):
    """With these, the version before goes on working."""

    operations = [
        migrations.AlterField("outcome", "step", models.CharField(max_length=80)),
        migrations.AlterField("outcome", "step", models.CharField(max_length=60, help_text="Another one.")),
        migrations.AlterField("outcome", "day", models.DateField(null=True)),
        migrations.AddConstraint("news", models.UniqueConstraint(fields=["day"], name="day_once")),
    ]


def _ours(loader: MigrationLoader) -> list[migrations.Migration]:
    return [m for (app, name), m in sorted(loader.disk_migrations.items()) if app == "diagnostics" and name > FROZEN]


def _shrinking(migration: migrations.Migration, before: ProjectState) -> Iterator[Operation]:
    new = {op.name.lower() for op in migration.operations if isinstance(op, migrations.CreateModel)} | {"news"}
    for operation in migration.operations:
        if isinstance(operation, HARMLESS) or getattr(operation, "model_name", "").lower() in new:
            continue
        if not (isinstance(operation, migrations.AlterField) and _takes_all(operation, before)):
            yield operation


def _takes_all(operation: migrations.AlterField, before: ProjectState) -> bool:
    """Whether the column still takes every value that it took before."""
    old = before.models["diagnostics", operation.model_name.lower()].fields[operation.name]
    new = operation.field
    return (
        type(old) is type(new)
        and (new.null or not old.null)
        and (new.max_length or 0) >= (old.max_length or 0)
        and (old.unique or not new.unique)
    )


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    """All migrations."""
    return MigrationLoader(None)


def test_migrations_expand(loader: MigrationLoader) -> None:
    """A migration that takes something away says in which version its use ended; an older one runs no more by now."""
    shrinking = {
        migration.name: getattr(migration, "contract", None)
        for migration in _ours(loader)
        if any(_shrinking(migration, _state_before(loader, migration)))
    }

    assert [name for name, contract in shrinking.items() if not contract or Version(contract) >= Version(VERSION)] == []


def _state_before(loader: MigrationLoader, migration: migrations.Migration) -> ProjectState:
    state: ProjectState = loader.project_state((migration.app_label, migration.name), at_end=False)
    return state


def test_what_shrinks_is_found(loader: MigrationLoader) -> None:
    """The rule tells taking away from adding."""
    now = loader.project_state()

    assert list(_shrinking(Shrinks("shrinks", "diagnostics"), now)) == Shrinks.operations
    assert list(_shrinking(Expands("expands", "diagnostics"), now)) == []


@pytest.mark.django_db
def test_a_version_before_may_leave_out_new_columns(loader: MigrationLoader) -> None:
    """A column that was added to a table is filled in by the database where the one who writes does not know it."""
    added = [
        (operation.model_name, operation.name)
        for migration in _ours(loader)
        for operation in migration.operations
        if isinstance(operation, migrations.AddField)
        and (migration.app_label, operation.model_name) in _state_before(loader, migration).models
    ]

    assert ("outcome", "why") in added
    assert [(model, name) for model, name in added if not _may_be_left_out(model, name)] == []


def _may_be_left_out(model: str, name: str) -> bool:
    table, state = f"diagnostics_{model}", MigrationLoader(None).project_state().models["diagnostics", model]
    if name not in state.fields:  # taken away again
        return True
    with connection.cursor() as cursor:
        columns = {c.name: c for c in connection.introspection.get_table_description(cursor, table)}
    column = columns.get(name) or columns[f"{name}_id"]
    return bool(column.null_ok) or column.default is not None


def test_migrations_stand_in_one_row(loader: MigrationLoader) -> None:
    """Each depends on the one before it, so that every database has the same history."""
    ours = sorted(name for app, name in loader.disk_migrations if app == "diagnostics")

    assert all(
        ("diagnostics", before) in loader.disk_migrations["diagnostics", after].dependencies
        for before, after in pairwise(ours)
    )


@BOTH
@pytest.mark.django_db
def test_a_version_before_deletes_users(database: str | None) -> None:
    """Whose rows in new tables it does not know: they go by the database's own doing."""
    user = User.objects.create_user("ada")
    Passkey.objects.create(user=user, name="My key", handle="a", credential=b"a")
    UsualPlace.objects.create(user=user, network="a", used_on=timezone.now().date())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM auth_user WHERE id = %s", [user.pk])
    connection.check_constraints()

    assert not Passkey.objects.exists()
    assert not UsualPlace.objects.exists()
