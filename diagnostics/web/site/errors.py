"""Error pages that help. The one for 500 needs nothing that could have failed."""

import logging
from http import HTTPStatus
from math import ceil
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diagnostics.domain import live

log: Final = logging.getLogger(__name__)

PROGRAMS: Final = "/api/"
"""Below it an answer that is no success is a problem detail (RFC 9457), never a page."""
PROBLEM_TYPE: Final = "application/problem+json"

LATER: Final = 10
"""Seconds after which it is worth asking again for a database that is away."""
LONG: Final = 90
"""Seconds; a longer wait is given in minutes."""


def is_for_programs(request: HttpRequest) -> bool:
    return request.path_info.startswith(PROGRAMS)


def problem(status: int, detail: str, **more: object) -> JsonResponse:
    """``detail``: what is wrong and what to do; ``more``: further members of the object."""
    body = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    response = JsonResponse(body, status=status, content_type=PROBLEM_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def message_page(
    request: HttpRequest, status: int, title: str, lead: str, *, template: str = "site/error.html", **ctx: object
) -> HttpResponse:
    """Why there is nothing else to see here, and a list of the guides; never cached. Programs get no page."""
    if is_for_programs(request):
        return problem(status, f"{title}. {lead}")
    guides = [guide.document for guide in live.site().guides.values()]
    response = render(request, template, {"title": title, "lead": lead, "guides": guides, **ctx}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: an address that cannot be read."""
    if is_for_programs(request):
        return problem(400, str(exception))
    lead = _(
        "It is too long, or part of it was lost on the way. Start again from the first question; it takes a minute."
    )
    return message_page(request, 400, _("This address cannot be read"), lead)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """403."""
    lead = _("To see it, sign in with another login. Everything for visitors is open without one.")
    return message_page(request, 403, _("This page is not open to you"), lead)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """403: a form whose token is too old or missing."""
    lead = _("Nothing was changed. Go back, copy what you typed, load the page again and send it.")
    return message_page(request, 403, _("This form is too old"), lead)


def cross_site(request: HttpRequest) -> HttpResponse:
    """403: a form that was not sent from a page of this site."""
    lead = _(
        "Nothing was saved. Open the page on this site and press the button there. "
        "Some very old browsers cannot do this, but the address of the page works in them too."
    )
    return message_page(request, 403, _("This did not come from a page of this site"), lead)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if is_for_programs(request):
        said = next(iter(exception.args), None)
        return problem(404, said if isinstance(said, str) else _("Nothing is here: /api/v1/openapi.json says what is."))
    lead = _(
        "The address may be mistyped, or the page is gone. "
        "If you still have the earlier page, your answers are not lost."
    )
    return message_page(request, 404, _("There is no page here"), lead)


def gone(request: HttpRequest) -> HttpResponse:
    """410: what a release had that was live once, and the one that is live now has not."""
    lead = _(
        "It was part of this guide, and has been taken out since. What the guide says today is a tap away. "
        "If you still have the earlier page, your answers are not lost."
    )
    return message_page(request, 410, _("This page is no longer here"), lead)


def not_allowed(request: HttpRequest) -> HttpResponse:
    """405: visitors' pages are read, never written to."""
    if is_for_programs(request):
        return with_allowed(problem(405, _("This can only be read: use GET or HEAD.")), "GET, HEAD")
    lead = _("Something was sent to this page that it does not accept. Open it from its address; nothing is lost.")
    return with_allowed(message_page(request, 405, _("This page is only for reading"), lead), "GET, HEAD")


def with_allowed(response: HttpResponse, methods: str) -> HttpResponse:
    response.headers["Allow"] = methods
    return response


def too_many_requests(request: HttpRequest, *, seconds: int) -> HttpResponse:
    """429: ``seconds`` until the visitor may try again."""
    if seconds > LONG:
        lead = _("Wait %(minutes)d minutes, then try again. Nothing is lost.") % {"minutes": ceil(seconds / 60)}
    else:
        lead = ngettext(
            "Wait a second, then try again. Nothing is lost.",
            "Wait %(seconds)d seconds, then try again. Nothing is lost.",
            seconds,
        ) % {"seconds": seconds}
    response = message_page(request, 429, _("Too many tries in a short time"), lead)
    response.headers["Retry-After"] = str(seconds)
    return response


def database_away(
    request: HttpRequest, title: str, lead: str, *, template: str = "site/error.html", **ctx: object
) -> HttpResponse:
    """503: what needs the database has to wait."""
    response = message_page(request, 503, title, lead, template=template, **ctx)
    response.headers["Retry-After"] = str(LATER)
    return response


def cannot_be_shown(request: HttpRequest) -> HttpResponse:
    """503: a page that needs the database, or a guide that could not be loaded."""
    lead = _("Something that this site needs does not answer. Nothing is lost. Try again in a moment.")
    return database_away(request, _("This page cannot be shown right now"), lead)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a page that needs no guide, no context processor and no collected file."""
    if is_for_programs(request):
        return problem(500, "Something went wrong here. It is written down. Try again later.")
    context = {"site_name": settings.SITE_NAME, "stylesheet": _stylesheet()}
    return HttpResponse(get_template("500.html").render(context), status=500)


def _stylesheet() -> str:
    """Its address; empty where nothing was collected, as letters without a style can be read too."""
    try:
        return static("css/site.css")
    except ValueError:
        return ""
