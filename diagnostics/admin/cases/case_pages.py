"""The cases of a guide: what they expect, what they get, and the way of each."""

from django.http import Http404, HttpRequest, HttpResponse

from diagnostics.admin.frame import chosen_document
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import CHANGE, VIEW, for_draft, may, render_page
from diagnostics.content.cases.case_path import case_path
from diagnostics.content.cases.expectations import case_reports
from diagnostics.content.wording.names import Names
from diagnostics.models import Guide


@for_draft(VIEW)
def cases(request: HttpRequest, guide: Guide) -> HttpResponse:
    """All cases of the draft; with ``?only=failing`` or ``?only=changed`` some of them."""
    draft = chosen_document.draft(guide)
    if draft.document is None:
        return render_page(request, guide, "workplace/cases/cases.html", title="Cases", ctx={"reading": draft})
    live = chosen_document.live(guide)
    every = case_reports(draft.document, live.document)
    filters = {
        "": ("All", every),
        "failing": ("Not as expected", [case for case in every if not case.passed]),
        "changed": ("Different from the live release", [case for case in every if case.changes]),
    }
    only = name if (name := request.GET.get("only", "")) in filters else ""
    links = Links(guide)
    ctx = {
        "reading": draft,
        "is_live": live.document is not None,
        "filters": filters,
        "only": only,
        "count": len(every),
        "failing": len(filters["failing"][1]),
        "rows": [(case, links.to("cases", case.slug)) for case in filters[only][1]],
        "may_change": may(request, CHANGE),
    }
    return render_page(request, guide, "workplace/cases/cases.html", title="Cases", ctx=ctx)


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
    return render_page(request, guide, "workplace/cases/case_path.html", title=title, ctx=ctx)
