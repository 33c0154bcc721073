"""Pages of visitors at other addresses than their own: the same views, under a prefix that every address keeps."""

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, set_script_prefix

PAGES: Final = "diagnostics.web.urls"


def find_page(path: str) -> ResolverMatch | None:
    """The view of visitors at this path of their own pages."""
    try:
        return resolve(path, PAGES)
    except Resolver404:
        return None


def inner_request(request: HttpRequest, rest: str) -> HttpRequest:
    """The request that the page itself gets."""
    inner = copy.copy(request)
    inner.path_info = f"/{rest}"
    return inner


@contextmanager
def address_prefix(prefix: str) -> Iterator[None]:
    """Inside, every address built begins with the prefix."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)
