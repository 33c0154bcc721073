"""Finding the live guide that an address names."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, MovedGuide
from diagnostics.web.site.methods import read_only

type View = Callable[..., HttpResponse]


def for_guide(view: View) -> View:
    """A view that receives the live guide; an old name of the guide answers 301."""

    @read_only
    @wraps(view)
    def hand_over(request: HttpRequest, guide: str, **names: str) -> HttpResponse:
        match live.site().find(guide):
            case LiveGuide() as here:
                return view(request, here, **names)
            case MovedGuide(slug):
                return redirect_to_present(request, guide=slug)
            case _:
                raise Http404(_("There is no guide with this name."))

    return hand_over


def redirect_to_present(request: HttpRequest, **names: str) -> HttpResponse:
    """301 to the same page under its present names, with the rest of the address unchanged."""
    match = resolve(request.path_info)
    address = reverse(match.view_name, kwargs={**match.kwargs, **names})
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
