"""The history of the order of a part: earlier orders, and the way back to one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from diagnostics.admin.frame.page import CHANGE, for_draft
from diagnostics.admin.history.pages import Place, history_page, revision_page
from diagnostics.domain.drafts.history import revisions
from diagnostics.models import Guide
from diagnostics.models.drafts.tables import TABLES


@for_draft(CHANGE)
def history(request: HttpRequest, guide: Guide, part: str) -> HttpResponse:
    """Every move, and all that came and went."""
    return history_page(request, guide, _place(guide, part), revisions(guide.pk, part, ""))


@for_draft(CHANGE)
def revision(request: HttpRequest, guide: Guide, part: str, revision: int) -> HttpResponse:
    """One order, and the button that puts it back."""
    found = guide.revisions.filter(pk=revision, part=part, slug="").first()
    if found is None:
        raise Http404
    return revision_page(request, guide, _place(guide, part), found)


def _place(guide: Guide, part: str) -> Place:
    if part not in TABLES:
        raise Http404
    names = {"guide": guide.slug, "part": part}
    order, title = reverse("admin:guide-order", kwargs=names), f"Order of {TABLES[part]._meta.verbose_name_plural}"
    crumbs = ((guide.title, reverse("admin:guide-home", args=[guide.slug])), (title, order))
    return Place(
        f"{title}: history",
        crumbs,
        lambda one: reverse("admin:guide-order-revision", kwargs=names | {"revision": one.pk}),
        order,
    )
