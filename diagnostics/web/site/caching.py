"""Caching: a page is a pure function of release, build, walk, findings and language.

So its ETag is known before it is rendered. The ETag is weak, since compression changes the bytes from time to time.
"""

import hashlib
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.utils.translation import get_language

from diagnostics.domain import about
from diagnostics.domain.live import LiveGuide
from diagnostics.web.site import build

FULL: Final = "public, max-age=0, s-maxage=30, stale-if-error=86400"
PRIVATE: Final = "private, no-store"
FRAGMENT: Final = "private, max-age=0"
"""Many caches ignore Vary on HX-Request, so no shared cache may keep a fragment."""
VARY: Final = "HX-Request, HX-Request-Type, Accept-Encoding"


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for the inside of the frame only."""
    htmx = request.htmx  # type: ignore[attr-defined]  # set by django-htmx's middleware
    return bool(htmx) and htmx.request_type != "full"


def name_release(response: HttpResponse, guide: LiveGuide) -> HttpResponse:
    """The page says of which release of which guide it is: what a browser kept of another one is out of date."""
    response.headers["Guide-Release"] = f"{guide.document.slug} {guide.release.sha256[:16]}"
    return response


def etag(request: HttpRequest, *content: object) -> str:
    """Weak ETag of the page that shows this content at this path."""
    known = (
        build.stamp(),
        settings.SITE_URL,
        settings.TIME_ZONE,
        about.has_contact(),
        get_language(),
        wants_fragment(request),
        request.path,
        *content,
    )
    return f'W/"{hashlib.sha256(repr(known).encode()).hexdigest()[:32]}"'


def cached_response(
    request: HttpRequest, tag: str, render: Callable[[], HttpResponse], *, is_private: bool = False
) -> HttpResponse:
    """304 without rendering if the visitor already has the page, else the page; ``is_private``: rendered for one person."""
    if is_private:
        return private_response(render())
    response = HttpResponseNotModified() if _has_page(request, tag) else render()
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = FRAGMENT if wants_fragment(request) else FULL
    response.headers["Vary"] = VARY
    return response


def private_response(response: HttpResponse) -> HttpResponse:
    """For one person: never cached, never indexed."""
    response.headers["Cache-Control"] = PRIVATE
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _has_page(request: HttpRequest, tag: str) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return known == ["*"] or tag.removeprefix("W/") in {one.removeprefix("W/") for one in known}
