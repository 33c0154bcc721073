"""The overview of a guide, and the first page of the workplace."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Final

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import VIEW, for_draft, shown
from diagnostics.admin.guide import check
from diagnostics.content.checks.journeys import figures
from diagnostics.content.document.index import title_of
from diagnostics.content.document.problems import Problem
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.overview import Overview
from diagnostics.models import Guide
from diagnostics.models.drafts.tables import TABLES

SHOWN: Final = 6
"""Differences and overdue objects that stand on the overview; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """A list of the guide's objects: what it is called, how many there are, and where it and its empty form are."""

    title: str
    count: int
    list: str
    add: str


@dataclass(frozen=True, slots=True)
class Overdue:
    """An object that somebody should hold against its sources, with the form where that is entered."""

    title: str
    reviewed: dt.date | None
    address: str


@for_draft(VIEW)
def home(request: HttpRequest, guide: Guide) -> HttpResponse:
    """What is live, what is different in the draft, what is wrong with it, and what can be done."""
    overview = Overview.of(guide)
    links = Links(guide)
    ctx = {
        "overview": overview,
        "changed": [f"{count} {name}{'s' * (count > 1)}" for name, count in overview.change_counts.items()],
        "choices": overview.choices[:SHOWN],
        "more_choices": max(len(overview.choices) - SHOWN, 0),
        "overdue": [_overdue(overview, links, one) for one in overview.overdue[:SHOWN]],
        "more_overdue": max(len(overview.overdue) - SHOWN, 0),
        "parts": _parts(guide),
        "form": links.to("guide"),
        "check": check.summary(guide, overview.draft) if overview.draft else None,
        "fare": _fare(overview),
    }
    return shown(request, guide, "workplace/guide/home.html", title=guide.title, ctx=ctx)


def _fare(overview: Overview) -> tuple[str, ...]:
    """How simulated visitors fared in the draft; nothing where none have walked through it."""
    row = examinations.find(overview.draft, "visitors") if overview.draft else None
    return figures(json.loads(row.result)) if row and row.state == "done" else ()


def _parts(guide: Guide) -> list[Part]:
    """Every list of objects."""
    return [_part(guide, table, table.objects.filter(guide=guide).count()) for table in TABLES.values()]


def _part(guide: Guide, model: type[Model], count: int) -> Part:
    name = f"admin:diagnostics_{model._meta.model_name}"
    title = str(model._meta.verbose_name_plural).capitalize()
    rows = f"{reverse(f'{name}_changelist')}?guide__id__exact={guide.pk}"
    return Part(title, count, rows, f"{reverse(f'{name}_add')}?guide={guide.pk}")


def _overdue(overview: Overview, links: Links, problem: Problem) -> Overdue:
    items = getattr(overview.draft, problem.part)
    item = next(one for one in items if one.slug == problem.slug)
    return Overdue(title_of(item), item.reviewed, links.to(problem.part, problem.slug, problem.field))
