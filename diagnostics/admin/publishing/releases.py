"""The releases of a guide: what each of them changed, and which one is live, was withdrawn, or can be made live again."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from diagnostics.admin.frame import faults
from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import RECALL, ROLL_BACK, VIEW, for_draft, may, render_page
from diagnostics.admin.publishing import changes
from diagnostics.content.changes.merging import Choice, choices
from diagnostics.content.document.index import Index
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.publishing import releases
from diagnostics.domain.publishing.publishing import accepted_warnings
from diagnostics.domain.publishing.recalls import NOTHING, withdrawal_of, withdrawals
from diagnostics.models import Guide, Recall, Release

PER_PAGE = 50


@for_draft(VIEW)
def history(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Every publication, the newest first."""
    rows = releases.publications(guide.slug).defer("release__text")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    live, gone = rows.first(), withdrawals(guide.slug)
    ctx = {
        "page": page,
        "rows": [(row, gone.get(row.release.number, NOTHING)) for row in page],
        "live": live,
        "may_roll_back": may(request, ROLL_BACK),
    }
    return render_page(request, guide, "workplace/publishing/releases.html", title="Releases", ctx=ctx)


@for_draft(VIEW)
def release(request: HttpRequest, guide: Guide, number: int) -> HttpResponse:
    """One release, and what it changed."""
    row = release_or_404(guide, number)
    said = releases.reading(row)
    before = releases.of(guide.slug).filter(number__lt=number).first()
    old, document = releases.reading(before).document, said.document
    live, links = releases.live(guide.slug), Links(guide)
    publications = releases.publications(guide.slug).filter(release=row).defer("release__text")
    ctx = {
        "release": row,
        "damaged": said.why,
        "before": before,
        "is_comparable": old is not None and document is not None,
        "groups": changes.groups(_between(old, document)),
        "is_live": live is not None and live.release_id == row.pk,
        "publications": [(one, faults.by_kind(accepted_warnings(one), links, document)) for one in publications],
        "recalls": [(recall, _titles(document, recall)) for recall in Recall.objects.filter(release=row)],
        "withdrawn": withdrawal_of(guide.slug, number),
        "may_roll_back": may(request, ROLL_BACK),
        "may_recall": may(request, RECALL),
    }
    return render_page(request, guide, "workplace/publishing/release.html", title=f"Release {number}", ctx=ctx)


def release_or_404(guide: Guide, number: int) -> Release:
    """The release that an address names; raises Http404."""
    try:
        return releases.find_release(guide.slug, number)
    except releases.UnknownRelease as unknown:
        raise Http404 from unknown


def _between(old: GuideDocument | None, new: GuideDocument | None) -> tuple[Choice, ...]:
    return choices(old, new) if old and new else ()


def _titles(document: GuideDocument | None, recall: Recall) -> list[str]:
    """The steps that were withdrawn, as visitors read them."""
    index = Index(document) if document else None
    return [index.title("steps", slug) if index else slug for slug in recall.steps]
