"""What is wrong with a draft, with a link to each field that cures it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import VIEW, for_draft, render_page
from diagnostics.content.checks.check import errors
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import check_report, examinations
from diagnostics.domain.publishing.check_report import Report
from diagnostics.models import Guide

PAGE = "workplace/guide/check.html"


@for_draft(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The whole check if it was made, else what reading alone shows. A post begins the whole check."""
    draft = drafts.read(guide)
    if (document := draft.document) is None:
        return _page(request, guide, check_report.unreadable_report(draft.problems))
    if request.method == "POST":
        _begin(document)
        return redirect("admin:guide-check", guide.slug)
    if request.htmx.request_type == "partial":  # type: ignore[attr-defined]  # set by django-htmx's middleware
        return _progress(request, guide, document)
    return _page(request, guide, check_report.report(document), document)


def _begin(document: GuideDocument) -> None:
    examinations.begin(document, "check")
    if (live := check_report.live_document(document.slug)) and not examinations.last(live, "check"):
        examinations.begin(live, "check")


def _progress(request: HttpRequest, guide: Guide, document: GuideDocument) -> HttpResponse:
    """The progress while it lasts, then all that was found, in place of what stood there."""
    row = examinations.find(document, "check")
    if row and row.state == "running":
        return render_page(request, guide, f"{PAGE}#progress", title="Check", ctx={"report": row})
    response = _page(request, guide, check_report.report(document), document, part="#found", is_fresh=True)
    response["HX-Retarget"] = "#found"
    return response


def _page(
    request: HttpRequest,
    guide: Guide,
    report: Report,
    document: GuideDocument | None = None,
    *,
    part: str = "",
    is_fresh: bool = False,
) -> HttpResponse:
    links, blocking = Links(guide), errors(report.problems)
    warnings = [problem for problem in report.problems if problem.severity == "warning"]
    ctx = {
        "report": report,
        "errors": faults.by_kind(blocking, links, document, report.is_live),
        "error_count": len(blocking),
        "warnings": faults.by_kind(warnings, links, document, report.is_live),
        "warning_count": len(warnings),
        "is_readable": document is not None,
        "is_fresh": is_fresh,
    }
    return render_page(request, guide, f"{PAGE}{part}", title="Check", ctx=ctx)
