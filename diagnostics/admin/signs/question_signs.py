"""The sign table: for a question, causes down and answers across; and the questions that there are."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, shown
from diagnostics.admin.frame.table_posts import TablePost
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.admin.signs.sign_effect import effect as effect_of
from diagnostics.admin.signs.sign_effect import last_cell
from diagnostics.admin.signs.sign_fields import Editing, SignPage
from diagnostics.admin.signs.sign_gone import Gone, or_gone
from diagnostics.admin.signs.sign_grid import Show, grid
from diagnostics.content.editing.sign_table import REST, differing_rows
from diagnostics.domain.editing import signs
from diagnostics.domain.editing.last_change import By, changed_by
from diagnostics.domain.editing.two_editors import write
from diagnostics.models import Guide

type Edited = tuple[TablePost, tuple[Editing, ...]]

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
@shows_again
@or_gone
def table(request: HttpRequest, guide: Guide, question: str) -> HttpResponse:
    """The table of one question: shown, or saved."""
    page = _found(guide, question)
    if request.method != "POST":
        if page.every[0].question.slug != question:
            return _to(guide, page, request.GET.urlencode())
        return _page(request, guide, page, page.untouched(), Show.asked(request.GET))
    edited = edited_by(request, page)
    while edited[0].may_be_saved and not is_only_shown(request):
        if is_saved(request, guide, [_change(one) for one in edited[1]], page.every[0].question.text):
            return _to(guide, page, Show.asked(request.POST).query)
        page = _found(guide, question)
        edited = edited_by(request, page)
    status = 409 if edited[0].conflicts else 400
    return _page(request, guide, page, edited, Show.asked(request.POST), status=status)


@for_draft(CHANGE)
@shows_again
@require_POST
@or_gone
def look(request: HttpRequest, guide: Guide, question: str) -> HttpResponse:
    """The table with other rows shown; nothing that was chosen is lost, and nothing saved."""
    page = _found(guide, question)
    return _page(request, guide, page, edited_by(request, page), Show.asked(request.POST))


@for_draft(CHANGE)
@shows_again
@require_POST
@or_gone
def effect(request: HttpRequest, guide: Guide, question: str) -> HttpResponse:
    """What the change does to the belief: beside the table, or without JavaScript the table again with it."""
    page = _found(guide, question)
    edited = edited_by(request, page)
    [editing] = edited[1]
    _, row, option = last_cell(page.spell(request.POST.get("cell", ""))[0])
    ctx = {"effect": effect_of(editing, row, option), "unsaved": unsaved(editing)}
    if request.headers.get("HX-Request") == "true":
        return shown(request, guide, "workplace/signs/sign_effect.html", title="", ctx=ctx)
    return _page(request, guide, page, edited, Show.asked(request.POST), ctx=ctx)


def unsaved(*edited: Editing) -> int:
    """How many rows are not as they are stored."""
    return sum(len(differing_rows(one.signs.table.rows, one.now.rows)) for one in edited)


def wide() -> dict[str, Any]:
    """What a page with a broad table needs of its frame: the room of the list at the side."""
    return {"is_nav_sidebar_enabled": False, "here": "guide-signs"}


def edited_by(request: HttpRequest, page: SignPage) -> Edited:
    """What an editor made of a page, who may change it."""
    if not may(request, CHANGE):
        raise PermissionDenied
    return page.read(request.POST)


def told(request: HttpRequest, page: SignPage, post: TablePost) -> dict[str, Any]:
    """What a page of signs carries along, and what is told of what somebody else did meanwhile."""

    def who(field: str, since: str) -> By:
        row = next(one.question for one in page.every if field.startswith(f"{one.question.slug}."))
        return changed_by(row, since, request.user)

    stored = {field: word for field, word in page.stored().items() if word}
    return {"shown": write(stored), "may_change": may(request, CHANGE), **wide(), **post.ctx(who)}


def is_saved(request: HttpRequest, guide: Guide, changes: list[signs.Change], about: str) -> bool:
    """Save, and say so; False where somebody else was quicker."""
    try:
        count = signs.save(guide, changes, by=request.user, comment=f"Signs of “{about}”")  # type: ignore[arg-type]
    except signs.Overtaken:
        return False
    messages.success(request, SAME if count == 0 else SAVED_ONE if count == 1 else SAVED.format(count))
    return True


def _found(guide: Guide, question: str) -> SignPage:
    found = signs.of_question(guide, question)
    if found is None:
        raise Gone
    return SignPage([found])


def _to(guide: Guide, page: SignPage, query: str) -> HttpResponse:
    address = reverse("admin:guide-signs-question", args=[guide.slug, page.every[0].question.slug])
    return redirect(f"{address}?{query}".rstrip("?"))


def _change(editing: Editing) -> signs.Change:
    return signs.Change(editing.question, editing.signs.table.rows, editing.now.rows)


def _page(
    request: HttpRequest,
    guide: Guide,
    page: SignPage,
    edited: Edited,
    show: Show,
    *,
    ctx: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    post, [editing] = edited
    found = {
        "question": editing.signs.question,
        "places": editing.signs.places,
        "show": show,
        "grid": grid(editing, show),
        "unsaved": unsaved(editing),
        "now": reverse("admin:guide-signs-question", args=[guide.slug, editing.question]),
        **told(request, page, post),
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
