"""Undoing: one object as a revision holds it, laid over today's draft, and nothing else.

Its address stays. What it names and what is gone by now is left out, and said before. A deleted object comes back to its place, with
the names that stood for it in other objects; a deleted guide with everything in it.
"""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from dataclasses import replace as replace_fields
from typing import Final

from pydantic import ValidationError

from diagnostics.config.times import time_text
from diagnostics.content.changes.laying import (
    NEEDED,
    alone,
    in_order,
    name_again,
    read,
    with_item,
    with_names_of,
    without,
)
from diagnostics.content.changes.merging import Choice, choices, merge
from diagnostics.content.changes.renaming import with_new_slug
from diagnostics.content.document.canonical import sha256
from diagnostics.content.document.index import NAMES, Index
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.references import Reference, references
from diagnostics.content.document.schema import SCHEMA, GuideDocument
from diagnostics.domain.drafts.columns import as_row
from diagnostics.domain.drafts.documents import DraftProblems, document, replace
from diagnostics.domain.drafts.history import By, begin, changing, earlier, together
from diagnostics.domain.drafts.naming import taken_slugs
from diagnostics.domain.drafts.unstorable import is_key, storage_problems
from diagnostics.models import Guide, Revision

GIVEN_AWAY: Final = "“{slug}” belongs to something else by now. Rename that first, then put this back."
GONE: Final = "Its {name} “{word}” is gone. Bring that back first."
NOTHING: Final = "Nothing was kept of it from before."
UNREADABLE: Final = "What was kept of it does not fit this version of Fixpath, so it cannot be put back."


@dataclass(frozen=True, slots=True)
class Undo:
    """What putting a revision back would do to the draft.

    document: the draft after it; None where that cannot be, for the ``refusals``. problems: of a draft that makes no document.
    choices: what changes. left_out: names of what is gone, that are left out. broken: names of what is gone, that stay.
    """

    document: GuideDocument | None = None
    choices: tuple[Choice, ...] = ()
    left_out: tuple[Reference, ...] = ()
    broken: tuple[Reference, ...] = ()
    refusals: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def fingerprint(self) -> str:
        """By which a form knows again what it showed."""
        return sha256(repr([(choice.key, choice.before, choice.after) for choice in self.choices]))


class Refused(Exception):
    """It cannot be put back, or something else would change than was shown; nothing was written."""


def source_of(revision: Revision) -> Revision | None:
    """What a revision holds; of a deletion, what was there before."""
    return revision if revision.text else earlier(revision)


def plan_undo(revision: Revision) -> Undo:
    """What putting it back would do."""
    guide, source = Guide.objects.filter(pk=revision.guide_id).first(), source_of(revision)
    if source is None:
        return Undo(refusals=(NOTHING,))
    try:
        return _Laying(document(guide), revision, source).undo() if guide else _whole(revision)
    except DraftProblems as broken:
        return Undo(problems=broken.problems)
    except ValidationError:
        return Undo(refusals=(UNREADABLE,))


def put_back(revision: Revision, *, by: By, fingerprint: str) -> Undo:
    """Make the draft so; raises Refused, and then changes nothing."""
    why = f"Put back as it was on {time_text(revision.at)}." if revision.text else "Brought back after it was deleted."
    guide = Guide.objects.filter(pk=revision.guide_id).first()
    with changing(guide, by=by, comment=why):
        undo = plan_undo(revision)
        if undo.document is None or undo.fingerprint != fingerprint:
            raise Refused
        if guide is None:
            begin(Guide.objects.create(pk=revision.guide_id, **as_row(Guide, undo.document)), is_new=True)
        replace(undo.document)
    return undo


def _whole(revision: Revision) -> Undo:
    """A deleted guide, with everything that was deleted with it."""
    texts = {(each.part, each.slug): json.loads(before) for each, before in together(revision) if before}
    parts = {part: [texts[part, slug] for slug in texts.get((part, ""), ())] for part in PARTS}
    back = GuideDocument.model_validate_json(json.dumps({**texts[GUIDE, ""], **parts, "schema": SCHEMA}))
    if back.slug in taken_slugs(Guide.objects.all()):
        return Undo(refusals=(GIVEN_AWAY.format(slug=back.slug),))
    return Undo(back)


class _Laying:
    """revision: what is put back. source: the one that holds it, an older one where the first is a deletion."""

    def __init__(self, today: GuideDocument, revision: Revision, source: Revision) -> None:
        self.today = today
        self.revision = revision
        self.source = source
        since = Revision.objects.filter(guide=source.guide_id, pk__gt=source.pk).exclude(was="").order_by("pk")
        self.renamed = list(since.values_list("pk", "part", "was", "slug"))

    def undo(self) -> Undo:
        part, slug = self.source.part, self.source.slug
        if not slug and part != GUIDE:
            order = [self._present(part, each) for each in json.loads(self.source.text)]
            return _undo_by_merging(self.today, in_order(self.today, part, order), {part})
        is_back = not self.revision.text
        if is_back and any(slug in (one.slug, *getattr(one, "aliases", ())) for one in getattr(self.today, part)):
            return Undo(refusals=(GIVEN_AWAY.format(slug=slug),))
        then = self._name_again(self._lay()) if is_back else self._lay()
        gone = tuple(self._lost_names(then))
        if needed := [one for one in gone if one.field in NEEDED]:
            return Undo(refusals=tuple(GONE.format(name=NAMES[one.to], word=one.word) for one in needed))
        cut, broken = (tuple(one for one in gone if is_key(one.field) == is_cut) for is_cut in (True, False))
        then = without(then, cut)
        keys = {choice.key for choice in choices(self.today, then) if choice.kind != "moved"}
        return replace_fields(_undo_by_merging(self.today, then, keys), left_out=cut, broken=broken)

    def _present(self, part: str, slug: str, since: int = 0) -> str:
        """What an object is called today that was called so then."""
        for key, where, was, new in self.renamed:
            slug = new if key > since and (where, was) == (part, slug) else slug
        return slug

    def _lay(self) -> GuideDocument:
        """Today's document with the object as it was, under the names of today."""
        part = self.source.part
        lone = alone(self.today, part, read(part, json.loads(self.source.text)))
        for _, where, was, new in self.renamed:
            lone = with_new_slug(lone, where, was, new)
        lone = with_names_of(self.today, lone, part)
        item = lone if part == GUIDE else getattr(lone, part)[0]
        return with_item(self.today, part, item.slug, item)

    def _name_again(self, then: GuideDocument) -> GuideDocument:
        """The document with what comes back behind its neighbour of then, and in everything that its deletion took it out of."""
        for other, before in together(self.revision):
            part, slug = other.part, self._present(other.part, other.slug, other.pk)
            now = next((item for item in getattr(then, part, ()) if item.slug == slug), then if part == GUIDE else None)
            if (part, slug) == (self.source.part, ""):
                then = in_order(then, part, (self._present(part, each) for each in json.loads(before)))
            elif now is not None and before and other.text:
                own = now.model_dump(mode="json", by_alias=True, exclude=set(PARTS) if part == GUIDE else None)
                data = name_again(json.loads(before), json.loads(other.text), own, self.source.slug)
                then = with_item(then, part, slug, read(part, data))
        return then

    def _lost_names(self, then: GuideDocument) -> Iterator[Reference]:
        """Names that would stand for nothing, and that are not in the draft already."""
        index, there = Index(then), set(references(self.today))
        for reference in references(then):
            of = index.questions.get(reference.of)
            is_meant = reference not in there and (of is not None or not reference.of)
            if is_meant and index.unknown(reference.to, reference.word, of):
                yield reference


def _undo_by_merging(today: GuideDocument, then: GuideDocument, keys: Collection[str]) -> Undo:
    """What comes of taking these from the second document, as a rollback takes its own."""
    after = merge(today, then, keys)
    if problems := storage_problems(after):
        return Undo(refusals=tuple(problem.message for problem in problems))
    return Undo(after, choices(today, after))
