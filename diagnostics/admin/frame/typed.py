"""A form that was sent after the session had ended, or with a token that was too old, comes back as it was typed.

Nothing in it is saved until the editor, signed in again, presses Save once more (docs/decisions/019).
"""

import json
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote_plus

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict

type View = Callable[..., HttpResponse]

FIELD: Final = "_typed"
"""The hidden field of the sign-in page, and the key in the session."""
ENDED: Final = "Your session had ended. Everything you typed is below, and none of it is saved yet."
TOO_OLD: Final = "This page was too old to be saved. Everything you typed is below, and none of it is saved yet."
OWN: Final = ("csrfmiddlewaretoken", FIELD)
MARGIN: Final = 100_000
"""Bytes that the sign-in page adds to what was typed, at most."""


def shows_again(view: View) -> View:
    """A view that shows what was typed, and saves nothing, where ``is_only_shown`` says so."""
    view.shows_again = True  # type: ignore[attr-defined]
    return view


def is_only_shown(request: HttpRequest) -> bool:
    """Whether the editor is to look at what was posted before it may be saved."""
    return hasattr(request, FIELD)


def pack(request: HttpRequest, why: str) -> str:
    """What was typed, as the sign-in page carries it and the session keeps it; empty if it will not come back."""
    match = request.resolver_match
    is_form = request.method == "POST" and not request.FILES and "HX-Request" not in request.headers
    if not (is_form and match and hasattr(match.func, "shows_again") and is_from_here(request)):
        return ""
    fields = {name: values for name, values in request.POST.lists() if name not in OWN}
    text = json.dumps({"to": request.get_full_path(), "why": why, "fields": fields}, ensure_ascii=False)
    return text if len(quote_plus(text)) <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE - MARGIN else ""


def is_from_here(request: HttpRequest) -> bool:
    """As the browser says; where it says nothing, nothing is kept."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return request.headers.get("Origin") in (settings.SITE_URL, f"{request.scheme}://{request.get_host()}")


def address_of(typed: str) -> str:
    """The address it was sent to; empty if there is none of ours."""
    try:
        address = json.loads(typed)["to"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return ""
    return address if isinstance(address, str) and address.startswith(f"/{settings.ADMIN_PATH}") else ""


def brings_back(view: View) -> View:
    """A workplace view that shows an editor again what they had typed there."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:  # noqa: ANN401 (as the view)
        # No GET has files; but they are read before it is made a POST, for reading them later reads everything again.
        typed = request.session.get(FIELD, "") if request.method == "GET" and not request.FILES else ""
        if not typed or address_of(typed) != request.get_full_path():
            return view(request, *args, **names)
        response = _replay(request, typed, lambda: view(request, *args, **names))
        del request.session[FIELD]
        return response

    return answer if hasattr(view, "shows_again") else view


def _replay(request: HttpRequest, typed: str, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer there would be if it were sent now; whatever the view does is undone."""
    data, found = QueryDict(mutable=True), json.loads(typed)
    for name, values in found["fields"].items():
        data.setlist(name, values)
    request.method, request.POST = "POST", data  # type: ignore[assignment]  # Django itself sets it so
    setattr(request, FIELD, True)
    messages.warning(request, f"{found['why']} You are signed in as {request.user}.")
    with transaction.atomic():
        response = answer()
        if hasattr(response, "render"):
            response.render()
        transaction.set_rollback(True)
    if response.status_code in (HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY):
        response.status_code = HTTPStatus.OK  # Nobody has asked for anything to be saved.
    return response
