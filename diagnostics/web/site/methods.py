"""Visitors' pages are read with GET or HEAD; anything else gets a page that says so."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from diagnostics.web.site import errors

type View = Callable[..., HttpResponse]


def read_only(view: View) -> View:
    """A view that answers 405 to whatever is not GET or HEAD."""

    @wraps(view)
    def check_method(request: HttpRequest, **names: str) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return errors.not_allowed(request)
        return view(request, **names)

    return check_method
