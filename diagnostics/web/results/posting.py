"""Posts of visitors, who have no session and no form token: only pages of this site may send them."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from diagnostics.web.site import errors
from diagnostics.web.walk.query import split_pairs

LONGEST: Final = 8190
"""Characters of a walk, as in an address."""

type View = Callable[..., HttpResponse]


def from_our_pages(view: View) -> View:
    """A view that takes posts only from pages of this site, never from a preview; GET and HEAD pass."""

    @csrf_exempt
    @wraps(view)
    def check_origin(request: HttpRequest, **names: str) -> HttpResponse:
        if request.method in ("GET", "HEAD"):
            return view(request, **names)
        if request.method != "POST" or hasattr(request, "preview"):
            return errors.not_allowed(request)
        return view(request, **names) if is_ours(request) else errors.cross_site(request)

    return check_origin


def is_ours(request: HttpRequest) -> bool:
    """Whether a page of this site sends it, judged by what the browser says; of one that says nothing it is not known."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    own = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in (settings.SITE_URL, own)


def posted_pairs(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The walk that a form sends along as one query string."""
    return split_pairs(request.POST.get("walk", "")[:LONGEST].encode("utf-8", "replace"))


def posted_number(request: HttpRequest, name: str) -> int | None:
    """A whole number, or None."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
