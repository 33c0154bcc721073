"""The cases of a guide: what they expect, what they get, and the way of each."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from diagnostics.admin.frame import chosen_document
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, shown
from diagnostics.content.cases.case_path import case_path
from diagnostics.content.cases.expectations import CaseReport, case_reports
from diagnostics.content.wording.names import Names
from diagnostics.models import Guide


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to look at the list. ``only``: its word in the address."""

    only: str
    text: str
    cases: tuple[CaseReport, ...]


@for_draft(VIEW)
def cases(request: HttpRequest, guide: Guide) -> HttpResponse:
    """All cases of the draft; with ``?only=failing`` or ``?only=changed`` some of them."""
    draft = chosen_document.draft(guide)
    if draft.document is None:
        return shown(request, guide, "workplace/cases/cases.html", title="Cases", ctx={"reading": draft})
    live = chosen_document.live(guide)
    filters = _filters(case_reports(draft.document, live.document))
    chosen = next((one for one in filters if one.only == request.GET.get("only", "")), filters[0])
    links = Links(guide)
    ctx = {
        "reading": draft,
        "is_live": live.document is not None,
        "filters": filters,
        "chosen": chosen,
        "failing": len(filters[1].cases),
        "rows": [(case, links.to("cases", case.slug)) for case in chosen.cases],
        "may_change": may(request, CHANGE),
    }
    return shown(request, guide, "workplace/cases/cases.html", title="Cases", ctx=ctx)


def _filters(all_cases: tuple[CaseReport, ...]) -> tuple[Filter, Filter, Filter]:
    failing = tuple(case for case in all_cases if not case.passed)
    changed = tuple(case for case in all_cases if case.changes)
    return (
        Filter("", "All", all_cases),
        Filter("failing", "Not as expected", failing),
        Filter("changed", "Different from the live release", changed),
    )


@for_draft(VIEW)
def path(request: HttpRequest, guide: Guide, case: str) -> HttpResponse:
    """The way of one case, answer by answer."""
    draft = chosen_document.draft(guide)
    ctx: dict[str, object] = {"reading": draft, "change": Links(guide).to("cases", case)}
    title = "The path of a case"
    if draft.document:
        found = next((one for one in draft.document.cases if one.slug == case), None)
        if found is None:
            raise Http404
        title = found.title
        names = Names(draft.document)
        (row,) = (one for one in case_reports(draft.document.model_copy(update={"cases": (found,)}), None))
        ctx |= {"case": row, "path": case_path(found, names)}
    return shown(request, guide, "workplace/cases/case_path.html", title=title, ctx=ctx)
