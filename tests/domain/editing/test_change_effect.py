"""What a change brings and what it cures, held against the draft before it."""

from uuid import uuid4

import pytest

from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import Change, changing
from diagnostics.domain.editing.change_effect import effect_of
from diagnostics.models import Cause, Guide, Step
from tests.builders import make_document
from tests.domain.rich import rich_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def lamp() -> Guide:
    return drafts.replace(make_document())


def save(guide: Guide, row: Cause | Step, **values: object) -> Change:
    """A change of one row."""
    with changing(guide, by=None, comment="") as change:
        if values:
            type(row).objects.filter(pk=row.pk).update(**values)
    return change


def test_effect_names_what_came_and_what_went(lamp: Guide) -> None:
    """Another fault, in another object, is neither."""
    save(lamp, Step.objects.get(slug="new-bulb"), summary="[[elsewhere]]")
    cause = Cause.objects.get(slug="bulb")
    broken = save(lamp, cause, text="[[nothing]]")
    effect = effect_of(lamp, broken.kept) if broken.kept else None
    assert effect
    assert [(one.part, one.slug, one.field) for one in effect.came] == [("causes", "bulb", "text")]
    assert len(effect.errors) == 2
    cured = save(lamp, cause, text="Fine.")
    effect = effect_of(lamp, cured.kept) if cured.kept else None
    assert effect
    assert [(one.part, one.slug, one.field) for one in effect.went] == [("causes", "bulb", "text")]
    assert effect.came == ()


def test_effect_of_a_draft_that_cannot_be_read(lamp: Guide) -> None:
    """The reasons are the errors."""
    change = save(lamp, Cause.objects.get(slug="bulb"), name="")
    effect = effect_of(lamp, change.kept) if change.kept else None
    assert effect
    assert effect.document is None
    assert effect.errors == effect.came != ()


def test_effect_of_what_is_new_and_of_what_is_deleted(lamp: Guide) -> None:
    """What names a deleted step is broken through it; making it anew cures that."""
    drafts.replace(rich_document())
    with changing(lamp, by=None, comment="") as deleting:
        Step.objects.get(slug="turn-on").delete()
    effect = effect_of(lamp, deleting.kept) if deleting.kept else None
    assert effect
    assert any("turn-on" in one.message for one in effect.came)
    with changing(lamp, by=None, comment="") as adding:
        drafts.replace(rich_document())
    effect = effect_of(lamp, adding.kept) if adding.kept else None
    assert effect
    assert any("turn-on" in one.message for one in effect.went)


def test_change_that_changed_nothing_has_no_effect(lamp: Guide) -> None:
    """There is nothing to tell."""
    assert save(lamp, Cause.objects.get(slug="bulb")).kept is None
    assert effect_of(lamp, uuid4()) is None
