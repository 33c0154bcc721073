"""Addresses: the editors' workplace under ADMIN_PATH, everything else belongs to visitors."""

import sys

from django.conf import settings
from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path

from diagnostics.admin.frame import refusals
from diagnostics.admin.frame.away import away_page
from diagnostics.admin.signing_in import form_again
from diagnostics.domain.safeguards.database_guard import DatabaseAway, is_unusable
from diagnostics.web import preview
from diagnostics.web.api import interface
from diagnostics.web.desk import doors
from diagnostics.web.embed import frame, script
from diagnostics.web.site import errors

urlpatterns = [
    path(settings.ADMIN_PATH, admin.site.urls),
    path("preview/", preview.to_drafts),
    re_path(r"^preview/(?P<key>[^/]+)/(?P<rest>.*)\Z", preview.preview, name="preview"),
    path("embed.js", script.script, name="embed-script"),
    re_path(r"^embed/(?P<rest>.*)\Z", frame.framed_page, name="embed"),
    path("agents/", include("diagnostics.web.desk.urls")),
    path("sign-in/", include("diagnostics.web.signing_in.urls")),
    path("api/v1/", interface.urls),
    path("", include("diagnostics.web.urls")),
]


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """To a form whose token is too old or missing: the editors' comes back as it was typed."""
    if again := form_again(request):
        return again
    return refusals.too_old(request) if refusals.is_inside(request) else errors.form_expired(request, reason)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 or 413: the workplace and the site each say it in their own frame, as they do for the two below."""
    return (
        refusals.unreadable(request, exception)
        if refusals.is_inside(request)
        else errors.bad_request(request, exception)
    )


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return (
        refusals.forbidden(request, exception) if refusals.is_inside(request) else errors.forbidden(request, exception)
    )


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    return (
        refusals.not_found(request, exception) if refusals.is_inside(request) else errors.not_found(request, exception)
    )


def database_away(request: HttpRequest) -> HttpResponse:
    """503: the workplace keeps what was typed, the desk leads on to the visitors' pages."""
    if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
        return away_page(request)
    if request.path_info.startswith("/agents/"):
        return doors.away_page(request)
    return errors.cannot_be_shown(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, and 503 where the database is away: what a middleware raises comes here too."""
    error = sys.exception()
    is_away = isinstance(error, DatabaseAway) or is_unusable(error)
    return database_away(request) if is_away else errors.server_error(request)


handler400 = "diagnostics.urls.bad_request"
handler403 = "diagnostics.urls.forbidden"
handler404 = "diagnostics.urls.not_found"
handler500 = "diagnostics.urls.server_error"
