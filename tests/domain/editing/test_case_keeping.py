"""A walk is written into the draft as a case."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from diagnostics.content.cases.kept_walk import keepable_walk
from diagnostics.content.wording.names import Names
from diagnostics.domain import drafts
from diagnostics.domain.editing.case_keeping import keep
from diagnostics.models import Case
from tests.builders import make_document
from tests.domain.told import changes_of

WALK = keepable_walk(Names(make_document()), [("see", "dark"), ("tried", "turn-on"), ("cannot", "new-bulb")])


@pytest.mark.django_db
def test_keep_adds_the_case_last() -> None:
    """The case stands after all others, with its answers, steps and expectations, and in the history."""
    first = {"slug": "z", "title": "Z", "expect": {"escalates": False}}
    guide = drafts.replace(make_document(cases=[first]))
    case = keep(guide, WALK, {"first": ["wait-power"]}, title="A", slug="a", by=User.objects.create_user("eve"))
    kept = drafts.document(guide).cases[1]
    assert (kept.slug, kept.answers, kept.tried, kept.cannot) == ("a", {"see": "dark"}, ("turn-on",), ("new-bulb",))
    assert kept.expect.first == ("wait-power",)
    assert changes_of(case) == [("eve", "Kept a walk as a case.")]


@pytest.mark.django_db
def test_keep_refuses_a_slug_that_is_taken() -> None:
    """Of two cases with one slug the second is refused and nothing is written."""
    guide = drafts.replace(make_document())
    keep(guide, WALK, {"escalates": False}, title="A", slug="a", by=None)
    with pytest.raises(ValidationError):
        keep(guide, WALK, {"escalates": False}, title="B", slug="a", by=None)
    assert Case.objects.get().title == "A"


@pytest.mark.django_db
def test_keep_refuses_a_case_that_expects_nothing() -> None:
    """A case without an expectation says nothing."""
    guide = drafts.replace(make_document())
    with pytest.raises(ValidationError, match="must expect something"):
        keep(guide, WALK, {}, title="A", slug="a", by=None)
    assert not Case.objects.exists()
