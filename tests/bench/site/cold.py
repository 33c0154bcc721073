"""What a bench may ask for with a page: that it is made anew."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from diagnostics.domain import live
from diagnostics.web.store.page_store import STORE

COLD: Final = {"X-Bench": "cold"}
"""The page is rendered, as for the first visitor whom a worker shows it."""
UNDECIDED: Final = {"X-Bench": "undecided"}
"""And its walk is one that nobody has walked before."""


def cold(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Forget what was made before, where a request says so."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        wanted = request.META.get("HTTP_X_BENCH")
        if wanted:
            STORE.clear()
        if wanted == UNDECIDED["X-Bench"]:
            for guide in live.site().guides.values():
                guide.adviser.forget()
        return get_response(request)

    return answer
