"""One guide never harms another: whatever is done to one, the other's document, releases and history stay as they are."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.drafts import history, undo
from diagnostics.domain.drafts.renaming import rename
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.publishing import publish, rollback
from diagnostics.models import Guide, Publication, Release, Revision
from diagnostics.models.drafts.tables import TABLES
from tests.builders import make_document
from tests.domain.rich import documents, rich_document
from tests.share import examples

pytestmark = pytest.mark.django_db
SOME = settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])


def standing(slug: str) -> tuple[Any, ...]:
    """Everything that there is of a guide: the rows of its draft, its history, its releases and what is live."""
    guide = Guide.objects.get(slug=slug)
    rows = {part: list(table.objects.of_guide(guide).values()) for part, table in TABLES.items()}
    told = list(Revision.objects.filter(guide=guide).order_by("pk").values_list("pk", "text"))
    live = releases.live(slug)
    made = list(Release.objects.of(slug).values_list("number", "sha256"))
    return drafts.document(guide), rows, told, live.release.sha256 if live else "", made


def torch(document: GuideDocument) -> GuideDocument:
    """The same guide under another address: all its slugs are the first one's too."""
    return document.model_copy(update={"slug": "torch", "aliases": ()})


def _part_with_rows(guide: Guide, draw: st.DataObject) -> tuple[str, Any]:
    """A part of a draft, and one of its rows."""
    parts = [part for part, table in TABLES.items() if table.objects.filter(guide=guide).exists()]
    part = draw.draw(st.sampled_from(parts))
    return part, draw.draw(st.sampled_from(list(TABLES[part].objects.of_guide(guide))))


def edit(guide: Guide, draw: st.DataObject) -> None:
    """Change the words of something."""
    _, row = _part_with_rows(guide, draw)
    field = next(name for name in ("name", "title", "text") if hasattr(row, name))
    with history.changing(guide, by=None, comment="Edited"):
        type(row).objects.filter(pk=row.pk).update(**{field: "Edited"})


def give_new_slug(guide: Guide, draw: st.DataObject) -> None:
    part, row = _part_with_rows(guide, draw)
    rename(guide, part, row.slug, "quite-new", by=None)


def delete_and_bring_back(guide: Guide, draw: st.DataObject) -> None:
    """Where nothing forbids it."""
    part, row = _part_with_rows(guide, draw)
    if part in ("places", "questions", "pages"):
        return
    with history.changing(guide, by=None, comment="Deleted"):
        row.delete()
    revision = next(history.revisions(guide.pk, part, row.slug))
    plan = undo.plan_undo(revision)
    if plan.document:
        undo.put_back(revision, by=None, fingerprint=plan.fingerprint)


def reorder(guide: Guide, draw: st.DataObject) -> None:
    _, row = _part_with_rows(guide, draw)
    with history.changing(guide, by=None, comment="Moved"):
        type(row).objects.filter(pk=row.pk).update(position=1)


def replace_all(guide: Guide, draw: st.DataObject) -> None:
    """By what is imported."""
    drafts.replace(torch(draw.draw(documents())))


def delete_all(guide: Guide) -> None:
    with history.changing(guide, by=None, comment="Deleted"):
        Guide.objects.filter(pk=guide.pk).update(urgent_page=None, prevention_page=None)
        guide.delete()


CHANGES = (edit, give_new_slug, delete_and_bring_back, reorder, replace_all)


@given(documents(), documents(), st.data())
@SOME
def test_a_change_of_one_guide_leaves_the_other_as_it_is(
    first: GuideDocument, second: GuideDocument, draw: st.DataObject
) -> None:
    """For two random guides, often with equal slugs everywhere."""
    drafts.replace(first)
    guide = drafts.replace(torch(draw.draw(st.sampled_from([first, second]))))
    before = standing("lamp")
    for change in draw.draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=4, unique=True)):
        change(guide, draw)
        drafts.replace(torch(first))
    delete_all(guide)
    assert standing("lamp") == before


def test_publishing_and_rolling_back_one_guide_leaves_the_other_as_it_is() -> None:
    """With equal slugs everywhere, and equal texts but for the address."""
    for document in (make_document(), torch(make_document())):
        drafts.replace(document)
        publish(document.slug, note="First", by="ada")
    before = standing("lamp")
    drafts.replace(torch(make_document(title="Why is my torch dark?")))
    publish("torch", note="Second", by="ada")
    rollback("torch", 1, why="No", by="ada")
    assert standing("lamp") == before
    assert [one.number for one in Publication.objects.filter(guide="torch").order_by("number")] == [1, 2, 3]


def test_signs_and_remedies_of_equal_slugs_do_not_mix() -> None:
    """Each draft reads its own."""
    lamp, other = rich_document(), make_document(slug="torch")
    drafts.replace(lamp)
    drafts.replace(other)
    assert drafts.document(drafts.get_guide("lamp")) == lamp
    assert drafts.document(drafts.get_guide("torch")) == other
