"""How an answer reaches programs: HEAD, OPTIONS, and which web pages elsewhere may read it (CORS)."""

import copy
from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.translation import gettext as _

from diagnostics.web.site.errors import problem, with_allowed

type View = Callable[..., HttpResponse]

A_DAY: Final = "86400"
READ_BY_PAGES: Final = "ETag, Guide-Release, Retry-After"
SENT_BY_PAGES: Final = "If-None-Match"


def reachable(view: View, *, is_public: bool) -> View:
    """A view that also answers HEAD and OPTIONS; a public one may be read by pages of any site."""

    @wraps(view)
    def answer(request: HttpRequest, **names: str) -> HttpResponse:
        response = _answer(view, request, **names)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if is_public:
            response.headers["Access-Control-Allow-Origin"] = "*"
            response.headers["Access-Control-Expose-Headers"] = READ_BY_PAGES
        else:
            response.headers["Cache-Control"] = "private, no-store"
        if is_public and request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response.headers["Access-Control-Allow-Headers"] = SENT_BY_PAGES
            response.headers["Access-Control-Max-Age"] = A_DAY
        return response

    return answer


def _answer(view: View, request: HttpRequest, **names: str) -> HttpResponse:
    asked = copy.copy(request)
    if request.method == "HEAD":
        asked.method = "GET"
    response = view(asked, **names)
    if not isinstance(response, HttpResponseNotAllowed):
        return response
    methods = _methods(response)
    if request.method == "OPTIONS":
        return with_allowed(HttpResponse(status=204), methods)
    return with_allowed(problem(405, _("Use one of these here: %(methods)s.") % {"methods": methods}), methods)


def _methods(response: HttpResponse) -> str:
    own = response.headers["Allow"].split(", ")
    return ", ".join([*own, *(["HEAD"] if "GET" in own else []), "OPTIONS"])
