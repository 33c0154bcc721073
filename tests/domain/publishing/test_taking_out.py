"""What an import takes out of a draft can be brought back, and is told in the name of who did it."""

import pytest
from django.contrib.auth.models import User

from diagnostics.domain import drafts
from diagnostics.domain.drafts import history, undo
from diagnostics.models import Guide, Revision, Step
from tests.builders import a_question, a_step, make_document

pytestmark = pytest.mark.django_db
SMALL = make_document()
LARGE = make_document(
    add={
        "questions": [a_question("dusty", "yes", "no", signs={"bulb": {"yes": "for"}})],
        "steps": [a_step("wipe", {"bulb": "seldom", "switch": "always"})],
    }
)


def taken_out(by: User | None) -> Guide:
    """Replace the larger draft by the smaller one."""
    guide = drafts.replace(LARGE)
    with history.changing(guide, by=by, comment="Imported"):
        drafts.replace(SMALL)
    return guide


def test_replace_tells_what_it_deletes() -> None:
    """Every object that goes is in the history, once, with who and why."""
    taken_out(User.objects.create_user("ada"))
    gone = [*history.deletions("questions"), *history.deletions("steps")]
    assert [(one.slug, one.by_name, one.why) for one in gone] == [
        ("dusty", "ada", "Imported"),
        ("wipe", "ada", "Imported"),
    ]
    assert not Step.objects.filter(slug="wipe").exists()


def test_what_an_import_deletes_comes_back_whole() -> None:
    """Each by itself, with all that belongs to it."""
    guide = taken_out(User.objects.create_user("ada"))
    for part in ("steps", "questions"):
        (deletion,) = history.deletions(part)
        undo.put_back(deletion, by=None, fingerprint=undo.plan_undo(deletion).fingerprint)
    assert drafts.document(guide) == LARGE


def test_replace_by_a_command_is_kept_without_a_name() -> None:
    """Where nobody is signed in there is nobody to name, and the object can still be brought back."""
    taken_out(None)
    (deletion,) = history.deletions("steps")
    assert (deletion.by, deletion.by_name) == (None, "")


def test_replace_outside_of_a_change_keeps_nothing() -> None:
    """Who writes rows without a history has none."""
    drafts.replace(LARGE)
    drafts.replace(SMALL)
    assert Revision.objects.count() == 0
