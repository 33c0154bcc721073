"""What came of a step. The visitor goes on whether it was recorded or not."""

from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from diagnostics.config import callers
from diagnostics.content.results import codes
from diagnostics.content.results.codes import Code
from diagnostics.domain import live
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.domain.results import outcomes, result_links
from diagnostics.domain.results.outcomes import KINDS, Kind
from diagnostics.domain.results.result_links import ResultLink
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.database_guard import DatabaseAway, database_guard
from diagnostics.domain.safeguards.limits import TELLING
from diagnostics.engine.walk import fold
from diagnostics.web.results.kept import address_of
from diagnostics.web.results.posting import from_our_pages, posted_number, posted_pairs
from diagnostics.web.site import errors, ties
from diagnostics.web.site.addresses import WalkAddresses
from diagnostics.web.site.methods import SeeOther
from diagnostics.web.walk.query import Pairs

ENDS: Final = frozenset({"fixed", "explained"})
"""What ends a walk; after anything else it goes on."""


@from_our_pages
def outcome(request: HttpRequest, guide: str) -> HttpResponse:
    """Record it, then show the walk after it: on the guide of today, or the link again where that is gone."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("guide", args=[guide]))
    pairs, link = posted_pairs(request), None
    try:
        with database_guard():
            link = _link(request)
            _record(request, guide, pairs, link)
    except DatabaseAway:
        pass
    except DamagedRelease as damaged:
        errors.log.error("An outcome is not recorded: %s", damaged)
    after = _after(request, guide, pairs, link)
    ties.note_post(request.POST.get("link", ""), guide, after)
    return SeeOther(after)


def _link(request: HttpRequest) -> ResultLink | None:
    """The link whose page was open, if it still works."""
    reading = codes.read(request.POST.get("link", ""))
    return result_links.find_open(reading.letters) if isinstance(reading, Code) else None


def _record(request: HttpRequest, guide: str, pairs: Pairs, link: ResultLink | None) -> None:
    """Record the outcome, unless it makes no sense or comes too often."""
    kind, number = request.POST.get("kind", ""), posted_number(request, "release")
    release = link.release if link else outcomes.release(guide, number or 0)
    if release is None or kind not in KINDS or limits.spend(TELLING, callers.address(request)):
        return
    outcomes.record(release, pairs, request.POST.get("step", ""), cast(Kind, kind), link=link)


def _after(request: HttpRequest, guide: str, pairs: Pairs, link: ResultLink | None) -> str:
    here = live.site().current(guide)
    if here is None and link is None:
        raise Http404(_("There is no guide with this name."))
    if here is None:
        return address_of(cast(ResultLink, link))
    walk, names = fold(here.network.guide, pairs), here.network.guide.step_names
    go = WalkAddresses(here.document.slug, walk, ties.read_code(request.POST.get("link", "")))
    step = names.get(request.POST.get("step", ""))
    if step is None:
        return go.going_on(pairs)
    return go.worked(step.slug) if request.POST.get("kind") in ENDS else go.tried(step.slug)
