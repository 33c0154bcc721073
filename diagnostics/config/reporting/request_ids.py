"""Every request has an id: it stands in each log line that comes about meanwhile, and in the answer."""

import re
import secrets
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from diagnostics.config import callers
from diagnostics.config.reporting.current import Current, shown

HEADER: Final = "X-Request-ID"
_SANE: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")

type Next = Callable[[HttpRequest], HttpResponseBase]


def with_request_id(get_response: Next) -> Next:
    """The outermost middleware: a proxy that is trusted may give the id, else one is made."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        here = Current(_given_id(request) or secrets.token_hex(16), request)
        before = shown.set(here)
        try:
            response = get_response(request)
        finally:
            shown.reset(before)
        response.headers[HEADER] = here.id
        return response

    return answer


def _given_id(request: HttpRequest) -> str:
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    is_ours = given and _SANE.fullmatch(given) and callers.is_trusted(request.META.get("REMOTE_ADDR", ""))
    return given if is_ours else ""
