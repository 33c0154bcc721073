"""The remedy table: steps by causes, how often each step cures which cause."""

from dataclasses import dataclass
from typing import Any, Final, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.marks import REMEDIES
from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, shown
from diagnostics.admin.frame.table_posts import Table, TablePost, known, put_together, spelled
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.admin.remedies.remedy_grid import KINDS, RemedyEditing, RemedyShow, remedy_grid
from diagnostics.content.editing.remedy_table import Remedies, differing_cells
from diagnostics.domain.editing import remedies
from diagnostics.domain.editing.last_change import By, changed_by
from diagnostics.domain.editing.remedies import Cures
from diagnostics.domain.editing.two_editors import Value, write
from diagnostics.models import Guide

SAME: Final = "Nothing was different from what is stored, so nothing was saved."


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps for one cause when nothing else is left, by title, before and after."""

    cause: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing moved."""
        return self.before == self.after


@for_draft(VIEW)
@shows_again
def table(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Some of the steps and causes: shown, or saved."""
    if request.method != "POST":
        cures = remedies.of_guide(guide)
        return _page(request, TablePost({}), RemedyEditing(cures, cures.stored), RemedyShow.asked(request.GET))
    post, editing = _edited(request, guide)
    show = RemedyShow.asked(request.POST)
    while post.may_be_saved and not is_only_shown(request):
        if _is_saved(request, editing):
            return redirect(f"{reverse('admin:guide-remedies', args=[guide.slug])}?{show.query}".rstrip("?"))
        post, editing = _edited(request, guide)
    return _page(request, post, editing, show, status=409 if post.conflicts else 400)


@for_draft(VIEW)
def overview(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Every step and every cause with a mark, to read only."""
    cures = remedies.of_guide(guide)
    grid = remedy_grid(RemedyEditing(cures, cures.stored), RemedyShow(), whole=True)
    legend = [(mark, text) for text, mark in REMEDIES.values() if mark]
    ctx = {"grid": grid, "legend": legend, **_wide()}
    return shown(request, guide, "workplace/remedies/remedy_overview.html", title="All remedies", ctx=ctx)


@for_draft(CHANGE)
@shows_again
@require_POST
def look(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Other steps and causes; nothing that was chosen is lost, and nothing saved."""
    return _page(request, *_edited(request, guide), RemedyShow.asked(request.POST))


@for_draft(CHANGE)
@shows_again
@require_POST
def effect(request: HttpRequest, guide: Guide) -> HttpResponse:
    """How the order of steps changes: beside the table, or without JavaScript the table again with it."""
    post, editing = _edited(request, guide)
    ctx = {"plan": _plan(editing, request.POST.get("cell", "")), "unsaved": _unsaved(editing)}
    if request.headers.get("HX-Request") == "true":
        return shown(request, guide, "workplace/remedies/remedy_effect.html", title="", ctx=ctx)
    return _page(request, post, editing, RemedyShow.asked(request.POST), ctx=ctx)


def _edited(request: HttpRequest, guide: Guide) -> tuple[TablePost, RemedyEditing]:
    """What an editor made of the table, who may change it."""
    if not may(request, CHANGE):
        raise PermissionDenied
    cures = remedies.of_guide(guide)
    table = _table(cures)
    posted = {table.spell(name)[0]: str(word) for name, word in request.POST.items() if name.startswith("w.")}
    post = put_together(table, table.shown(request.POST), posted)
    now = {_place(field): word for field, word in post.fields.items() if word}
    return post, RemedyEditing(cures, cast(Remedies, now))


def _table(cures: Cures) -> Table:
    """The table as fields: ``w.<step>.<cause>``."""
    names = (None, known(cures.steps, "title"), known(cures.causes, "name"))
    every = ((step.slug, cause.slug) for step in cures.steps for cause in cures.causes)
    stored = {f"w.{step}.{cause}": cures.stored.get((step, cause), "") for step, cause in every}
    return Table(stored, lambda field: spelled(field, names), _in_words)


def _place(field: str) -> tuple[str, str]:
    _, step, cause = field.split(".")
    return step, cause


def _in_words(_field: str, word: Value) -> str | None:
    return REMEDIES[word][0] if isinstance(word, str) and word in REMEDIES else None


def _is_saved(request: HttpRequest, editing: RemedyEditing) -> bool:
    """Save, and say so; False where somebody else was quicker."""
    guide, stored = editing.cures.guide, editing.cures.stored
    try:
        count = remedies.save(guide, stored, editing.now, by=request.user, comment="Remedies")  # type: ignore[arg-type]
    except remedies.Overtaken:
        return False
    several = f"{count} remedies are saved. Visitors see them when the guide is published."
    one = "1 remedy is saved. Visitors see it when the guide is published."
    messages.success(request, SAME if count == 0 else one if count == 1 else several)
    return True


def _unsaved(editing: RemedyEditing) -> int:
    return len(differing_cells(editing.cures.stored, editing.now))


def _plan(editing: RemedyEditing, cell: str) -> Plan | None:
    """What becomes of the steps for the cause of this cell, else of the first that was changed."""
    last = cell.rpartition(".")[2]
    named, _ = known(editing.cures.causes, "name").get(last, (last, ""))
    causes = {cause.slug: cause.name for cause in editing.cures.causes if not cause.open}
    changed = (cause for _, cause in differing_cells(editing.cures.stored, editing.now))
    found = next((cause for cause in (named, *changed) if cause in causes), None)
    if found is None:
        return None
    titles = {step.slug: step.title for step in editing.cures.steps}
    before, after = remedies.plans(editing.cures, editing.now, found)
    return Plan(causes[found], tuple(titles[step] for step in before), tuple(titles[step] for step in after))


def _wide() -> dict[str, Any]:
    return {"is_nav_sidebar_enabled": False, "here": "guide-remedies"}


def _page(
    request: HttpRequest,
    post: TablePost,
    editing: RemedyEditing,
    show: RemedyShow,
    *,
    ctx: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    cures = editing.cures

    def who(field: str, since: str) -> By:
        step = next(step for step in cures.steps if step.slug == _place(field)[0])
        return changed_by(step, since, request.user)

    found = {
        "cures": cures,
        "show": show,
        "kinds": [(kind, text) for kind, text in KINDS.items() if kind != "workaround"],
        "grid": remedy_grid(editing, show),
        "shown": write({f"w.{step}.{cause}": word for (step, cause), word in cures.stored.items()}),
        "may_change": may(request, CHANGE),
        "unsaved": _unsaved(editing),
        "now": reverse("admin:guide-remedies", args=[cures.guide.slug]),
        **post.ctx(who),
        **_wide(),
        **(ctx or {}),
    }
    return shown(request, cures.guide, "workplace/remedies/remedies.html", title="Remedies", ctx=found, status=status)
