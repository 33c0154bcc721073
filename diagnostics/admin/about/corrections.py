"""What visitors say is wrong on the pages of a guide: open and done, by part."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, render_page
from diagnostics.content.markup.quantities import quantity
from diagnostics.domain.about import corrections as said
from diagnostics.models import Correction, Guide, Option
from diagnostics.models.drafts.tables import TABLES

MOST_SHOWN = 500
"""Lines on one page; of those that are done, the latest."""


@dataclass(frozen=True, slots=True)
class About:
    """The part that lines are about. form: where it is edited, empty where it is gone. page: where visitors read it."""

    kind: str
    title: str
    form: str
    page: str
    lines: tuple[Correction, ...]


@for_draft(VIEW)
def corrections(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The open ones; with ``?done=yes`` those that somebody has dealt with."""
    is_done = bool(request.GET.get("done"))
    there = said.of(guide.slug)
    rows = list((there.done() if is_done else there.open())[:MOST_SHOWN])
    ctx = {
        "parts": list(_by_part(guide, rows)),
        "is_done": is_done,
        "open_count": there.open().count(),
        "done_count": there.done().count(),
        "kept_days": said.KEPT_DAYS,
    }
    return render_page(request, guide, "workplace/about/corrections.html", title="Corrections", ctx=ctx)


@for_draft(CHANGE)
def settle(request: HttpRequest, guide: Guide) -> HttpResponse:
    """*Done*, or *Open again*, for one line or several; a post does it."""
    if request.method != "POST":
        return redirect("admin:guide-corrections", guide=guide.slug)
    keys = [int(key) for key in request.POST.getlist("line") if key.isascii() and key.isdecimal() and len(key) < 19]
    back = reverse("admin:guide-corrections", args=[guide.slug])
    if request.POST.get("do") == "reopen":
        number, result = said.reopen(guide.slug, keys), "open again"
        back += "?done=yes"
    else:
        number, result = said.close(guide.slug, keys, by=request.user.get_username()), "done"
    if number:
        messages.success(request, f"{quantity(number, 'line')} {'is' if number == 1 else 'are'} {result}.")
    else:
        messages.warning(request, "Somebody else was quicker, or nothing was chosen: nothing was changed.")
    return redirect(back)


def _by_part(guide: Guide, rows: Iterable[Correction]) -> Iterator[About]:
    links = Links(guide)
    in_order = sorted(rows, key=lambda row: ([*Correction.KINDS].index(row.kind), row.slug))
    for (kind, slug), lines in groupby(in_order, key=lambda row: (row.kind, row.slug)):
        title, form = _option(links, slug) if kind == "sign" else _part(links, f"{kind}s", slug)
        page = reverse(kind, args=[guide.slug, slug])
        yield About(Correction.KINDS[kind], title or slug, form, page, tuple(lines))


def _part(links: Links, part: str, slug: str) -> tuple[str, str]:
    row = TABLES[part].objects.filter(guide=links.guide, slug=slug).first()
    return (str(row), links.to(part, slug)) if row else ("", "")


def _option(links: Links, slug: str) -> tuple[str, str]:
    """What one may see is an option of the first question."""
    asked = Option.objects.filter(question__guide=links.guide, question__asked="first", slug=slug)
    row = asked.select_related("question").first()
    return (str(row), links.to("questions", row.question.slug, f"options.{slug}")) if row else ("", "")
