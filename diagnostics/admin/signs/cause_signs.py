"""The sign table from a cause's side: every question, and what its answers say about this one cause."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, shown
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.admin.signs.question_signs import Edited, edited_by, is_saved, told, unsaved
from diagnostics.admin.signs.sign_effect import effect as effect_of
from diagnostics.admin.signs.sign_effect import last_cell
from diagnostics.admin.signs.sign_fields import Editing, SignPage
from diagnostics.admin.signs.sign_gone import Gone, or_gone
from diagnostics.admin.signs.sign_grid import WIDEST, Line, line
from diagnostics.content.editing.sign_table import REST, differing_rows, place_row
from diagnostics.domain.editing import signs
from diagnostics.models import Cause, Guide


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
    """A cause with the row that each question has of it."""

    cause: Cause
    page: SignPage


@for_draft(VIEW)
@shows_again
@or_gone
def table(request: HttpRequest, guide: Guide, cause: str) -> HttpResponse:
    """All questions for one cause: shown, or saved."""
    side = _found(guide, cause)
    every = (request.POST or request.GET).get("questions") == "all"
    if request.method != "POST":
        if side.cause.slug != cause:
            return _to(guide, side, every=every)
        return _page(request, guide, side, side.page.untouched(), every=every)
    edited = edited_by(request, side.page)
    while edited[0].may_be_saved and not is_only_shown(request):
        changes = [
            _change(one, side.cause.slug) for one in edited[1] if differing_rows(one.signs.table.rows, one.now.rows)
        ]
        if is_saved(request, guide, changes, side.cause.name):
            return _to(guide, side, every=every)
        side = _found(guide, cause)
        edited = edited_by(request, side.page)
    return _page(request, guide, side, edited, every=every, status=409 if edited[0].conflicts else 400)


@for_draft(CHANGE)
@shows_again
@require_POST
@or_gone
def look(request: HttpRequest, guide: Guide, cause: str) -> HttpResponse:
    """The same with other questions shown; nothing that was chosen is lost, and nothing saved."""
    side = _found(guide, cause)
    every = request.POST.get("questions") == "all"
    return _page(request, guide, side, edited_by(request, side.page), every=every)


@for_draft(CHANGE)
@shows_again
@require_POST
@or_gone
def effect(request: HttpRequest, guide: Guide, cause: str) -> HttpResponse:
    """What the last change does to the belief: beside the cards, or without JavaScript the page again with it."""
    side = _found(guide, cause)
    edited = edited_by(request, side.page)
    question, row, option = last_cell(side.page.spell(request.POST.get("cell", ""))[0])
    changed = [one for one in edited[1] if differing_rows(one.signs.table.rows, one.now.rows)]
    last = next((one for one in edited[1] if one.question == question), next(iter(changed), None))
    found = None
    if last is not None:
        found = effect_of(last, row or side.cause.slug, option if last.question == question else "")
    ctx = {"effect": found, "unsaved": unsaved(*edited[1])}
    if request.headers.get("HX-Request") == "true":
        return shown(request, guide, "workplace/signs/sign_effect.html", title="", ctx=ctx)
    return _page(request, guide, side, edited, every=request.POST.get("questions") == "all", ctx=ctx)


def _found(guide: Guide, slug: str) -> Side:
    every = signs.of_questions(guide)
    causes = every[0].causes if every else tuple(Cause.objects.of_guide(guide))
    named = [one for one in causes if one.slug == slug] or [one for one in causes if slug in one.aliases]
    cause = next((one for one in named if not one.open), None)
    if cause is None:
        raise Gone
    return Side(cause, SignPage(every, about=cause.slug))


def _to(guide: Guide, side: Side, *, every: bool) -> HttpResponse:
    address = reverse("admin:guide-signs-cause", args=[guide.slug, side.cause.slug])
    return redirect(address + "?questions=all" * every)


def _change(one: Editing, cause: str) -> signs.Change:
    """Held against the rows that count for this cause."""
    about = (cause, place_row(one.signs.table.places[cause]), REST)
    return signs.Change(one.question, one.signs.table.only(*about).rows, one.now.only(*about).rows, about)


def _page(
    request: HttpRequest,
    guide: Guide,
    side: Side,
    edited: Edited,
    *,
    every: bool,
    ctx: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    post, questions = edited
    asked = [_asked(one, side.cause) for one in questions if every or _matters(one, side.cause)]
    found = {
        "cause": side.cause,
        "asked": asked,
        "every": every,
        "hidden": len(questions) - len(asked),
        "unsaved": unsaved(*questions),
        "now": reverse("admin:guide-signs-cause", args=[guide.slug, side.cause.slug]),
        **told(request, side.page, post),
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
