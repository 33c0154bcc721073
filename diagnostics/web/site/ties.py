"""Walks that go on from a result link: its code stands in their address, and what is new on their pages becomes known."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from diagnostics.config import callers
from diagnostics.content.results import codes
from diagnostics.content.results.codes import Code
from diagnostics.domain.results import link_visits
from diagnostics.engine.walk import LINK

FOR_LATER: Final = ("Purpose", "Sec-Purpose", "X-Moz")
"""Headers of a page that is fetched before anybody wants it."""
BOTS: Final = re.compile(r"bot|crawl|spider|preview|externalhit", re.IGNORECASE)
"""Programs that fetch a page to show a card of it in a chat."""


def is_tied(pairs: Iterable[tuple[str, str]]) -> bool:
    """Whether the address names a link, such as there may be; its page is for one person then."""
    return any(name == LINK for name, _ in pairs)


def find_link(request: HttpRequest, guide: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The code that a walk goes on from, as people read it; empty where it names no link of this guide that is open."""
    reading = codes.read(next((value for name, value in reversed(list(pairs)) if name == LINK), ""))
    if not isinstance(reading, Code) or hasattr(request, "preview") or link_visits.is_closed(reading.letters, guide):
        return ""
    return codes.format_code(reading.letters)


def read_code(typed: str) -> str:
    """A code as people read it; empty where it is none."""
    reading = codes.read(typed)
    return codes.format_code(reading.letters) if isinstance(reading, Code) else ""


def note_page(request: HttpRequest, link: str, guide: str, walk: str) -> None:
    """Somebody came to a page of a tied walk from another page of ours."""
    reading = codes.read(link)
    if isinstance(reading, Code) and _is_looked_at(request) and _comes_from_us(request):
        link_visits.note(reading.letters, guide, walk, caller=callers.address(request))


def note_post(request: HttpRequest, guide: str, address: str) -> None:
    """A form of a tied walk was sent, which leads on to this address: it counts even if that page is never seen."""
    reading, query = codes.read(request.POST.get("link", "")), urlsplit(address).query
    if isinstance(reading, Code):
        walk = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != LINK]
        link_visits.note(reading.letters, guide, urlencode(walk), caller=callers.address(request))


def note_opening(request: HttpRequest, code: str) -> None:
    """Somebody opened a link in a browser who was sent there or typed its code; its maker comes from other pages."""
    is_ours, typed = _comes_from_us(request), _referrer_path(request) == reverse("enter")
    is_browser = request.headers.get("Sec-Fetch-Mode") == "navigate" and not BOTS.search(
        request.headers.get("User-Agent", "")
    )
    if is_browser and _is_looked_at(request) and (typed or not is_ours):
        link_visits.note(code)


def _is_looked_at(request: HttpRequest) -> bool:
    """Whether a person opens this page now; not if a browser keeps it for later."""
    return request.method == "GET" and not any(name in request.headers for name in FOR_LATER)


def _comes_from_us(request: HttpRequest) -> bool:
    """Older browsers do not say so; they name the page before, and a chat that fetches a preview names none."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    return _referrer_path(request) is not None


def _referrer_path(request: HttpRequest) -> str | None:
    """Of the page of ours that led here."""
    try:
        referrer = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return None
    own = (settings.SITE_URL, f"{request.scheme}://{request.get_host()}")
    return referrer.path if f"{referrer.scheme}://{referrer.netloc}" in own else None
