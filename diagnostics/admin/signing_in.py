"""Too many wrong passwords: a page that says how long to wait."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest,
    response: HttpResponse,  # noqa: ARG001 (as django-axes hands it over)
    credentials: Mapping[str, str] | None = None,  # noqa: ARG001 (as above)
) -> HttpResponse:
    """429, with the minutes until the next try."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    page = render(request, "admin/locked_out.html", {"minutes": seconds // 60}, status=429)
    page.headers["Retry-After"] = str(seconds)
    page.headers["Cache-Control"] = "no-store"
    return page
