"""The database itself keeps every reference inside its guide."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models, transaction

from diagnostics.domain import drafts
from diagnostics.models import Cause, Guide, Option, Place, Question, Remedy, Step, triggers
from diagnostics.models.drafts.inside_guide import NAMED, NAMING, lists, references
from diagnostics.models.drafts.tables import guide_path, owner_name
from tests.domain.rich import rich_document

BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
pytestmark = pytest.mark.django_db


def every_reference() -> Iterator[tuple[type[models.Model], str]]:
    """Table and column, lists of references among them."""
    for table in (*NAMING, *lists()):
        yield from ((table, field.name) for field in references(table))


@pytest.fixture
def guides() -> tuple[Guide, Guide]:
    """Two that use every table, with equal slugs everywhere."""
    document = rich_document()
    torch = document.model_copy(update={"slug": "torch", "aliases": ()})
    return drafts.replace(document), drafts.replace(torch)


def rows_of(table: type[models.Model], guide: Guide) -> models.QuerySet[Any]:
    """The rows of a table that belong to a guide."""
    return table._default_manager.filter(**{"pk" if table is Guide else guide_path(table): guide.pk})


def named_row(table: type[models.Model], column: str, guide: Guide) -> models.Model:
    """Something that a column could name, of this guide."""
    target = table._meta.get_field(column).related_model
    found = rows_of(target, guide).first()  # type: ignore[arg-type]  # a table
    assert isinstance(found, models.Model)
    return found


@pytest.mark.broad
@BOTH
@pytest.mark.parametrize(
    ("table", "column"), [pytest.param(*one, id=f"{one[0].__name__}.{one[1]}") for one in every_reference()]
)
def test_no_row_names_something_of_another_guide(
    table: type[models.Model], column: str, guides: tuple[Guide, Guide], database: None
) -> None:
    """Neither a changed row nor a new one."""
    own, other = guides
    row = rows_of(table, own).exclude(**{column: None}).first()
    assert row is not None
    foreign = named_row(table, column, other)
    with pytest.raises(IntegrityError, match="of another guide"), transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**{column: foreign})
    if table is not Guide:
        row.pk = None
        setattr(row, column, foreign)
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


@pytest.mark.broad
@BOTH
@pytest.mark.parametrize("table", NAMED)
def test_nothing_moves_to_another_guide(table: type[models.Model], guides: tuple[Guide, Guide], database: None) -> None:
    """Whatever others may name stays where it is."""
    own, other = guides
    row, owner = rows_of(table, own).first(), owner_name(table)
    assert row is not None
    away = other if owner == "guide" else named_row(table, owner, other)
    with pytest.raises(IntegrityError, match="of another guide"), transaction.atomic():
        table._default_manager.filter(pk=row.pk).update(**{owner: away})


@pytest.fixture
def without_guard() -> None:
    """As it was before the database refused such rows."""
    triggers.drop_triggers(apps.get_app_config("diagnostics"), DEFAULT_DB_ALIAS)


def bring_home() -> None:
    """What the migration does, as far as it needs no editor of schemas."""
    import_module("diagnostics.migrations.0007_inside_guide").bring_home(apps, None)


def test_the_migration_points_rows_to_their_own_guide(
    guides: tuple[Guide, Guide], without_guard: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the guide has something of the same slug; and it says what it found."""
    lamp, torch = guides
    before = drafts.document(lamp), drafts.document(torch)
    step = Step.objects.get(guide=torch, slug="new-bulb")
    Remedy.objects.filter(step=step, cause__slug="bulb").update(cause=Cause.objects.get(guide=lamp, slug="bulb"))
    Cause.objects.filter(guide=torch, slug="bulb").update(place=Place.objects.get(guide=lamp, slug="home"))
    Question.objects.filter(guide=torch, slug="power").update(follows=Question.objects.get(guide=lamp, slug="kind"))
    bring_home()
    assert (drafts.document(lamp), drafts.document(torch)) == before
    assert Remedy.objects.filter(step=step, cause__guide=torch).count() == step.remedies.count()
    assert Cause.objects.get(guide=torch, slug="bulb").place.guide == torch
    assert "Remedy" in (told := capsys.readouterr().out)
    assert told.count("it names that of its own guide now") == 3


def test_the_migration_lets_go_what_has_nothing_like_it_at_home(
    guides: tuple[Guide, Guide], without_guard: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """A cure of a cause that the guide does not have is gone; a cause never loses its place."""
    lamp, torch = guides
    Cause.objects.filter(guide=lamp, slug="bulb").update(slug="lamp-only")
    Place.objects.filter(guide=lamp, slug="far").update(slug="lamp-place")
    Option.objects.filter(question__guide=lamp, slug="flicker").update(slug="lamp-option")
    step = Step.objects.get(guide=torch, slug="turn-on")
    Remedy.objects.create(step=step, cause=Cause.objects.get(guide=lamp, slug="lamp-only"), word="always")
    Cause.objects.filter(guide=torch, slug="dust").update(place=Place.objects.get(guide=lamp, slug="lamp-place"))
    Question.objects.filter(guide=lamp, slug="kind").update(slug="lamp-question")
    away = Question.objects.get(guide=lamp, slug="lamp-question")
    Question.objects.filter(guide=torch, slug="power").update(follows=away)
    bring_home()
    assert not Remedy.objects.filter(cause__slug="lamp-only", step__guide=torch).exists()
    assert Cause.objects.get(guide=torch, slug="dust").place.guide == torch
    assert Question.objects.get(guide=torch, slug="power").follows is None
    assert "it was deleted" in (told := capsys.readouterr().out)
    assert "it names nothing now" in told
