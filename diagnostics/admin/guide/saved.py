"""What editors are told on a form that they have saved: what blocks publishing, what else came and went, where to see it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.http import HttpRequest

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.faults import Line, lines
from diagnostics.admin.frame.page import PREVIEW, may
from diagnostics.admin.guide.preview_places import preview_place
from diagnostics.content.document.index import NAMES
from diagnostics.content.document.leaves import GUIDE
from diagnostics.content.document.problems import Problem
from diagnostics.domain.drafts.history import object_of
from diagnostics.domain.editing.change_effect import Effect, effect_of
from diagnostics.domain.publishing.guide_names import collisions
from diagnostics.models import Guide

AT_MOST: Final = 5
"""Warnings that are written out; more are counted."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change does.

    blocks: errors of the object and those that came through the change. others: how many errors there are besides.
    came, went: warnings that the change brought, and problems that it cured; more_came, more_went: how many besides.
    preview: where the draft shows the object; empty where it cannot, or for those who may not see it.
    """

    blocks: tuple[Line, ...]
    others: int
    came: tuple[Line, ...]
    more_came: int
    went: tuple[Line, ...]
    more_went: int
    preview: str


def find_saved(request: HttpRequest, row: object) -> Saved | None:
    """Of the change that the address names; None where it names none."""
    key, part, slug = object_of(row)
    guide, change = Guide.objects.get(pk=key), request.GET.get("saved", "")
    effect = effect_of(guide, UUID(change)) if _is_uuid(change) else None
    if effect is None:
        return None
    own = (part, guide.slug if part == GUIDE else slug)
    found = [*effect.errors, *(collisions(effect.document) if effect.document else ())]
    blocks = [one for one in found if (one.part, one.slug) == own or one in effect.came or _names(one, *own)]
    came = [one for one in effect.came if one.severity == "warning"]
    return Saved(
        _lines(guide, effect, blocks),
        len(found) - len(blocks),
        _lines(guide, effect, came[:AT_MOST]),
        len(came[AT_MOST:]),
        _lines(guide, effect, effect.went[:AT_MOST]),
        len(effect.went[AT_MOST:]),
        preview_place(effect.document, *own) if effect.document and may(request, PREVIEW) else "",
    )


def _lines(guide: Guide, effect: Effect, problems: Iterable[Problem]) -> tuple[Line, ...]:
    return lines(problems, Links(guide), effect.document)


def _names(problem: Problem, part: str, slug: str) -> bool:
    """Whether the sentence speaks of the object: “There is no step “restrat”. Did you mean “restart”?” does not."""
    return f"{NAMES.get(part, part)} “{slug}”" in problem.message


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
