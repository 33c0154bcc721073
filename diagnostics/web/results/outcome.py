"""What came of a step. The visitor goes on whether it was recorded or not."""

from typing import Final, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from diagnostics.config import callers
from diagnostics.content.results import codes
from diagnostics.content.results.codes import Code
from diagnostics.domain import live, outcomes
from diagnostics.domain.outcomes import KINDS, WHYS, Kind, Why
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.domain.results import guesses, result_links
from diagnostics.domain.results import outcomes as link_outcomes
from diagnostics.domain.results.guesses import TooManyGuesses
from diagnostics.domain.results.result_links import ResultLink
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.database_guard import WRITING, DatabaseAway, database_guard
from diagnostics.domain.safeguards.limits import OPENING, TELLING
from diagnostics.engine.walk import fold
from diagnostics.web.results.kept import address_of
from diagnostics.web.results.posting import from_our_pages, is_ours, posted_number, posted_pairs
from diagnostics.web.site import errors, ties
from diagnostics.web.site.addresses import WalkAddresses
from diagnostics.web.site.methods import SeeOther
from diagnostics.web.walk.query import Pairs

ENDS: Final = frozenset({"fixed", "explained"})
"""What ends a walk; after anything else it goes on."""


@csrf_exempt
def outcome(request: HttpRequest, guide: str) -> HttpResponse:
    """Show the walk after it: on the guide of today, or the link again where that is gone.

    Nothing counts in a preview, nor where it is not known that a page of ours sent it: whoever has a browser that does
    not say goes on all the same.
    """
    if request.method == "POST" and (hasattr(request, "preview") or not is_ours(request)):
        return SeeOther(_after(request, guide, posted_pairs(request), None))
    return _count(request, guide=guide)


@from_our_pages
def _count(request: HttpRequest, guide: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseRedirect(reverse("guide", args=[guide]))
    pairs = posted_pairs(request)
    code, is_walk = request.POST.get("link", ""), bool(request.POST.get("release"))
    link = _record(request, guide) if code and not is_walk else None
    address = _after(request, guide, pairs, link)
    if _names_step(request, guide):
        ties.note_post(request, guide, address)
    if is_walk or not code:
        _note(request, guide, pairs)
    return SeeOther(address)


def _names_step(request: HttpRequest, guide: str) -> bool:
    """Whether the guide of today knows the step; else the address holds whatever was sent."""
    here = live.site().current(guide)
    return here is not None and request.POST.get("step", "") in here.network.guide.step_names


def _note(request: HttpRequest, guide: str, pairs: Pairs) -> None:
    """Note what was said on an ordinary walk, in memory. What makes no sense is found out later, and counted as such."""
    kind, why = _words(request)
    number, step = posted_number(request, "release") or 0, request.POST.get("step", "")
    if kind in KINDS:
        caller = callers.address(request)
        outcomes.say(guide, number, pairs, step, cast("Kind", kind), cast("Why", why), caller=caller)


def _record(request: HttpRequest, guide: str) -> ResultLink | None:
    """Record what was said on the page of a link, unless it makes no sense or comes too often; the link, if it still works."""
    reading, (kind, _why) = codes.read(request.POST.get("link", "")), _words(request)
    if not isinstance(reading, Code):
        return None
    link, caller = None, callers.address(request)
    if limits.spend(OPENING, caller):
        return None
    try:
        with database_guard(WRITING):
            link = guesses.look_up(caller, lambda: _find(guide, reading.letters))
            if link and kind in KINDS and not limits.spend(TELLING, caller):
                link_outcomes.record(link, request.POST.get("step", ""), cast("Kind", kind))
    except (DatabaseAway, TooManyGuesses):
        pass
    except DamagedRelease as damaged:
        errors.log.error("An outcome is not recorded: %s", damaged)
    return link


def _find(guide: str, letters: str) -> ResultLink | None:
    """The link of this guide that still works."""
    link = result_links.find_open(letters)
    return link if link and link.release.guide == guide else None


def _words(request: HttpRequest) -> tuple[str, str]:
    """What was said, and why, which one button sends together: ``cannot-find``."""
    kind, _dash, why = request.POST.get("kind", "").partition("-")
    return kind, why if why in WHYS else ""


def _after(request: HttpRequest, guide: str, pairs: Pairs, link: ResultLink | None) -> str:
    here = live.site().current(guide)
    if here is None and link is None:
        raise Http404(_("There is no guide with this name."))
    if here is None:
        return address_of(cast("ResultLink", link))
    walk, names = fold(here.network.guide, pairs), here.network.guide.step_names
    go = WalkAddresses(here.document.slug, walk, ties.read_code(request.POST.get("link", "")))
    step = names.get(request.POST.get("step", ""))
    if step is None:
        return go.going_on(pairs)
    kind, _why = _words(request)
    if kind == "cannot":
        return go.cannot(step.slug)
    return go.worked(step.slug) if kind in ENDS else go.tried(step.slug)
