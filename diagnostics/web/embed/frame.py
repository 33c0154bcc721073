"""Visitors' pages under ``/embed/``: without header and footer, in frames that the sites of EMBED_HOSTS may show.

The views are those of every visitor. What leads out of the guide is left out, or opens in a window of its own.
"""

from collections.abc import Sequence
from typing import Final

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import ResolverMatch, get_script_prefix
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.csrf import csrf_exempt

from diagnostics.domain import live
from diagnostics.domain.live.framed_site import FramedSite
from diagnostics.web.site import errors
from diagnostics.web.site.addresses import EMBEDDED, absolute, with_query
from diagnostics.web.site.inner_pages import address_prefix, find_page, inner_request

OTHERS: Final = frozenset({"home", "clock", "something-wrong"})
"""Pages that belong to no guide, and yet to a walk or to what is read."""
MADE_LINK: Final = "result"


def embedded(request: HttpRequest) -> dict[str, str]:
    """A context processor: the address of a framed page where it stands by itself, empty elsewhere."""
    return {"embedded": getattr(request, "embedded", "")}


@csrf_exempt
def framed_page(request: HttpRequest, rest: str) -> HttpResponse:
    """Any page of a guide, for the frames of other sites; where no site may, the page by itself."""
    # More slashes would name another site.
    alone = with_query(f"{get_script_prefix()}{rest.lstrip('/')}", request.META.get("QUERY_STRING", ""))
    if not settings.EMBED_HOSTS:
        return HttpResponseRedirect(alone)
    policy: dict[str, Sequence[str]] = {**settings.SECURE_CSP, "frame-ancestors": [CSP.SELF, *settings.EMBED_HOSTS]}
    return csp_override(policy)(_answer)(request, rest, absolute(alone))


@xframe_options_exempt
def _answer(request: HttpRequest, rest: str, alone: str) -> HttpResponse:
    inner = inner_request(request, rest)
    inner.embedded = alone  # type: ignore[attr-defined]  # for templates/base.html
    match, prefix = find_page(inner.path_info), f"{get_script_prefix()}{EMBEDDED.lstrip('/')}"
    if match is None and find_page(f"{inner.path_info}/"):
        return HttpResponsePermanentRedirect(with_query(f"{request.path}/", request.META.get("QUERY_STRING", "")))
    with live.site_override(FramedSite(live.site(), prefix)), address_prefix(prefix):
        return _respond(inner, match)


def _respond(inner: HttpRequest, match: ResolverMatch | None) -> HttpResponse:
    """The page, or why there is none: in the frame too."""
    if match and match.url_name == MADE_LINK:
        return _made_link(inner)
    if match is None or not ("guide" in match.kwargs or match.url_name in OTHERS):
        return errors.not_found(inner, Http404())
    try:
        response: HttpResponse = match.func(inner, *match.args, **match.kwargs)
    except Http404 as missing:
        return errors.not_found(inner, missing)
    except BadRequest as unreadable:
        return errors.bad_request(inner, unreadable)
    return response


def _made_link(inner: HttpRequest) -> HttpResponse:
    """Where a saved page is: it shows an older release, whose texts lead out of the frame."""
    response = render(inner, "embed/made_link.html")
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
