"""The middleware around every request that counts and times it, and writes the access log; left out where neither is wanted."""

import logging
from collections.abc import Callable
from functools import cache
from time import perf_counter
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from diagnostics.config.reporting.current import view_name

if TYPE_CHECKING:
    from prometheus_client import Counter, Histogram

log: Final = logging.getLogger("diagnostics.access")

type Next = Callable[[HttpRequest], HttpResponseBase]


def watch(get_response: Next) -> Next:
    """Raises MiddlewareNotUsed."""
    counts, logs = bool(settings.METRICS_TOKEN), settings.ACCESS_LOG
    if not (counts or logs):
        raise MiddlewareNotUsed

    def answer(request: HttpRequest) -> HttpResponseBase:
        begun = perf_counter()
        response = get_response(request)
        seconds, view = perf_counter() - begun, view_name(request)
        if counts:
            requests, times = _meters(view, response.status_code)
            requests.inc()
            times.observe(seconds)
        if logs:
            _log(request, response, view, seconds)
        return response

    return answer


@cache
def _meters(view: str, status: int) -> "tuple[Counter, Histogram]":
    """Found once: looking up labels takes longer than counting. There are only so many."""
    from diagnostics.web.monitoring.meters import REQUESTS, SECONDS  # noqa: PLC0415 (not without a token)

    return REQUESTS.labels(view, status), SECONDS.labels(view)


def _log(request: HttpRequest, response: HttpResponseBase, view: str, seconds: float) -> None:
    fields = {
        "method": request.method,
        "view": view,
        "status": response.status_code,
        "milliseconds": round(seconds * 1000, 1),
    }
    log.info("%s %s %s in %s ms", *fields.values(), extra={"fields": fields})
