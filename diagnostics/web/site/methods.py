"""Visitors' pages are read with GET or HEAD; what takes a post answers with the way to its result."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from diagnostics.web.site import errors

type View = Callable[..., HttpResponse]


class SeeOther(HttpResponseRedirect):
    """303: the post was handled; go and see the result."""

    status_code = 303


def read_only(view: View) -> View:
    """A view that answers 405 to whatever is not GET or HEAD."""

    @wraps(view)
    def check_method(request: HttpRequest, **names: str) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return errors.not_allowed(request)
        return view(request, **names)

    return check_method
