"""“Is something wrong on this page?”: one line from a visitor, about one page, to its editors."""

from math import ceil
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from diagnostics.config import callers
from diagnostics.domain import about
from diagnostics.domain.about import corrections
from diagnostics.domain.about.corrections import NotSaid, Said
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.limits import CORRECTING
from diagnostics.web.about.reported_page import ReportedPage, reported_page
from diagnostics.web.results.posting import from_our_pages, posted_number
from diagnostics.web.site.addresses import with_query
from diagnostics.web.site.methods import SeeOther

LONGEST_WAY_BACK: Final = 4000
"""Letters; a longer walk is found by the button *Back*."""
FULL: Final = 60
"""Seconds after which it is worth sending again what there was no room for."""


@from_our_pages
def something_wrong(request: HttpRequest) -> HttpResponse:
    """The form; after it was sent, the thanks. Nothing here is kept by any cache."""
    if hasattr(request, "preview"):
        raise Http404(_("Drafts have no such page."))
    page = reported_page(request)
    if request.method == "POST":
        return _take(request, page)
    if request.GET.get("sent"):
        return _respond(request, "about/thanks.html", page, title=_("Thank you"))
    return _form(request, page)


def _take(request: HttpRequest, page: ReportedPage) -> HttpResponse:
    try:
        text = corrections.clean(request.POST.get("text", ""))
    except NotSaid as refused:
        return _form(request, page, str(refused), status=422)
    if seconds := limits.spend(CORRECTING, callers.address(request)):
        why = _("That is a lot in a short time. Wait %(minutes)d minutes, then send it again.") % {
            "minutes": ceil(seconds / 60)
        }
        return _later(_form(request, page, why, status=429), seconds)
    if not about.tell(Said(page.guide, page.kind, page.slug, posted_number(request, "release"), text)):
        why = _("So many people are writing to us that this cannot be taken now. Send it again in a minute.")
        return _later(_form(request, page, why, status=503), FULL)
    said = {"page": page.path, "sent": "yes", "back": _way_back(request, page)}
    return SeeOther(with_query(reverse("something-wrong"), said.items()))


def _form(request: HttpRequest, page: ReportedPage, wrong: str = "", *, status: int = 200) -> HttpResponse:
    title = _("What is wrong on this page?")
    typed = request.POST.get("text", "").replace("\0", "")
    release = (request.POST or request.GET).get("release", "")
    ctx = {"wrong": wrong, "typed": typed, "release": release, "most": corrections.MOST_LETTERS}
    return _respond(request, "about/something_wrong.html", page, title=title, status=status, **ctx)


def _respond(
    request: HttpRequest, template: str, page: ReportedPage, *, title: str, status: int = 200, **ctx: object
) -> HttpResponse:
    ctx |= {"page": page, "title": title, "back": _way_back(request, page)}
    response = render(request, template, ctx, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _later(response: HttpResponse, seconds: int) -> HttpResponse:
    response.headers["Retry-After"] = str(seconds)
    return response


def _way_back(request: HttpRequest, page: ReportedPage) -> str:
    """Where the visitor came from, which may be a walk: it goes along with the form and is not kept."""
    given = (request.POST or request.GET).get("back", "") or _referring_page(request)
    is_ours = given.startswith("/") and url_has_allowed_host_and_scheme(given, allowed_hosts=None)
    return given if is_ours and len(given) <= LONGEST_WAY_BACK else page.path


def _referring_page(request: HttpRequest) -> str:
    """Path and query of the page of ours that led here."""
    address = request.headers.get("Referer", "")
    ours = {urlsplit(settings.SITE_URL).netloc, request.get_host()}
    if not url_has_allowed_host_and_scheme(address, allowed_hosts=ours):
        return ""
    parts = urlsplit(address)
    return "" if parts.path == request.path else with_query(parts.path, parts.query)
