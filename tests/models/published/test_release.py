"""Releases and publications are written once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError

from diagnostics.models import Publication, Release, Unchangeable, triggers

BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])


def a_release(number: int = 1, guide: str = "lamp", **changes: object) -> Release:
    fields = {"text": "{}", "sha256": "0" * 64, "schema": 1, "code": "test", "by": "tester"} | changes
    return Release.objects.create(guide=guide, number=number, **fields)


def a_publication(release: Release, number: int = 1) -> Publication:
    return Publication.objects.create(guide=release.guide, number=number, release=release, by="tester")


@contextmanager
def refused_bydatabase() -> Iterator[None]:
    """What happens inside must be refused by the database itself."""
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        yield


def change(row: models.Model, column: str, value: str | int) -> None:
    with connection.cursor() as cursor:
        table = row._meta.db_table
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [value, row.pk])


@BOTH
@pytest.mark.django_db
@pytest.mark.parametrize(("column", "value"), [("text", "[]"), ("sha256", "1" * 64), ("number", 9), ("guide", "torch")])
def test_release_cannot_be_changed_in_thedatabase(column: str, value: str | int, database: None) -> None:
    """After all migrations, SQL that changes a release is refused."""
    release = a_release()
    with refused_bydatabase():
        change(release, column, value)
    release.refresh_from_db()
    assert (release.text, release.number, release.guide) == ("{}", 1, "lamp")


@BOTH
@pytest.mark.django_db
def test_publication_cannot_be_changed_in_thedatabase(database: None) -> None:
    """After all migrations, SQL that changes a publication is refused."""
    first = a_publication(a_release())
    other = a_release(number=2)
    with refused_bydatabase():
        change(first, "release_id", other.pk)
    with refused_bydatabase():
        change(first, "why", "another reason")


@BOTH
@pytest.mark.django_db(transaction=True)
def test_triggers_are_made_again_after_a_migration(database: None) -> None:
    """A migration that copies a table drops its triggers; the end of migrate brings them back."""
    release = a_release()
    with connection.cursor() as cursor:
        on = f" ON {triggers.WRITTEN_ONCE[0]}" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {triggers.WRITTEN_ONCE[0]}_unchanged{on}")
    change(release, "note", "open now")
    call_command("migrate", verbosity=0)
    with refused_bydatabase():
        change(release, "note", "and closed")


@BOTH
@pytest.mark.django_db(transaction=True)
def testdatabase_with_triggers_can_be_flushed(database: None) -> None:
    """A test database is emptied although releases are never deleted."""
    a_publication(a_release())
    call_command("flush", interactive=False, verbosity=0)
    assert not Release.objects.exists()


@BOTH
@pytest.mark.django_db
def test_release_keeps_its_text_byte_for_byte(database: None) -> None:
    """What stands in the text comes back as it went in: no order, blank or character changes."""
    text = '{"b":1,"a":"“é” 日本 📵  \\u0001","c":[ ]}'
    assert Release.objects.get(pk=a_release(text=text).pk).text == text


@pytest.mark.django_db
def test_release_cannot_be_saved_twice() -> None:
    """Django's own ways to change or delete are refused before they reach the database."""
    release = a_release()
    publication = a_publication(release)
    for row in (release, publication):
        with pytest.raises(Unchangeable):
            row.save()
        with pytest.raises(Unchangeable):
            row.delete()
    for rows in (Release.objects.all(), Publication.objects.all()):
        with pytest.raises(Unchangeable):
            rows.update(by="me")
        with pytest.raises(Unchangeable):
            rows.delete()


@pytest.mark.django_db
def test_release_that_was_published_is_protected() -> None:
    """Whoever goes round the querysets still cannot delete a release that was live."""
    release = a_release()
    a_publication(release)
    with pytest.raises(ProtectedError):
        models.Model.delete(release)


@BOTH
@pytest.mark.django_db
def test_numbers_are_given_once(database: None) -> None:
    """Two releases or two publications of one guide never have the same number."""
    release = a_release()
    a_publication(release)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_release()
    with pytest.raises(IntegrityError), transaction.atomic():
        a_publication(release)
    a_publication(a_release(guide="torch"))


@pytest.mark.django_db
def test_live_is_the_newest_publication_of_each_guide() -> None:
    """The last row of a guide's history counts, also when it names an older release."""
    first, second = a_release(1), a_release(2)
    a_publication(first, 1)
    a_publication(second, 2)
    back = a_publication(first, 3)
    torch = a_publication(a_release(guide="torch"))
    assert list(Publication.objects.live()) == [back, torch]
    assert list(Release.objects.of("lamp")) == [second, first]


@pytest.mark.django_db
def test_rows_name_themselves_in_words() -> None:
    publication = a_publication(a_release(7))
    assert (str(publication.release), str(publication)) == ("lamp release 7", "lamp: published release 7")
