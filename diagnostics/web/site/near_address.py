"""Addresses that are almost right: without their last slash, or with what a chat or mail program glued to them."""

import copy
import re
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.encoding import escape_uri_path

from diagnostics.web.site.addresses import with_query

type Next = Callable[[HttpRequest], HttpResponseBase]

NO_PATH: Final = re.compile(r'[<>" ].*', re.DOTALL)
"""Begins with what stands in no address."""
GLUE: Final = re.compile(r"(;\w+#?&|[/)\]}.,;:!'*_|\\`»”’…“«‹›])*+")
"""Brackets, full stops and signs of HTML, read from the end."""
QUERY_SIGNS: Final = "&=+;,%~"


def near_address(get_response: Next) -> Next:
    """A middleware: where there is no page, but there is one at an address so near that it was meant, redirect to that."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return next(_redirects(request), response)

    return answer


def _redirects(request: HttpRequest) -> Iterator[HttpResponseBase]:
    """301 to the same address with a slash, 302 to others; only to what is there."""
    path, query = request.path_info, request.META.get("QUERY_STRING", "")
    if not path.endswith("/") and _is_page(request, f"{path}/"):
        yield HttpResponsePermanentRedirect(_address(request, f"{path}/", query))
    start, mark, said = path.partition("?")
    bare = GLUE.sub("", NO_PATH.sub("", start)[::-1], count=1)[::-1]
    if bare == path.rstrip("/"):
        return
    for meant in (f"{bare}/", bare):
        if meant and _is_page(request, meant):
            yield HttpResponseRedirect(_address(request, meant, quote(said, safe=QUERY_SIGNS) if mark else query))


def _address(request: HttpRequest, path: str, query: str) -> str:
    return with_query(escape_uri_path(request.path.removesuffix(request.path_info) + path), query)


def _is_page(request: HttpRequest, path: str) -> bool:
    """Whether a page answers there. Of the workplace, where that takes the database, whether one may."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if path.startswith(f"/{settings.ADMIN_PATH}"):
        return bool(getattr(match.func, "should_append_slash", True))
    there = copy.copy(request)
    there.path_info, there.path = path, request.path.removesuffix(request.path_info) + path
    try:
        response: HttpResponseBase = match.func(there, *match.args, **match.kwargs)
    except Http404:
        return False
    except BadRequest:
        return True
    return response.status_code != 404
