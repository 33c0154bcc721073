"""The order of one part of a guide, changed from the keyboard: first, up, down, last."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import CHANGE, for_draft, render_page
from diagnostics.content.document.index import NAMES
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.drafts.history import changing
from diagnostics.domain.editing.ordering import MOVES, Where, move, rows_of
from diagnostics.models import Guide
from diagnostics.models.drafts.part import Part
from diagnostics.models.drafts.tables import TABLES

MEANS: Final = {
    "places": "The order in which things travel, from the visitor on.",
    "causes": "The order in lists and in the picture above each question.",
    "questions": "Of two questions that are equally worth asking, the upper one is asked.",
    "steps": "Of two steps that are equally good, the upper one is offered.",
    "carriers": "The order in which carriers are offered as answers.",
    "alarms": "Of two alarms that are raised at once, the upper one comes first.",
}
"""What the order of a part does, where it does more than sort lists."""


@for_draft(CHANGE)
@vary_on_headers("HX-Request", "HX-Request-Type")
def order(request: HttpRequest, guide: Guide, part: str) -> HttpResponse:
    """The list with its buttons; a move is written at once."""
    if part not in TABLES:
        raise Http404
    if request.method == "POST":
        return _move(request, guide, part)
    return _page(request, guide, part, rows=_rows(guide, part), ctx={})


def _move(request: HttpRequest, guide: Guide, part: str) -> HttpResponse:
    slug, where = request.POST.get("row", ""), next((w for w in MOVES if w == request.POST.get("where")), None)
    with changing(guide, by=request.user, comment="") as change:
        rows = rows_of(TABLES[part], guide)
        row = next((row for row in rows if row.slug == slug), None)
        if row is None or where is None:
            said = "That row is no longer there. Somebody may have renamed or deleted it."
            return _page(request, guide, part, rows=rows, ctx={"said": said}, status=409)
        rows = move(rows, row, where)
        change.why = f"Moved {quote(row)} to another place."
    said = _position(rows, row)
    if _is_fragment(request):
        return _page(request, guide, part, rows=rows, ctx={"said": said, "moved": _focus(rows, row, where)})
    messages.success(request, said)
    return redirect(f"{reverse('admin:guide-order', args=[guide.slug, part])}#row-{row.slug}")


def _page(
    request: HttpRequest, guide: Guide, part: str, *, rows: list[Part], ctx: dict[str, Any], status: int = 200
) -> HttpResponse:
    links, last = Links(guide), len(rows) - 1
    listed = [
        {"slug": row.slug, "title": str(row), "address": links.to(part, row.slug), "first": at == 0, "last": at == last}
        for at, row in enumerate(rows)
    ]
    frame = {"part": part, "rows": listed, "means": MEANS.get(part, "The order in lists."), "name": NAMES[part]}
    template = "workplace/guide/order.html#moved" if _is_fragment(request) else "workplace/guide/order.html"
    return render_page(
        request,
        guide,
        template,
        title=f"Order of {TABLES[part]._meta.verbose_name_plural}",
        ctx=frame | ctx,
        status=status,
    )


def _is_fragment(request: HttpRequest) -> bool:
    htmx: Any = getattr(request, "htmx", None)
    return bool(htmx) and htmx.request_type != "full"


def _rows(guide: Guide, part: str) -> list[Part]:
    return list(TABLES[part].objects.of_guide(guide))


def _position(rows: list[Part], row: Part) -> str:
    """Where it stands now, for ears."""
    at = rows.index(row)
    if len(rows) == 1:
        return f"{quote(row)} is the only one."
    beside = f"above {quote(rows[at + 1])}" if at < len(rows) - 1 else f"below {quote(rows[at - 1])}"
    return f"Moved {quote(row)} {beside}. It is number {at + 1} of {len(rows)}."


def _focus(rows: list[Part], row: Part, where: Where) -> str:
    """The button that takes the focus: the same one, or its opposite where the end is reached."""
    at = rows.index(row)
    opposite = {"first": "down", "up": "down", "down": "up", "last": "up"}[where]
    at_end = at == 0 if where in ("first", "up") else at == len(rows) - 1
    return f"{row.slug}-{opposite if at_end else where}"
