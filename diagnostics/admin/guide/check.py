"""What is wrong with a draft, with a link to each field that cures it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import VIEW, for_draft, shown
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import check_report, examinations
from diagnostics.domain.publishing.check_report import Group, Report, ReportedProblem, Summary
from diagnostics.models import Guide

PAGE = "workplace/guide/check.html"


@dataclass(frozen=True, slots=True)
class Linked:
    """One object that a sentence is said of, with the address of the field that cures it."""

    finding: ReportedProblem
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """What is said of one kind of object: sentences, each with all that it is said of."""

    heading: str
    count: int
    said: tuple[tuple[str, tuple[Linked, ...]], ...]


@for_draft(VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The whole check if it was made, else what reading alone tells. A post begins the whole check."""
    draft = drafts.read(guide)
    if (document := draft.document) is None:
        return _page(request, guide, check_report.unreadable_report(draft.problems), is_readable=False)
    if request.method == "POST":
        _begin(document)
        return redirect("admin:guide-check", guide.slug)
    if request.htmx.request_type == "partial":  # type: ignore[attr-defined]  # set by django-htmx's middleware
        return _progress(request, guide, document)
    return _page(request, guide, check_report.report(document))


@dataclass(frozen=True, slots=True)
class Brief:
    """A check in two numbers, and where to read more; ``found`` tells how far it is, too."""

    found: Summary
    address: str


def summary(guide: Guide, document: GuideDocument) -> Brief:
    """For the overview, shown by ``workplace/guide/check.html#summary``, which takes it as ``check``."""
    return Brief(check_report.summary(document), reverse("admin:guide-check", args=[guide.slug]))


def _begin(document: GuideDocument) -> None:
    examinations.begin(document, "check")
    if (live := check_report.live_document(document.slug)) and not examinations.last(live, "check"):
        examinations.begin(live, "check")


def _progress(request: HttpRequest, guide: Guide, document: GuideDocument) -> HttpResponse:
    """The progress while it lasts, then all that was found, in place of what stood there."""
    row = examinations.find(document, "check")
    if row and row.state == "running":
        return shown(request, guide, f"{PAGE}#progress", title="Check", ctx={"report": row})
    response = _page(request, guide, check_report.report(document), part="#found", is_fresh=True)
    response["HX-Retarget"] = "#found"
    return response


def _page(
    request: HttpRequest,
    guide: Guide,
    report: Report,
    *,
    part: str = "",
    is_readable: bool = True,
    is_fresh: bool = False,
) -> HttpResponse:
    links = Links(guide)
    ctx = {
        "report": report,
        "errors": _sections(report.errors, links),
        "warnings": _sections(report.warnings, links),
        "is_readable": is_readable,
        "is_fresh": is_fresh,
    }
    return shown(request, guide, f"{PAGE}{part}", title="Check", ctx=ctx)


def _sections(groups: tuple[Group, ...], links: Links) -> tuple[Section, ...]:
    return tuple(
        Section(
            group.heading,
            group.count,
            tuple(
                (said, tuple(Linked(found, _address(found, links)) for found in found_of))
                for said, found_of in group.by_sentence
            ),
        )
        for group in groups
    )


def _address(found: ReportedProblem, links: Links) -> str:
    return links.to(found.problem.part, found.problem.slug, found.problem.field)
