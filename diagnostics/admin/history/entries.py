"""Revisions as pages list them: who, when, why, and what the change did, word by word."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from json import loads
from typing import Final

from pydantic import ValidationError

from diagnostics.admin.publishing.changes import Row, groups
from diagnostics.content.changes.laying import in_order, read, with_item
from diagnostics.content.changes.merging import choices
from diagnostics.content.document.index import NAMES, title_of
from diagnostics.content.document.leaves import GUIDE
from diagnostics.content.document.references import Reference
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.where import object_and_field
from diagnostics.content.wording.names import Names
from diagnostics.domain import drafts
from diagnostics.domain.drafts.outline import outline
from diagnostics.domain.drafts.undo import source_of
from diagnostics.models import Guide, Revision

AT_ONCE: Final = 30
"""Revisions on one page."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One revision. rows: what it changed; None where that cannot be said, as a field of it has a fault."""

    revision: Revision
    rows: tuple[Row, ...] | None


def entries(guide: Guide, revisions: Iterable[Revision]) -> list[Entry]:
    """All but the oldest held against the one before; the oldest against nothing."""
    found = list(revisions)
    names = _names(guide, found)
    return [Entry(after, _rows(names, before, after)) for after, before in pairwise([*found, None]) if after]


def _names(guide: Guide, revisions: Iterable[Revision]) -> GuideDocument:
    """Today's document without the object itself, so that everything else is called what it is called today."""
    try:
        names = drafts.document(guide)
    except drafts.DraftProblems:
        names = outline(guide)
    for revision in revisions:
        for slug in filter(None, (revision.slug, revision.was)):
            names = with_item(names, revision.part, slug, None)
    return names


def _rows(names: GuideDocument, before: Revision | None, after: Revision) -> tuple[Row, ...] | None:
    if before is None and after.part != GUIDE and not after.slug:
        return ()
    try:
        old, new = (_as_of(names, revision) for revision in (before, after))
    except ValidationError:
        return None
    return tuple(row for group in groups(choices(old, new)) for row in group.rows)


def _as_of(names: GuideDocument, revision: Revision | None) -> GuideDocument:
    if revision is None or not revision.text:
        return names
    part, data = revision.part, loads(revision.text)
    if part != GUIDE and not revision.slug:
        return in_order(names, part, data)
    return with_item(names, part, revision.slug, read(part, data))


def revision_title(revision: Revision) -> str:
    """What the object was called; its slug where that cannot be read."""
    source = source_of(revision)
    try:
        return title_of(read(revision.part, loads(source.text))) if source else revision.slug
    except ValidationError:
        return revision.slug


def in_words(references: Iterable[Reference], document: GuideDocument) -> list[str]:
    """Names of what is gone, with the fields in which they stand."""
    names = Names(document)
    return [
        f"the {NAMES[one.to]} “{one.word}” ({object_and_field(names, one.part, one.slug, one.field)})"
        for one in references
    ]
