"""The first pages of every walk, rendered before anybody asks: once a release is loaded, and instead of those of the one before."""

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Final

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, ReleaseStamp
from diagnostics.web.site.inner_pages import find_page
from diagnostics.web.store.page_store import STORE
from diagnostics.web.walk.parts import Parts

log: Final = logging.getLogger(__name__)

FOR_NOBODY: Final = {"HTTP_SEC_PURPOSE": "prefetch", "HTTP_ACCEPT_ENCODING": "gzip"}
"""Nobody is counted."""
FRAGMENT: Final = {"HTTP_HX_REQUEST": "true"}


class Warmth:
    """A chore of the background thread. Guides that nobody has asked for are left alone."""

    def __init__(self) -> None:
        self._releases: dict[str, ReleaseStamp] = {}

    def __call__(self) -> None:
        """Where a release is new, let the old pages go, and render the first ones of what is in use."""
        shelved = live.site().shelved.items()
        in_use = (one for slug, one in shelved if one.is_loaded or slug in self._releases)
        loaded = [guide for one in in_use if (guide := one.guide())]
        now = {guide.document.slug: guide.release for guide in loaded}
        if self._releases.items() - now.items():
            STORE.clear()
            self._releases = {}
        new = [guide for guide in loaded if guide.document.slug not in self._releases]
        self._releases = now
        if new:
            warm(_first_pages(new))


def warm(addresses: Iterable[tuple[str, str]]) -> None:
    """Render pages as visitors get them, whole and for htmx; a page that fails fails for its visitors too, and is logged there."""
    for path, query in addresses:
        for more in ({}, FRAGMENT) if query else ({},):
            _render(path, query, FOR_NOBODY | more)


def _first_pages(guides: Iterable[LiveGuide]) -> Iterator[tuple[str, str]]:
    """Path and query: the site's and the guide's front page, the first question, and what follows each answer to it."""
    yield reverse("home"), ""
    for guide in guides:
        check, first = reverse("check", args=[guide.document.slug]), Parts(guide.document).first_question
        yield reverse("guide", args=[guide.document.slug]), ""
        yield check, ""
        for option in first.options:
            yield check, f"{first.slug}={option.slug}&from={first.slug}"


def _render(path: str, query: str, headers: dict[str, str]) -> None:
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "wsgi.input": BytesIO(), **headers}
    request = WSGIRequest(environ | {"SERVER_NAME": "localhost", "SERVER_PORT": str(settings.PORT)})
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]  # as its middleware does
    if match := find_page(path):
        try:
            match.func(request, *match.args, **match.kwargs)
        except Http404:
            log.info("The first page %s is gone before it was rendered.", path)
