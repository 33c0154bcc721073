"""Whether the process is alive and can answer visitors, for the operator; and what time it is, for browsers whose clock may be wrong."""

import time
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from diagnostics.domain import live
from diagnostics.web.site.methods import read_only


@read_only
@never_cache
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """200 while the process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@read_only
@never_cache
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """200 once a guide is in memory, else 503."""
    health = live.health()
    return JsonResponse(asdict(health), status=200 if health.guides else 503)


@read_only
@never_cache
def clock(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """Milliseconds since 1970, as text."""
    return HttpResponse(str(time.time_ns() // 1_000_000), content_type="text/plain")
