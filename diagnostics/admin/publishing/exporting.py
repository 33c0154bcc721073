"""A guide as a zip file, to keep, to review, or to take to another site."""

from django.http import HttpRequest, HttpResponse

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import VIEW, for_draft, render_page
from diagnostics.admin.publishing.releases import release_or_404
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.archive import pack
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.models import Guide


@for_draft(VIEW)
def export_draft(request: HttpRequest, guide: Guide) -> HttpResponse:
    """The draft."""
    draft = drafts.read(guide)
    if draft.document is None:
        return _broken_page(request, guide, {"broken": faults.lines(draft.problems, Links(guide))})
    return _download(draft.document, "draft")


@for_draft(VIEW)
def export_release(request: HttpRequest, guide: Guide, number: int) -> HttpResponse:
    """One release."""
    release = releases.reading(release_or_404(guide, number))
    if release.document is None:
        return _broken_page(request, guide, {"damaged": release.why})
    return _download(release.document, f"release-{number}")


def _broken_page(request: HttpRequest, guide: Guide, ctx: dict[str, object]) -> HttpResponse:
    return render_page(request, guide, "workplace/publishing/import_broken.html", title="Export", ctx=ctx, status=409)


def _download(document: GuideDocument, what: str) -> HttpResponse:
    response = HttpResponse(pack(document), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{document.slug}-{what}.zip"'
    return response
