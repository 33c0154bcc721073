"""Who changed what, object by object; and that writing a draft touches only what differs."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from reversion.models import Version

from diagnostics.domain import drafts
from diagnostics.domain.drafts import history
from diagnostics.models import Cause, Guide, Question, Remedy, Sign, Step, Variant
from tests.builders import make_document
from tests.domain.rich import rich_document

pytestmark = pytest.mark.django_db
INSIDE = (Sign, Variant, Remedy)


def told(row: object) -> list[tuple[str, str]]:
    """Who changed an object and why, the newest first."""
    versions = Version.objects.get_for_object(row).select_related("revision__user")
    return [(str(version.revision.user or ""), version.revision.comment) for version in versions]


def changed(document_changes: dict[str, Any]) -> set[str]:
    """What the history names after the small guide was replaced by one with these changes."""
    drafts.replace(make_document())
    with history.changing(by=None, comment="again") as change:
        drafts.replace(make_document(**document_changes))
    return {str(row) for row in change.rows.values()}


def test_replace_by_the_same_touches_nothing() -> None:
    """A document written over itself leaves every row and its key as they are, and no word in the history."""
    drafts.replace(rich_document())
    before = [list(model.objects.order_by("pk").values()) for model in INSIDE]
    with history.changing(by=None, comment="again") as change:
        drafts.replace(rich_document())
    assert [list(model.objects.order_by("pk").values()) for model in INSIDE] == before
    assert change.rows == {}
    assert Version.objects.count() == 0


def test_replace_names_the_object_that_differs() -> None:
    """A change inside an object is told of that object alone."""
    plain = make_document().model_dump(mode="json", by_alias=True)
    steps = plain["steps"]
    steps[0]["variants"][0]["text"] = "1. Do it otherwise."
    assert changed({"steps": steps}) == {steps[0]["title"]}


def test_replace_names_the_question_of_a_changed_sign() -> None:
    """Signs belong to their question."""
    questions = make_document().model_dump(mode="json", by_alias=True)["questions"]
    question = next(one for one in questions if one["signs"])
    row = next(iter(question["signs"].values()))
    option = next(iter(row))
    row[option] = "against" if row[option] != "against" else "for"
    assert changed({"questions": questions}) == {question["text"]}


def test_replace_keeps_the_key_of_a_renamed_part() -> None:
    """A slug that has become an alias goes on in the same row."""
    drafts.replace(make_document())
    key = Cause.objects.get(slug="bulb").pk
    text = make_document().model_dump_json(by_alias=True).replace('"bulb"', '"lamp-bulb"')
    document = make_document().model_validate_json(text)
    causes = [c.model_copy(update={"aliases": ("bulb",)} if c.slug == "lamp-bulb" else {}) for c in document.causes]
    drafts.replace(document.model_copy(update={"causes": tuple(causes)}))
    assert Cause.objects.get(slug="lamp-bulb").pk == key
    assert not Cause.objects.filter(slug="bulb").exists()


def test_replace_keeps_the_row_of_a_renamed_guide() -> None:
    """So does the guide itself."""
    key = drafts.replace(make_document()).pk
    drafts.replace(make_document(slug="light", aliases=["lamp"]))
    assert [(guide.pk, guide.slug) for guide in Guide.objects.all()] == [(key, "light")]


def test_changing_writes_a_revision_for_each_object() -> None:
    """Each object is kept by itself, with who and why, so that undoing one leaves the others."""
    guide = drafts.replace(make_document())
    ada = User.objects.create_user("ada")
    step, question = Step.objects.filter(guide=guide)[0], Question.objects.filter(guide=guide)[0]
    with history.changing(by=ada, comment="Both") as change:
        change.note(step)
        change.note(question)
        history.note(step)
    assert told(step) == told(question) == [("ada", "Both")]
    revisions = {Version.objects.get_for_object(row).get().revision_id for row in (step, question)}
    assert len(revisions) == 2


def test_replace_keeps_objects_with_days() -> None:
    """What was reviewed on a day goes into the history like everything else."""
    with history.changing(by=None, comment="Import"):
        guide = drafts.replace(rich_document())
    assert told(Step.objects.filter(guide=guide, reviewed__isnull=False)[0]) == [("", "Import")]


def test_changing_inside_another_is_that_one() -> None:
    """What is done on the way belongs to the whole, and is told in its words."""
    step = Step.objects.filter(guide=drafts.replace(make_document()))[0]
    with history.changing(by=None, comment="Whole"), history.changing(by=None, comment="Part") as part:
        part.note(step)
    assert told(step) == [("", "Whole")]


def test_changing_that_fails_leaves_no_word() -> None:
    """All or nothing, the history too."""
    step = Step.objects.filter(guide=drafts.replace(make_document()))[0]
    with pytest.raises(ZeroDivisionError):
        _fail_half_way(step)
    assert told(step) == []
    assert Step.objects.get(pk=step.pk).title == step.title


def _fail_half_way(step: Step) -> None:
    with history.changing(by=None, comment="Broken") as change:
        change.note(step)
        Step.objects.filter(pk=step.pk).update(title="Other")
        raise ZeroDivisionError


def test_note_outside_of_a_change_is_nothing() -> None:
    """Tests and commands may write rows without a history."""
    guide = drafts.replace(make_document())
    history.note(guide)
    assert told(guide) == []
