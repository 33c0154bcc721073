"""The overview of a guide, and the first page of the workplace."""

import datetime as dt
import json
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import VIEW, for_draft, render_page
from diagnostics.admin.frame.part_lists import add_address, list_address
from diagnostics.admin.guide.begin import next_to_do
from diagnostics.admin.guide.now import RightNow
from diagnostics.content.checks.journeys import figures
from diagnostics.content.document.index import title_of
from diagnostics.content.document.problems import Problem
from diagnostics.domain import live
from diagnostics.domain.about import corrections
from diagnostics.domain.editing.new_guide import is_empty
from diagnostics.domain.feeds.findings import stale_feeds
from diagnostics.domain.publishing import check_report, examinations
from diagnostics.domain.publishing.overview import Overview
from diagnostics.models import Guide, Question
from diagnostics.models.drafts.tables import TABLES

SHOWN: Final = 6
"""Differences and overdue objects that stand on the overview; the rest is counted."""


@for_draft(VIEW)
def home(request: HttpRequest, guide: Guide) -> HttpResponse:
    """What is live, what is different in the draft, what is wrong with it, and what can be done."""
    overview = Overview.of(guide)
    links = Links(guide)
    looked_up = set(Question.objects.filter(guide=guide).values_list("finding", flat=True))
    ctx = {
        "overview": overview,
        "changed": [f"{count} {name}{'s' * (count > 1)}" for name, count in overview.change_counts.items()],
        "choices": overview.choices[:SHOWN],
        "more_choices": max(len(overview.choices) - SHOWN, 0),
        "overdue": [_overdue_row(overview, links, one) for one in overview.overdue[:SHOWN]],
        "more_overdue": max(len(overview.overdue) - SHOWN, 0),
        "parts": _parts(guide),
        "own_form": links.to("guide"),
        "next": () if overview.live or overview.moving else tuple(next_to_do(guide)),
        "is_empty": is_empty(guide),
        "summary": check_report.summary(overview.draft) if overview.draft else None,
        "fare": _fare(overview),
        "stale_feeds": [feed for feed in stale_feeds(live.site().feeds, timezone.now()) if feed.name in looked_up],
        "now": RightNow.of(guide),
        "open_corrections": corrections.of(guide.slug).open().count(),
    }
    return render_page(request, guide, "workplace/guide/home.html", title=guide.title, ctx=ctx)


def _fare(overview: Overview) -> tuple[str, ...]:
    """How simulated visitors fared in the draft; nothing where none have walked through it."""
    row = examinations.find(overview.draft, "visitors") if overview.draft else None
    return figures(json.loads(row.result)) if row and row.state == "done" else ()


def _parts(guide: Guide) -> list[tuple[str, int, str, str]]:
    """Every list of objects: its title, how many there are, and the addresses of the list and of an empty form."""
    return [
        (
            str(table._meta.verbose_name_plural).capitalize(),
            table.objects.filter(guide=guide).count(),
            list_address(table, guide),
            add_address(table, guide),
        )
        for table in TABLES.values()
    ]


def _overdue_row(overview: Overview, links: Links, problem: Problem) -> tuple[str, dt.date | None, str]:
    """An object that somebody should compare with its sources: its title, its last review, and the address of the field."""
    item = next(one for one in getattr(overview.draft, problem.part) if one.slug == problem.slug)
    return title_of(item), item.reviewed, links.to(problem.part, problem.slug, problem.field)
