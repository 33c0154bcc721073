"""What a change of a draft does: what blocks publishing now, and what came and went through it."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.drafts.documents import Reading, data_of, reading_of
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
    now = reading_of(data)
    after, before = _problems(now), _problems(reading_of(_without(data, together(revision))))
    return Effect(
        now.document,
        errors(after),
        tuple(one for one in after if one not in before),
        tuple(one for one in before if one not in after),
    )


def _problems(reading: Reading) -> Problems:
    return quick_check(reading.document) if reading.document else reading.problems


def _without(data: dict[str, Any], changed: list[tuple[Revision, str]]) -> dict[str, Any]:
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
