"""A guide as a zip file, to keep, to review, or to take to another site."""

from django.http import Http404, HttpRequest, HttpResponse

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import VIEW, for_draft, shown
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.archive import pack
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.models import Guide


@for_draft(VIEW)
def export_draft(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The draft."""
    try:
        return _download(drafts.document(guide), "draft")
    except drafts.DraftProblems as broken:
        ctx = {"broken": faults.lines(broken.problems, Links(guide))}
        return shown(request, guide, "workplace/publishing/import_broken.html", title="Export", ctx=ctx, status=409)


@for_draft(VIEW)
def export_release(request: HttpRequest, guide: Guide, number: int) -> HttpResponse:
    """One release."""
    try:
        return _download(releases.document(guide.slug, number), f"release-{number}")
    except releases.UnknownRelease as unknown:
        raise Http404 from unknown
    except releases.DamagedRelease as damaged:
        ctx = {"damaged": str(damaged)}
        return shown(request, guide, "workplace/publishing/import_broken.html", title="Export", ctx=ctx, status=409)


def _download(document: GuideDocument, what: str) -> HttpResponse:
    response = HttpResponse(pack(document), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{document.slug}-{what}.zip"'
    return response
