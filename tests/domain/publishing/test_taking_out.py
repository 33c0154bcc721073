"""What an import takes out of a draft can be brought back, and is told in the name of who did it."""

import pytest
from django.contrib.admin.models import DELETION, LogEntry
from django.contrib.auth.models import User
from reversion.models import Version

from diagnostics.domain import drafts
from diagnostics.domain.drafts import history
from diagnostics.domain.drafts.taking_back import take_back
from diagnostics.models import Question, Sign, Step
from tests.builders import a_question, a_step, make_document

pytestmark = pytest.mark.django_db
SMALL = make_document()
LARGE = make_document(
    add={
        "questions": [a_question("dusty", "yes", "no", signs={"bulb": {"yes": "for"}})],
        "steps": [a_step("wipe", {"bulb": "seldom", "switch": "always"})],
    }
)


def taken_out(by: User | None) -> None:
    drafts.replace(LARGE)
    with history.changing(by=by, comment="Imported"):
        drafts.replace(SMALL)


def test_replace_logs_what_it_deletes() -> None:
    """Every object that goes is in the log, once, with who and why."""
    ada = User.objects.create_user("ada")
    taken_out(ada)
    rows = LogEntry.objects.order_by("object_repr").values_list("user__username", "action_flag", "change_message")
    assert list(rows) == [("ada", DELETION, "Imported")] * 2
    assert not Step.objects.filter(slug="wipe").exists()


def test_replace_keeps_what_it_deletes_with_all_that_belongs_to_it() -> None:
    """The last version is from before anything of the object was gone."""
    drafts.replace(LARGE)
    signs = Sign.objects.count()
    taken_out(User.objects.create_user("ada"))
    for model in (Step, Question):
        (version,) = Version.objects.get_deleted(model)
        assert (version.revision.user.username, version.revision.comment) == ("ada", "Imported")
        take_back(version)
    assert Step.objects.get(slug="wipe").remedies.count() == 2
    assert Sign.objects.count() == signs


def test_replace_by_a_command_is_kept_without_a_name() -> None:
    """Where nobody is signed in there is no log of whom, and the object can still be brought back."""
    taken_out(None)
    assert (LogEntry.objects.count(), Version.objects.get_deleted(Step).count()) == (0, 1)


def test_replace_outside_of_a_change_keeps_nothing() -> None:
    """Who writes rows without a history has none."""
    drafts.replace(LARGE)
    drafts.replace(SMALL)
    assert Version.objects.count() == 0
