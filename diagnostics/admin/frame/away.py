"""What the workplace says while the database is away: nothing is lost that was typed. It needs no database itself."""

from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import Resolver404, resolve

from diagnostics.admin.frame import typed

LATER: Final = 10
"""Seconds after which it is worth trying again."""


def away_page(request: HttpRequest) -> HttpResponse:
    """503. A form that was sent stands in it, hidden, to be sent once more as it was."""
    request.user = AnonymousUser()  # who it is stands in the database
    ctx = {"fields": _fields(request), "is_post": request.method == "POST", "has_files": _has_files(request)}
    ctx["messages"] = []  # what is to be told stands in the session, and that in the database
    response = render(request, "workplace/away.html", ctx, status=503)
    response.headers["Retry-After"] = str(LATER)
    response.headers["Cache-Control"] = "no-store"
    return response


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of what was typed, with the form's own token; none of a form that may hold a password."""
    try:
        view = resolve(request.path_info).func
        if request.method != "POST" or not (hasattr(view, "shows_again") and typed.is_from_here(request)):
            return []
        return [(name, value) for name, values in request.POST.lists() for value in values]
    except (Resolver404, SuspiciousOperation, MultiPartParserError, OSError):
        return []


def _has_files(request: HttpRequest) -> bool:
    return request.method == "POST" and bool(request.FILES)
