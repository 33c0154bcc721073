"""The sign table from a cause's side: every question, and what its answers say about this one cause."""

import json
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, shown
from diagnostics.admin.signs import sign_entries
from diagnostics.admin.signs.question_signs import changed_in_vain, saved_message, unsaved, wide
from diagnostics.admin.signs.sign_effect import effect as effect_of
from diagnostics.admin.signs.sign_effect import last_cell
from diagnostics.admin.signs.sign_entries import OVERTAKEN, UNREADABLE, Editing
from diagnostics.admin.signs.sign_gone import Gone, or_gone
from diagnostics.admin.signs.sign_grid import WIDEST, Line, line
from diagnostics.admin.signs.sign_names import renamed
from diagnostics.content.editing.sign_table import REST, differing_rows, place_row
from diagnostics.domain.editing import signs
from diagnostics.models import Cause, Guide

GONE: Final = (
    "Somebody has deleted something that you chose signs for. What cannot be kept is listed here; everything else is as "
    "you chose it. Look at it and save again."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as its card shows it.

    inherited: what the cause is told by the row above, by answer, for the script. long: whether its answers are folded.
    """

    editing: Editing
    line: Line
    inherited: str
    long: bool

    @property
    def answers(self) -> list[tuple[Any, Any]]:
        """Each answer with its cell."""
        return list(zip(self.editing.signs.answers, self.line.cells, strict=True))


@dataclass(frozen=True, slots=True)
class Side:
    """A cause with all questions, each as it is being edited."""

    cause: Cause
    about: tuple[str, ...]
    questions: tuple[Editing, ...]
    complaints: tuple[str, ...] = ()

    @property
    def stored(self) -> tuple[signs.Signs, ...]:
        """The questions as they are stored."""
        return tuple(one.signs for one in self.questions)


@for_draft(VIEW)
@or_gone
def table(request: HttpRequest, guide: Guide, cause: str) -> HttpResponse:
    """All questions for one cause: shown, or saved."""
    side = _stored(guide, cause)
    every = (request.POST or request.GET).get("questions") == "all"
    if request.method != "POST":
        if side.cause.slug != cause:
            return _to(guide, side, every=every)
        return _page(request, guide, side, every=every)
    edited = _edited(request, side)
    if not edited.complaints and _is_saved(request, guide, edited):
        return _to(guide, side, every=every)
    if not edited.complaints:
        edited = _edited(request, _stored(guide, cause))
    overtaken = any(one.is_overtaken for one in edited.questions)
    return _page(request, guide, edited, every=every, status=409 if overtaken else 400)


@require_POST
@for_draft(CHANGE)
@or_gone
def look(request: HttpRequest, guide: Guide, cause: str) -> HttpResponse:
    """The same with other questions shown; nothing that was chosen is lost, and nothing saved."""
    return _page(request, guide, _edited(request, _stored(guide, cause)), every=request.POST.get("questions") == "all")


@require_POST
@for_draft(CHANGE)
@or_gone
def effect(request: HttpRequest, guide: Guide, cause: str) -> HttpResponse:
    """What the last change does to the belief: beside the cards, or without JavaScript the page again with it."""
    side = _edited(request, _stored(guide, cause))
    question, row, option = last_cell(renamed(request.POST, side.stored))
    changed = [one for one in side.questions if differing_rows(one.signs.table.rows, one.now.rows)]
    last = next((one for one in side.questions if one.question == question), next(iter(changed), None))
    found = None
    if last is not None:
        found = effect_of(last, row or side.cause.slug, option if last.question == question else "")
    ctx = {"effect": found, "unsaved": unsaved(*side.questions)}
    if request.headers.get("HX-Request") == "true":
        return shown(request, guide, "workplace/signs/sign_effect.html", title="", ctx=ctx)
    return _page(request, guide, side, every=request.POST.get("questions") == "all", ctx=ctx)


def _stored(guide: Guide, slug: str) -> Side:
    every = signs.of_questions(guide)
    causes = every[0].causes if every else tuple(Cause.objects.of_guide(guide))
    named = [one for one in causes if one.slug == slug] or [one for one in causes if slug in one.aliases]
    cause = next((one for one in named if not one.open), None)
    if cause is None:
        raise Gone
    place = every[0].table.places[cause.slug] if every else ""
    return Side(cause, (cause.slug, place_row(place), REST), tuple(sign_entries.untouched(one) for one in every))


def _to(guide: Guide, side: Side, *, every: bool) -> HttpResponse:
    address = reverse("admin:guide-signs-cause", args=[guide.slug, side.cause.slug])
    return redirect(address + "?questions=all" * every)


def _edited(request: HttpRequest, side: Side) -> Side:
    if not may(request, CHANGE):
        raise PermissionDenied
    data = renamed(request.POST, side.stored)
    opened = sign_entries.read_opened(data.get("opened", ""))
    read = tuple(sign_entries.read(one.signs, data, opened, about=side.about) for one in side.questions)
    overtaken = any(one.is_overtaken for one in read)
    complaints = [UNREADABLE] if opened is None else [OVERTAKEN] if overtaken else []
    complaints += [complaint for one in read for complaint in one.complaints]
    if not complaints and changed_in_vain(request, side.stored):
        complaints = [GONE]
    return Side(side.cause, side.about, read, tuple(complaints))


def _is_saved(request: HttpRequest, guide: Guide, side: Side) -> bool:
    """Save, and say so; False where somebody else was quicker."""
    changes = [
        signs.Change(one.question, one.signs.table.only(*side.about).rows, one.now.only(*side.about).rows, side.about)
        for one in side.questions
        if differing_rows(one.signs.table.rows, one.now.rows)
    ]
    try:
        count = signs.save(guide, changes, by=request.user, comment=f"Signs of “{side.cause.name}”")  # type: ignore[arg-type]
    except signs.Overtaken:
        return False
    messages.success(request, saved_message(count))
    return True


def _page(
    request: HttpRequest,
    guide: Guide,
    side: Side,
    *,
    every: bool,
    ctx: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = [_asked(one, side.cause) for one in side.questions if every or _matters(one, side.cause)]
    written = {one.question: sign_entries.written(one, about=side.about) for one in side.questions}
    found = {
        "cause": side.cause,
        "asked": asked,
        "every": every,
        "hidden": len(side.questions) - len(asked),
        "opened": json.dumps(written),
        "may_change": may(request, CHANGE),
        "complaints": side.complaints,
        "lost": changed_in_vain(request, side.stored),
        "unsaved": unsaved(*side.questions),
        **wide(),
        **(ctx or {}),
    }
    return shown(request, guide, "workplace/signs/cause_signs.html", title=side.cause.name, ctx=found, status=status)


def _matters(editing: Editing, cause: Cause) -> bool:
    """Whether a question says, or said, anything about this cause."""
    tables = (editing.now, editing.signs.table)
    return any(cause.slug in table.rows or bool(table.words(cause.slug)) for table in tables)


def _asked(editing: Editing, cause: Cause) -> Asked:
    answers = editing.signs.answers
    words = editing.now.words(editing.now.above(cause.slug))
    inherited = json.dumps([words.get(answer.slug, "") for answer in answers])
    return Asked(editing, line(editing, cause.slug, cause.name, 2, answers), inherited, long=len(answers) > WIDEST)
