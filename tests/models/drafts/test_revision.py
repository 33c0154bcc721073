"""The table of revisions, and the way there from django-reversion's."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from diagnostics.models import Revision

OLD = ("reversion_revision", "reversion_version")


def migrate(*name: str) -> None:
    """Go to this migration, or to the newest."""
    call_command("migrate", "diagnostics", *name, verbosity=0)


@pytest.mark.slow
@pytest.mark.parametrize("_database", ["any", pytest.param("postgres", marks=pytest.mark.postgres)])
@pytest.mark.django_db(transaction=True)
def test_upgrade_leaves_nothing_of_reversion(_database: str) -> None:
    """A site that had it loses its tables and its permissions; one that had not, nothing."""
    group = Group.objects.create(name="Historians")
    for had_reversion in (False, True):
        migrate("0005_desk")
        if had_reversion:
            _install(group)
        migrate("0006_revisions")
        assert not set(OLD) & set(connection.introspection.table_names())
        assert not ContentType.objects.filter(app_label="reversion").exists()
        assert group.permissions.count() == 0
        assert Revision.objects.count() == 0
    migrate()


def _install(group: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE reversion_revision (id integer PRIMARY KEY, user_id integer REFERENCES auth_user (id))"
        )
        cursor.execute(
            "CREATE TABLE reversion_version (id integer PRIMARY KEY, "
            "revision_id integer REFERENCES reversion_revision (id), "
            "content_type_id integer REFERENCES django_content_type (id))"
        )
    kind = ContentType.objects.create(app_label="reversion", model="revision")
    group.permissions.add(Permission.objects.create(content_type=kind, codename="add_revision", name="Can add"))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO reversion_revision VALUES (1, NULL)")
        cursor.execute("INSERT INTO reversion_version VALUES (1, 1, %s)", [kind.pk])


@pytest.mark.django_db
def test_revision_says_what_it_is_of() -> None:
    """For whoever reads the table."""
    assert str(Revision(part="causes", slug="dust", why="Deleted “Dust”.")) == "causes dust: Deleted “Dust”."
