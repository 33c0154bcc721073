"""Error pages that help. The one for 500 needs nothing that could have failed."""

import logging
from math import ceil
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from diagnostics.domain import live

log: Final = logging.getLogger(__name__)

LONG: Final = 90
"""Seconds; a longer wait is said in minutes."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """400: an address that cannot be read."""
    return _helpful(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """403."""
    return _helpful(request, 403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """403: a form whose token is too old or missing."""
    return _helpful(request, 403, form_expired=True)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """405: visitors' pages are read, never written to."""
    response = _helpful(request, 405)
    response.headers["Allow"] = "GET, HEAD"
    return response


def cross_site(request: HttpRequest) -> HttpResponse:
    """403: a form that was not sent from a page of this site."""
    return _helpful(request, 403, cross_site=True)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """404, with a list of the guides."""
    return _helpful(request, 404)


def too_many_requests(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """429: ``seconds`` until the visitor may try again."""
    minutes = ceil(seconds / 60) if seconds > LONG else 0
    response = _helpful(request, 429, seconds=seconds, minutes=minutes)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """500: a page that needs no guide, no request and no context processor."""
    return HttpResponse(get_template("500.html").render(), status=500)


def _helpful(request: HttpRequest, status: int, **ctx: object) -> HttpResponse:
    guides = [guide.document for guide in live.site().guides.values()]
    response = render(request, f"{status}.html", {"guides": guides, **ctx}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
