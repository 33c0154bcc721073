"""Saving and sending: a walk becomes a result link."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from diagnostics.config import callers
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.results import result_links
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.database_guard import WRITING, DatabaseAway, database_guard
from diagnostics.domain.safeguards.limits import MAKING
from diagnostics.engine.walk import fold
from diagnostics.web.results.kept import address_of
from diagnostics.web.results.posting import from_our_pages, posted_number, posted_pairs
from diagnostics.web.site import errors
from diagnostics.web.site.addresses import absolute, with_query
from diagnostics.web.site.methods import SeeOther
from diagnostics.web.walk.query import Pairs


@from_our_pages
def share(request: HttpRequest, guide: str) -> HttpResponse:
    """Make a link of the posted walk and go to it."""
    here = live.site().current(guide)
    if here is None:
        raise Http404(_("There is no guide with this name."))
    if request.method != "POST":
        return HttpResponseRedirect(reverse("guide", args=[here.document.slug]))
    pairs = posted_pairs(request)
    if seconds := limits.spend(MAKING, callers.address(request)):
        return errors.too_many_requests(request, seconds=seconds)
    try:
        with database_guard(WRITING):
            return SeeOther(_make_link(here, pairs, number=posted_number(request, "release")))
    except DatabaseAway:
        lead = _("Nothing is lost. This long address holds all your answers, and it works now.")
        address = absolute(with_query(reverse("check", args=[here.document.slug]), pairs))
        return errors.database_away(
            request, _("No short link can be made right now"), lead, template="results/away.html", address=address
        )


def _make_link(here: LiveGuide, pairs: Pairs, *, number: int | None) -> str:
    """The address of the new link, on the release of the visitor's page if that may still be shown."""
    seen = here
    if number is not None and number != here.release.number:
        seen = result_links.release_on_page(here.document.slug, number) or here
    findings = live.site().findings(here.document.slug)
    return address_of(result_links.make(seen, fold(seen.network.guide, pairs), findings))
