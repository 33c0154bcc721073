"""What time it is, for browsers whose own clock may be wrong."""

import time

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from diagnostics.web.site.methods import read_only


@read_only
@never_cache
def clock(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """Milliseconds since 1970, as text."""
    return HttpResponse(str(time.time_ns() // 1_000_000), content_type="text/plain")
