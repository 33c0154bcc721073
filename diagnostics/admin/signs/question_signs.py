"""The sign table: for a question, causes down and answers across; and the questions that there are."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, shown
from diagnostics.admin.signs import sign_entries
from diagnostics.admin.signs.sign_effect import effect as effect_of
from diagnostics.admin.signs.sign_effect import last_cell
from diagnostics.admin.signs.sign_entries import OVERTAKEN, UNREADABLE, Editing
from diagnostics.admin.signs.sign_gone import Gone, or_gone
from diagnostics.admin.signs.sign_grid import Show, grid
from diagnostics.admin.signs.sign_lost import Lost, lost
from diagnostics.admin.signs.sign_names import renamed
from diagnostics.content.editing.sign_table import REST, differing_rows
from diagnostics.domain.editing import signs
from diagnostics.models import Guide

SAVED_ONE = "1 row of signs is saved. Visitors see it when the guide is published."
SAVED = "{} rows of signs are saved. Visitors see them when the guide is published."
SAME = "Nothing was different from what is stored, so nothing was saved."


@for_draft(VIEW)
def overview(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Every question with how much its answers say, and every cause to look from its side."""
    every = signs.of_questions(guide)
    ctx = {"rows": [_counted(one) for one in every], "places": _by_place(every)}
    return shown(request, guide, "workplace/signs/signs.html", title="Signs", ctx=ctx | wide())


@for_draft(VIEW)
@or_gone
def table(request: HttpRequest, guide: Guide, question: str) -> HttpResponse:
    """The table of one question: shown, or saved."""
    found = _found(guide, question)
    if request.method != "POST":
        if found.question.slug != question:
            return _to(guide, found, request.GET.urlencode())
        return _page(request, guide, sign_entries.untouched(found), Show.asked(request.GET))
    editing, complaints = _edited(request, found)
    if not complaints and _is_saved(request, guide, editing):
        return _to(guide, found, Show.asked(request.POST).query)
    if not complaints:
        editing, complaints = _edited(request, _found(guide, question))
    status = 409 if editing.is_overtaken else 400
    return _page(request, guide, editing, Show.asked(request.POST), complaints=complaints, status=status)


@require_POST
@for_draft(CHANGE)
@or_gone
def look(request: HttpRequest, guide: Guide, question: str) -> HttpResponse:
    """The table with other rows shown; nothing that was chosen is lost, and nothing saved."""
    editing, complaints = _edited(request, _found(guide, question))
    return _page(request, guide, editing, Show.asked(request.POST), complaints=complaints)


@require_POST
@for_draft(CHANGE)
@or_gone
def effect(request: HttpRequest, guide: Guide, question: str) -> HttpResponse:
    """What the change does to the belief: beside the table, or without JavaScript the table again with it."""
    found = _found(guide, question)
    editing, complaints = _edited(request, found)
    _, row, option = last_cell(renamed(request.POST, (found,)))
    ctx = {"effect": effect_of(editing, row, option), "unsaved": unsaved(editing)}
    if request.headers.get("HX-Request") == "true":
        return shown(request, guide, "workplace/signs/sign_effect.html", title="", ctx=ctx)
    return _page(request, guide, editing, Show.asked(request.POST), complaints=complaints, ctx=ctx)


def unsaved(*edited: Editing) -> int:
    """How many rows are not as they are stored."""
    return sum(len(differing_rows(one.signs.table.rows, one.now.rows)) for one in edited)


def wide() -> dict[str, Any]:
    """What a page with a broad table needs of its frame: the room of the list at the side."""
    return {"is_nav_sidebar_enabled": False, "here": "guide-signs"}


def changed_in_vain(request: HttpRequest, every: tuple[signs.Signs, ...]) -> list[Lost]:
    """What the editor changed about things that are no longer there."""
    data = renamed(request.POST, every)
    return [one for one in lost(data, every) if one.is_changed]


def saved_message(count: int) -> str:
    """What an editor is told after saving."""
    return SAME if count == 0 else SAVED_ONE if count == 1 else SAVED.format(count)


def _found(guide: Guide, question: str) -> signs.Signs:
    found = signs.of_question(guide, question)
    if found is None:
        raise Gone
    return found


def _to(guide: Guide, found: signs.Signs, query: str) -> HttpResponse:
    address = reverse("admin:guide-signs-question", args=[guide.slug, found.question.slug])
    return redirect(f"{address}?{query}".rstrip("?"))


def _edited(request: HttpRequest, found: signs.Signs) -> tuple[Editing, tuple[str, ...]]:
    if not may(request, CHANGE):
        raise PermissionDenied
    data = renamed(request.POST, (found,))
    opened = sign_entries.read_opened(data.get("opened", ""))
    editing = sign_entries.read(found, data, opened)
    complaints = [UNREADABLE] if opened is None else [OVERTAKEN] if editing.is_overtaken else []
    return editing, (*complaints, *editing.complaints)


def _is_saved(request: HttpRequest, guide: Guide, editing: Editing) -> bool:
    """Save, and say so; False where somebody else was quicker."""
    change = signs.Change(editing.question, editing.signs.table.rows, editing.now.rows)
    comment = f"Signs of “{editing.signs.question.text}”"
    try:
        count = signs.save(guide, [change], by=request.user, comment=comment)  # type: ignore[arg-type]
    except signs.Overtaken:
        return False
    messages.success(request, saved_message(count))
    return True


def _page(
    request: HttpRequest,
    guide: Guide,
    editing: Editing,
    show: Show,
    *,
    complaints: tuple[str, ...] = (),
    ctx: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = {
        "question": editing.signs.question,
        "places": editing.signs.places,
        "show": show,
        "grid": grid(editing, show),
        "opened": json.dumps({editing.question: sign_entries.written(editing)}),
        "may_change": may(request, CHANGE),
        "complaints": complaints,
        "lost": changed_in_vain(request, (editing.signs,)),
        "unsaved": unsaved(editing),
        **wide(),
        **(ctx or {}),
    }
    title = editing.signs.question.text
    return shown(request, guide, "workplace/signs/sign_table.html", title=title, ctx=found, status=status)


def _counted(one: signs.Signs) -> dict[str, Any]:
    rows, listed = one.table.rows, one.table.places
    return {
        "question": one.question,
        "answers": len(one.answers),
        "causes": sum(name in listed for name in rows),
        "places": sum(name.startswith("@") for name in rows),
        "rest": bool(rows.get(REST)),
    }


def _by_place(every: tuple[signs.Signs, ...]) -> list[tuple[Any, list[Any]]]:
    if not every:
        return []
    causes = [cause for cause in every[0].causes if not cause.open]
    return [(place, [cause for cause in causes if cause.place_id == place.pk]) for place in every[0].places]
