"""Real reports: how many of them come to their cure, report by report, draft against live."""

from django.http import HttpRequest, HttpResponse

from diagnostics.admin.frame import chosen_document
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, render_page
from diagnostics.admin.frame.part_lists import add_address
from diagnostics.content.reports.standing import ReportStanding, Standings, standings
from diagnostics.models import Guide, Report

TEMPLATE = "workplace/reports/reports.html"


@for_draft(VIEW)
def reports(request: HttpRequest, guide: Guide) -> HttpResponse:
    """All reports of the draft, or with ``?only=…`` some of them."""
    draft = chosen_document.draft(guide)
    if draft.document is None:
        return render_page(request, guide, TEMPLATE, title="Real reports", ctx={"reading": draft})
    found = standings(draft.document, chosen_document.live(guide).document)
    filters = _filters(found)
    only = name if (name := request.GET.get("only", "")) in filters else ""
    links = Links(guide)
    ctx = {
        "reading": draft,
        "found": found,
        "filters": filters,
        "only": only,
        "rows": [(row, links.to("reports", row.slug)) for row in filters[only][1]],
        "add": add_address(Report, guide) if may(request, CHANGE) else "",
    }
    return render_page(request, guide, TEMPLATE, title="Real reports", ctx=ctx)


def _filters(found: Standings) -> dict[str, tuple[str, list[ReportStanding]]]:
    return {
        "": ("All", [*found.rows]),
        "missed": ("Cure not within three steps", [row for row in found.rows if not row.is_hit]),
        "verdict": ("With a false verdict", [row for row in found.rows if row.false_verdicts]),
        "unsaid": ("Something could not be said", [row for row in found.rows if row.unsayable or row.unasked]),
        "changed": ("Different from the live release", [row for row in found.rows if row.before]),
    }
