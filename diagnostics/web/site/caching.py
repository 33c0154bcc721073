"""Caching: a page is a pure function of release, build, walk, findings and language.

So its ETag is known before it is rendered, and what was rendered once for an ETag is kept (``store``). The ETag is weak,
since compression changes the bytes.
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
from diagnostics.web.store.kept_page import KeptPage, Note, is_worth_keeping
from diagnostics.web.store.page_store import LONGEST_ADDRESS, STORE
from diagnostics.web.store.rendering import in_turn

type Rendered = HttpResponse | tuple[HttpResponse, Note]
"""A page, perhaps with what else happens each time that somebody gets it, kept or not."""

FULL: Final = "public, max-age=0, s-maxage=30, stale-if-error=86400"
PRIVATE: Final = "private, no-store"
FRAGMENT: Final = "private, max-age=0"
"""Many caches ignore Vary on HX-Request, so no shared cache may keep a fragment."""
VARY: Final = "HX-Request, HX-Request-Type, Accept-Encoding"


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for the inside of the frame only."""
    if "HTTP_HX_REQUEST" not in request.META:
        return False
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
    request: HttpRequest, tag: str, render: Callable[[], Rendered], *, is_private: bool = False
) -> HttpResponse:
    """304 if the visitor already has the page, else the page, which is rendered once; ``is_private``: for one person."""
    if is_private:
        return private_response(_take_note(request, in_turn(render)))
    response = HttpResponseNotModified() if _has_page(request, tag) else _page(request, tag, render)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = FRAGMENT if wants_fragment(request) else FULL
    response.headers["Vary"] = VARY
    return response


def _page(request: HttpRequest, tag: str, render: Callable[[], Rendered]) -> HttpResponse:
    """The kept page, or one that is kept from now on; never that of a draft, which changes under its name."""
    if hasattr(request, "preview") or len(request.get_full_path()) > LONGEST_ADDRESS:
        return _take_note(request, in_turn(render))
    # Of its address a page shows what its tag names, foreign parameters never; a framed page names all of it.
    key = (tag, getattr(request, "embedded", ""))
    if page := STORE.get(key):
        return page.response_to(request)
    with STORE.turn(key):
        if (page := STORE.get(key)) is None:
            response, note = _apart(in_turn(render))
            if not is_worth_keeping(response):
                return _take_note(request, (response, note) if note else response)
            page = KeptPage.of(response, note)
            STORE.put(key, page)
    return page.response_to(request)


def _take_note(request: HttpRequest, rendered: Rendered) -> HttpResponse:
    response, note = _apart(rendered)
    if note:
        note(request)
    return response


def _apart(rendered: Rendered) -> tuple[HttpResponse, Note | None]:
    return rendered if isinstance(rendered, tuple) else (rendered, None)


def private_response(response: HttpResponse) -> HttpResponse:
    """For one person: never cached, never indexed."""
    response.headers["Cache-Control"] = PRIVATE
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _has_page(request: HttpRequest, tag: str) -> bool:
    if not (said := request.META.get("HTTP_IF_NONE_MATCH")):
        return False
    known = parse_etags(said)
    return known == ["*"] or tag.removeprefix("W/") in {one.removeprefix("W/") for one in known}
