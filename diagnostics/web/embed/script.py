"""``/embed.js``: what other sites load to show a guide in their pages."""

from functools import cache
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from diagnostics.web.site import caching
from diagnostics.web.site.methods import read_only

FILE: Final = "static/js/embed.js"


@read_only
def script(request: HttpRequest) -> HttpResponse:
    """The script, at an address that stays the same over releases."""
    return caching.cached_response(
        request, caching.etag(request), lambda: HttpResponse(_text(), content_type="text/javascript; charset=utf-8")
    )


@cache
def _text() -> str:
    return (settings.ROOT / FILE).read_text(encoding="utf-8")
