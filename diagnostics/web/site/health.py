"""For the operator: whether the process is alive, and whether it can answer visitors."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache

from diagnostics.domain import live
from diagnostics.web.site.methods import read_only


@read_only
@never_cache
def alive(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@read_only
@never_cache
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """Guides are in memory; 503 until one is."""
    health = live.health()
    return JsonResponse(asdict(health), status=200 if health.guides else 503)
