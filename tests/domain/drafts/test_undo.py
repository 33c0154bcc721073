"""Undoing one object: laid over today's draft, and nothing else."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.content.document.leaves import PARTS
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.drafts import history, undo
from diagnostics.domain.drafts.renaming import rename
from diagnostics.models import Case, Cause, Guide, Page, Report, Revision, Source, Step, Term
from tests.domain.rich import documents, rich_document
from tests.domain.told import changes_of
from tests.share import examples

pytestmark = pytest.mark.django_db
NAMING = ("slug", "aliases", "place", "sources", "only_after", "remedies", "notes", "facts", "options", "signs")
"""Fields that say what an object is called, or name others."""


@pytest.fixture
def guide() -> Guide:
    """A guide that uses every table."""
    return drafts.replace(rich_document())


def back(revision: Revision) -> undo.Undo:
    """Put it back, as it was shown."""
    return undo.put_back(revision, by=None, fingerprint=undo.plan_undo(revision).fingerprint)


def revisions(guide: Guide, part: str, slug: str) -> list[Revision]:
    """The newest first."""
    return list(history.revisions(guide.pk, part, slug))


def change(guide: Guide, row: Any, **fields: Any) -> None:
    """Change a row inside a change."""
    with history.changing(guide, by=None, comment="Changed"):
        type(row).objects.filter(pk=row.pk).update(**fields)


def delete(guide: Guide, row: Any) -> Revision:
    """Delete it, and the revision that says so."""
    key, part, slug = history.object_of(row)
    with history.changing(guide, by=None, comment="Deleted"):
        row.delete()
    return next(history.revisions(key, part, slug))


@given(documents(), documents(), st.data())
@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_changed_and_undone_is_what_it_was(
    first: GuideDocument, second: GuideDocument, draw: st.DataObject
) -> None:
    """For random drafts, an object of them, and another of its kind that takes its place for a while."""
    Guide.objects.all().delete()
    guide = drafts.replace(first)
    part = draw.draw(st.sampled_from([part for part in PARTS if getattr(first, part) and getattr(second, part)]))
    one, other = (draw.draw(st.sampled_from(getattr(document, part))) for document in (first, second))
    named = {name: getattr(one, name) for name in NAMING if hasattr(one, name)}
    swapped = tuple(other.model_copy(update=named) if item == one else item for item in getattr(first, part))
    with history.changing(guide, by=None, comment="Swapped"):
        drafts.replace(first.model_copy(update={part: swapped}))
    found = revisions(guide, part, one.slug)
    if not found:
        assert drafts.document(guide) == first
        return
    assert back(found[-1]).document == first
    assert drafts.document(guide) == first
    back(revisions(guide, part, one.slug)[1])
    assert drafts.document(guide) == first.model_copy(update={part: swapped})


def test_undo_is_a_change_in_the_name_of_whoever_asked(guide: Guide) -> None:
    """With a reason, in one transaction."""
    change(guide, Cause.objects.get(slug="dust"), name="Fluff")
    (_, first) = revisions(guide, "causes", "dust")
    shown = undo.plan_undo(first)
    undo.put_back(first, by=User.objects.create_user("eve"), fingerprint=shown.fingerprint)
    (by, why), changed = changes_of(Cause.objects.get(slug="dust"))
    assert (by, why[:21], changed) == ("eve", "Put back as it was on", ("", "Changed"))


def test_undo_that_was_not_shown_is_refused(guide: Guide) -> None:
    """What would change is held against what was looked at."""
    change(guide, Cause.objects.get(slug="dust"), name="Fluff")
    (_, first) = revisions(guide, "causes", "dust")
    with pytest.raises(undo.Refused):
        undo.put_back(first, by=None, fingerprint="")
    assert Cause.objects.get(slug="dust").name == "Fluff"


def test_guide_itself_is_put_back(guide: Guide) -> None:
    """Its own fields, under the address of today."""
    change(guide, guide, title="Other", usual_name="Elsewhere")
    rename(guide, "guide", "lamp", "torch", by=None)
    back(revisions(guide, "guide", "")[-1])
    after = drafts.document(Guide.objects.get())
    assert (after.slug, after.title, after.comparisons) == ("torch", rich_document().title, rich_document().comparisons)


def test_what_an_older_revision_names_is_called_as_today(guide: Guide) -> None:
    """Whether it keeps its old slugs or not: causes and sources, answers of other questions, and itself."""
    before = drafts.document(guide)
    for row in (Step.objects.get(slug="rewire"), Cause.objects.get(slug="dust")):
        change(guide, row, reviewed=None)
    for part, old, new, question in (
        ("causes", "bulb", "globe", ""),
        ("sources", "named", "known", ""),
        ("options", "desk", "table", "kind"),
        ("steps", "rewire", "wire-again", ""),
    ):
        rename(guide, part, old, new, by=None, question=question)
    back(revisions(guide, "steps", "wire-again")[-1])
    back(revisions(guide, "causes", "dust")[-1])
    after = drafts.document(guide)
    step = after.steps[-1]
    assert (step.slug, step.aliases, step.reviewed) == ("wire-again", ("wire", "rewire"), before.steps[-1].reviewed)
    assert step.remedies == {"globe": "seldom", "dust": "sometimes"}
    assert step.when == {"kind": ("table",)}
    assert next(cause for cause in after.causes if cause.slug == "dust").sources == ("known", "manual")


def test_deleted_object_comes_back_where_it_stood(guide: Guide) -> None:
    """Behind its neighbour of then, whatever came since."""
    slugs = [one.slug for one in drafts.document(guide).causes]
    deletion = delete(guide, Cause.objects.get(slug=slugs[1]))
    Cause.objects.create(
        guide=guide, place=Cause.objects.all()[0].place, slug="new", name="N", summary="N.", position=1
    )
    back(deletion)
    assert [one.slug for one in drafts.document(guide).causes] == ["new", *slugs]


def test_deleted_object_is_named_again_by_what_was_renamed_since(guide: Guide) -> None:
    """The other end has another slug by now."""
    deletion = delete(guide, Cause.objects.get(slug="dust"))
    rename(guide, "steps", "rewire", "wire-again", by=None)
    back(deletion)
    assert drafts.document(guide).steps[-1].remedies == {"bulb": "seldom", "dust": "sometimes"}


def test_deleted_page_is_the_page_of_the_guide_again(guide: Guide) -> None:
    """Where one change took it from the guide and deleted it."""
    with history.changing(guide, by=None, comment="Imported"):
        Guide.objects.update(prevention_page=None)
        Page.objects.get(slug="keep").delete()
    back(revisions(guide, "pages", "keep")[0])
    assert drafts.document(guide) == rich_document()


@pytest.mark.parametrize("part", ["cases", "reports", "terms"])
def test_what_hangs_nowhere_comes_back_as_well(part: str, guide: Guide) -> None:
    """Also the last of its part."""
    rows: list[Any] = list({"cases": Case, "reports": Report, "terms": Term}[part].objects.all())
    with history.changing(guide, by=None, comment="Deleted"):
        for row in rows:
            row.delete()
    for row in rows:
        back(revisions(guide, part, row.slug)[0])
    assert drafts.document(guide) == rich_document()


def test_deleted_guide_comes_back_whole_under_its_key(guide: Guide) -> None:
    """With its history; a deleted object of it stays deleted."""
    delete(guide, Term.objects.get(slug="power"))
    before = drafts.document(guide)
    key = guide.pk
    deletion = delete(guide, guide)
    assert history.deletions("guide") == [deletion]
    assert history.deletions("terms") == []
    back(deletion)
    again = Guide.objects.get()
    assert (again.pk, drafts.document(again)) == (key, before)
    assert [one.slug for one in history.deletions("terms")] == ["power"]


def test_guide_whose_address_was_given_away_does_not_come_back(guide: Guide) -> None:
    """Two guides cannot share one."""
    deletion = delete(guide, guide)
    drafts.replace(rich_document())
    said = "“lamp” belongs to something else by now. Rename that first, then put this back."
    assert undo.plan_undo(deletion).refusals == (said,)


def test_address_that_another_object_once_had_is_not_taken_back(guide: Guide) -> None:
    """An alias counts as well."""
    deletion = delete(guide, Cause.objects.get(slug="dust"))
    Cause.objects.filter(slug="bulb").update(aliases=["dust"])
    assert undo.plan_undo(deletion).refusals == (
        "“dust” belongs to something else by now. Rename that first, then put this back.",
    )


def test_source_that_is_gone_is_left_out_and_named(guide: Guide) -> None:
    """What a table cannot hold; the rest comes back."""
    change(guide, Cause.objects.get(slug="dust"), name="Fluff")
    delete(guide, Source.objects.get(slug="named"))
    intended = undo.plan_undo(revisions(guide, "causes", "dust")[-1])
    assert [(one.to, one.word, one.field) for one in intended.left_out] == [("sources", "named", "sources")]
    assert intended.broken == ()
    assert intended.document
    assert next(one for one in intended.document.causes if one.slug == "dust").sources == ("manual",)


def test_revision_that_cannot_be_read_is_refused(guide: Guide) -> None:
    """Such as one of an object that had a fault."""
    change(guide, Cause.objects.get(slug="dust"), summary="")
    change(guide, Cause.objects.get(slug="dust"), summary="Cured.")
    assert undo.plan_undo(revisions(guide, "causes", "dust")[1]).refusals == (undo.UNREADABLE,)


def test_draft_with_faults_is_left_alone(guide: Guide) -> None:
    """They are told, and nothing can be put back."""
    change(guide, Cause.objects.get(slug="dust"), name="Fluff")
    Step.objects.filter(slug="rewire").update(summary="")
    first = revisions(guide, "causes", "dust")[-1]
    intended = undo.plan_undo(first)
    assert [problem.slug for problem in intended.problems] == ["rewire"]
    with pytest.raises(undo.Refused):
        back(first)


def test_deletion_without_a_before_is_refused(guide: Guide) -> None:
    """There is nothing to bring back."""
    alone = Revision.objects.create(guide=guide, part="causes", slug="nothing")
    assert undo.plan_undo(alone).refusals == (undo.NOTHING,)


def test_order_is_put_back_under_the_names_of_today(guide: Guide) -> None:
    """What is new stays behind its neighbour."""
    slugs = [one.slug for one in drafts.document(guide).causes]
    change(guide, Cause.objects.get(slug=slugs[0]), position=10_000)
    rename(guide, "causes", slugs[0], "other", by=None)
    first = revisions(guide, "causes", "")[-1]
    assert json.loads(first.text) == slugs
    back(first)
    assert [one.slug for one in drafts.document(guide).causes] == ["other", *slugs[1:]]
