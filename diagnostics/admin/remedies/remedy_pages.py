"""The remedy table: steps by causes, how often each step cures which cause."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from diagnostics.admin.frame.marks import REMEDIES
from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, shown
from diagnostics.admin.remedies.remedy_grid import KINDS, RemedyEditing, RemedyShow, remedy_grid
from diagnostics.content.editing.remedy_table import Choices, Remedies, apply_choices, differing_cells, merge
from diagnostics.domain.editing import remedies
from diagnostics.domain.editing.remedies import Cures
from diagnostics.engine.words import RemedyWord
from diagnostics.models import Cause, Guide, Step

UNREADABLE: Final = (
    "This page no longer knew what the table was like when you opened it. Your choices stand over what is stored now: "
    "look at them and save again."
)
OVERTAKEN: Final = (
    "Somebody else has changed remedies since you opened them. Your choices are all here, over what is stored now; "
    "each that is different from it is marked. Look at them and save again."
)
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
def table(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Some of the steps and causes: shown, or saved."""
    cures = remedies.of_guide(guide)
    if request.method != "POST":
        return _page(request, RemedyEditing(cures, cures.stored, cures.stored), RemedyShow.asked(request.GET))
    editing = _edited(request, cures)
    show = RemedyShow.asked(request.POST)
    if not editing.complaints and _is_saved(request, editing):
        return redirect(f"{reverse('admin:guide-remedies', args=[guide.slug])}?{show.query}".rstrip("?"))
    if not editing.complaints:
        editing = _edited(request, remedies.of_guide(guide))
    return _page(request, editing, show, status=409 if editing.is_overtaken else 400)


@for_draft(VIEW)
def overview(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Every step and every cause with a mark, to read only."""
    cures = remedies.of_guide(guide)
    grid = remedy_grid(RemedyEditing(cures, cures.stored, cures.stored), RemedyShow(), whole=True)
    legend = [(mark, text) for text, mark in REMEDIES.values() if mark]
    ctx = {"grid": grid, "legend": legend, **_wide()}
    return shown(request, guide, "workplace/remedies/remedy_overview.html", title="All remedies", ctx=ctx)


@require_POST
@for_draft(CHANGE)
def look(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Other steps and causes; nothing that was chosen is lost, and nothing saved."""
    return _page(request, _edited(request, remedies.of_guide(guide)), RemedyShow.asked(request.POST))


@require_POST
@for_draft(CHANGE)
def effect(request: HttpRequest, guide: Guide) -> HttpResponse:
    """How the order of steps changes: beside the table, or without JavaScript the table again with it."""
    editing = _edited(request, remedies.of_guide(guide))
    ctx = {"plan": _plan(editing, request.POST.get("cell", "")), "unsaved": _unsaved(editing)}
    if request.headers.get("HX-Request") == "true":
        return shown(request, guide, "workplace/remedies/remedy_effect.html", title="", ctx=ctx)
    return _page(request, editing, RemedyShow.asked(request.POST), ctx=ctx)


def _edited(request: HttpRequest, cures: Cures) -> RemedyEditing:
    if not may(request, CHANGE):
        raise PermissionDenied
    opened = _opened(request.POST.get("opened", ""), cures)
    choices, lost = _choices(request.POST, cures)
    before = cures.stored if opened is None else opened
    editing = RemedyEditing(cures, before, merge(before, apply_choices(before, choices), cures.stored))
    complaints = [UNREADABLE] if opened is None else [OVERTAKEN] if editing.is_overtaken else []
    complaints += [f"“{name[:60]}” is no longer here, so what you chose about it cannot be kept." for name in lost]
    return RemedyEditing(cures, before, editing.now, tuple(complaints))


def _opened(text: str, cures: Cures) -> Remedies | None:
    """The remedies that a page was made of; None if this is nothing of the kind."""
    try:
        steps, causes = _today(cures.steps), _today(cures.causes)
        found = {
            (steps.get(step, step), causes.get(cause, cause)): word
            for step, row in json.loads(text).items()
            for cause, word in row.items()
        }
    except (ValueError, AttributeError, TypeError, RecursionError):
        return None
    known = all(isinstance(word, str) and word and word in REMEDIES for word in found.values())
    return cast(Remedies, found) if known else None


def _choices(data: QueryDict, cures: Cures) -> tuple[Choices, tuple[str, ...]]:
    """What was chosen, and what there is no place for any more."""
    steps, causes = _today(cures.steps), _today(cures.causes)
    choices: dict[tuple[str, str], RemedyWord] = {}
    lost: dict[str, None] = {}
    for field, value in data.items():
        kind, _, place = field.partition(".")
        step, _, cause = place.partition(".")
        if kind != "w":
            continue
        if unknown := [n for n, known in ((step, steps), (cause, causes), (value, REMEDIES)) if n not in known]:
            lost[str(unknown[0])] = None
        else:
            choices[steps[step], causes[cause]] = cast(RemedyWord, value)
    return choices, tuple(lost)


def _today(rows: Iterable[Step | Cause]) -> Mapping[str, str]:
    """Slugs and old slugs → slug of today; what is a slug now is nobody's old one."""
    known = list(rows)
    return {alias: row.slug for row in known for alias in row.aliases} | {row.slug: row.slug for row in known}


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
    named = _today(editing.cures.causes).get(last, last)
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
    editing: RemedyEditing,
    show: RemedyShow,
    *,
    ctx: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    cures = editing.cures
    opened: dict[str, dict[str, str]] = {}
    for (step, cause), word in cures.stored.items():
        opened.setdefault(step, {})[cause] = word
    found = {
        "cures": cures,
        "show": show,
        "kinds": [(kind, text) for kind, text in KINDS.items() if kind != "workaround"],
        "grid": remedy_grid(editing, show),
        "opened": json.dumps(opened),
        "may_change": may(request, CHANGE),
        "complaints": editing.complaints,
        "unsaved": _unsaved(editing),
        **_wide(),
        **(ctx or {}),
    }
    return shown(request, cures.guide, "workplace/remedies/remedies.html", title="Remedies", ctx=found, status=status)
