"""Who changed what in a draft, when and why: of every object that a change made different, a revision.

Whatever changes rows does it inside ``changing``.
"""

import json
import unicodedata
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.db.models import Max, QuerySet

from diagnostics.content.changes.pairing import Renaming
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.domain.drafts.row_reader import document_data
from diagnostics.models import Guide, Revision
from diagnostics.models.drafts.part import Part
from diagnostics.models.drafts.tables import TABLES, owner_name

type Key = tuple[str, str]
"""Part and slug of an object; the slug is empty for the guide itself, and for the order of a part."""
type Objects = Mapping[Key, str]
"""Everything that a draft holds, as canonical JSON."""
type By = AbstractBaseUser | AnonymousUser | None

BEFORE: Final = "As it stood before."
"""Why there is a revision of what nobody has changed here: so that the change after it can be undone."""


@dataclass(slots=True)
class Change:
    """What is changed together, by whom and why.

    befores: drafts as they were, by the key of their guide. kept: what its revisions have in common, once it is over;
    nothing where nothing differs.
    """

    by: By = None
    why: str = ""
    befores: dict[int, Objects] = field(default_factory=dict)
    renamed: dict[Key, str] = field(default_factory=dict)
    kept: uuid.UUID | None = None


_now: ContextVar[Change | None] = ContextVar("change", default=None)


@contextmanager
def changing(guide: Guide | None, *, by: By, comment: str) -> Iterator[Change]:
    """A transaction; what differs after it goes into the history, in the name of ``by``. Inside another one, that one.

    guide: whose draft is changed; None where that is found out on the way (``begin``).
    """
    if outer := _now.get():
        if guide is not None:
            begin(guide)
        yield outer
        return
    change = Change(by, comment)
    token = _now.set(change)
    try:
        with transaction.atomic():
            if guide is not None:
                begin(guide)
            yield change
            for key, before in change.befores.items():
                _keep(change, key, before, objects(key))
    finally:
        _now.reset(token)


def begin(guide: Guide, *, is_new: bool = False) -> None:
    """Inside ``changing``: look at a draft before anything in it is changed; until the end nobody else changes it."""
    change = _now.get()
    if change and guide.pk not in change.befores:
        there = not is_new and Guide.objects.select_for_update().filter(pk=guide.pk).exists()
        change.befores[guide.pk] = objects(guide.pk) if there else {}


def say(why: str) -> None:
    """Inside ``changing``: add a sentence to the reason."""
    if change := _now.get():
        change.why = f"{change.why} {why}".strip()


def objects(guide: int) -> Objects:
    """A draft object by object, also one that makes no document; nothing where it is deleted."""
    row = Guide.objects.filter(pk=guide).first()
    if row is None:
        return {}
    data = document_data(row)
    del data["schema"]
    parts = {part: data.pop(part) for part in PARTS}
    found = {(GUIDE, ""): _json(data)}
    for part, items in parts.items():
        found |= {(part, item["slug"]): _json(item) for item in items}
        found |= {(part, ""): _json([item["slug"] for item in items])} if items else {}
    return found


def _json(data: Any) -> str:  # noqa: ANN401 (plain data)
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return unicodedata.normalize("NFC", text)


def _keep(change: Change, guide: int, before: Objects, after: Objects) -> None:
    """Write what differs; and before it what it was, where that is not the newest revision already."""
    was = dict(_renamings(before, after, change.renamed))
    left = {(part, old) for (part, _), old in was.items()}
    keys = [key for key in {**before, **after} if before.get(key) != after.get(key) and key not in left]
    if not keys:
        return
    kept, olds = _newest(guide, {*keys, *left}), [(part, was.get((part, slug), slug)) for part, slug in keys]
    unkept = [key for key in olds if key in before and kept.get(key) != before[key]]
    by = change.by if change.by and change.by.pk else None
    who = {"by_id": by.pk if by else None, "by_name": by.get_username() if by else "", "why": change.why}
    befores, together = uuid.uuid4(), uuid.uuid4()
    change.kept = together
    Revision.objects.bulk_create([
        *(_revision(guide, key, before[key], change=befores, why=BEFORE) for key in unkept),
        *(_revision(guide, key, after.get(key, ""), was=was.get(key, ""), change=together, **who) for key in keys),
    ])  # fmt: skip


def _revision(guide: int, key: Key, text: str, **others: Any) -> Revision:  # noqa: ANN401 (fields of a revision)
    return Revision(guide_id=guide, part=key[0], slug=key[1], text=text, **others)


def _renamings(before: Objects, after: Objects, told: Mapping[Key, str]) -> Iterator[tuple[Key, str]]:
    """What came, and has gone under another slug: because somebody said so, or because one of the two is an alias of the other."""
    gone = [key for key in before if key not in after]
    for part, slug in after.keys() - before.keys() if gone else ():
        names = [told.get((part, slug), ""), *_aliases(after, (part, slug))]
        names += [name for kind, name in gone if kind == part and slug in _aliases(before, (kind, name))]
        old = next((name for name in names if name and (part, name) in gone), "")
        if old:
            yield (part, slug), old


def _aliases(objects: Objects, key: Key) -> list[str]:
    return json.loads(objects[key]).get("aliases", []) if key[1] else []


def _newest(guide: int, keys: Iterable[Key], **older: int) -> dict[Key, str]:
    """What the newest revisions say, by part and slug; ``pk__lt``: of those older than this one."""
    rows = Revision.objects.filter(guide=guide, slug__in={slug for _, slug in keys}, **older).order_by()
    last = rows.values("part", "slug").annotate(last=Max("pk")).values("last")
    found = Revision.objects.filter(pk__in=last).values_list("part", "slug", "text")
    return {(part, slug): text for part, slug, text in found}


# Reading


def revisions(guide: int, part: str, slug: str, *, below: int | None = None) -> Iterator[Revision]:
    """Of an object, the newest first, also from when it had another slug; ``below``: older than this one."""
    rows = Revision.objects.filter(guide=guide, part=part, slug=slug).select_related("by")
    for row in rows.filter(pk__lt=below) if below else rows:
        yield row
        if row.was:
            yield from revisions(guide, part, row.was, below=row.pk)
            return


def earlier(revision: Revision) -> Revision | None:
    """What the object was before."""
    slug = revision.was or revision.slug
    return next(revisions(revision.guide_id, revision.part, slug, below=revision.pk), None)


def later(revision: Revision) -> QuerySet[Revision]:
    """Newer revisions of whatever has had the same slug since."""
    return Revision.objects.filter(guide=revision.guide_id, part=revision.part, slug=revision.slug, pk__gt=revision.pk)


def renamings(guide: int) -> list[Renaming]:
    """Every renaming of an object, the oldest first."""
    rows = Revision.objects.filter(guide=guide, part__in=PARTS).exclude(was="").order_by("pk")
    return [Renaming(part, was, new) for part, was, new in rows.values_list("part", "was", "slug")]


def slug_today(revision: Revision) -> str:
    """What the object is called by now."""
    slug = revision.slug
    renamed = Revision.objects.filter(guide=revision.guide_id, part=revision.part, pk__gt=revision.pk).exclude(was="")
    for was, new in renamed.order_by("pk").values_list("was", "slug"):
        slug = new if was == slug else slug
    return slug


def together(revision: Revision) -> list[tuple[Revision, str]]:
    """Everything that was changed at once, each with what it said before."""
    rows = list(Revision.objects.filter(change=revision.change).order_by("pk"))
    olds = {row.pk: (row.part, row.was or row.slug) for row in rows}
    before = _newest(revision.guide_id, olds.values(), pk__lt=rows[0].pk)
    return [(row, before.get(olds[row.pk], "")) for row in rows]


def last_change(guide: int, part: str, slug: str, *, since: datetime | None = None, but: By = None) -> Revision | None:
    """The newest change of an object, by somebody else than ``but`` and not before ``since``."""
    for revision in islice(revisions(guide, part, "" if part == GUIDE else slug), 100):
        if since is not None and revision.at < since:
            return None
        if revision.why != BEFORE and (but is None or revision.by_id != but.pk):
            return revision
    return None


def deletions(part: str) -> list[Revision]:
    """The deletions of objects of a part that are still deleted, the newest first; of guides, where part is that."""
    rows = Revision.objects.filter(part=part)
    guides = Guide.objects.values("pk")
    rows = rows.exclude(guide__in=guides) if part == GUIDE else rows.filter(guide__in=guides).exclude(slug="")
    last = rows.order_by().values("guide", "slug").annotate(last=Max("pk")).values("last")
    return list(Revision.objects.filter(pk__in=last, text="").select_related("by"))


def object_of(row: Any) -> tuple[int, str, str]:  # noqa: ANN401 (a row of any table of drafts)
    """Guide, part and slug of the object that a row belongs to: of a sign its question, of a variant its step."""
    if isinstance(row, Guide):
        return row.pk, GUIDE, ""
    if isinstance(row, Part):
        return row.guide_id, next(part for part, table in TABLES.items() if isinstance(row, table)), row.slug
    return object_of(getattr(row, owner_name(type(row))))
