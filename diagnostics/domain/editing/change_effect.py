"""What a change of a draft does: what blocks publishing now, and what came and went through it."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.content.checks.reviews import today
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.drafts.columns import Data
from diagnostics.domain.drafts.documents import data_of, reading_of
from diagnostics.domain.drafts.history import together
from diagnostics.models import Guide, Revision

type Problems = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """A draft after a change.

    document: none where the draft cannot be read. errors: all that block publishing, as far as reading shows.
    came, went: errors and warnings that the change brought, and those that it cured.
    """

    document: GuideDocument | None
    errors: Problems
    came: Problems
    went: Problems


def effect_of(guide: Guide, change: UUID) -> Effect | None:
    """The draft as it is, beside what it was before a change; None where this guide knows no such change."""
    revision = Revision.objects.filter(guide=guide.pk, change=change).first()
    if revision is None:
        return None
    data = data_of(guide)
    document, after = _examine(_json(data), today())
    _, before = _examine(_json(_without(data, together(revision))), today())
    return Effect(
        document,
        errors(after),
        tuple(one for one in after if one not in before),
        tuple(one for one in before if one not in after),
    )


@lru_cache(maxsize=4)
def _examine(text: str, day: dt.date) -> tuple[GuideDocument | None, Problems]:
    """The document, if it can be read, and what is wrong with it; what it was before is often what was saved last."""
    reading = reading_of(json.loads(text))
    return reading.document, quick_check(reading.document, day=day) if reading.document else reading.problems


def _json(data: Data) -> str:
    return json.dumps(data, sort_keys=True, default=str)


def _without(data: Data, changed: list[tuple[Revision, str]]) -> Data:
    """Plain data of a draft with what was changed as it was before; orders stay."""
    before = {**data, **{part: list(data[part]) for part in PARTS}}
    for revision, text in changed:
        if revision.part == GUIDE:
            before |= json.loads(text or "{}")
        elif revision.slug:
            others = before[revision.part]
            at = next((n for n, item in enumerate(others) if item["slug"] == revision.slug), len(others))
            others[at : at + 1] = [json.loads(text)] if text else []
    return before
