"""Finding what an address names: the live guide and its parts, by their present names or by old ones."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import NoReturn, Protocol

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, MovedGuide
from diagnostics.web.site.addresses import with_query
from diagnostics.web.site.caching import name_release
from diagnostics.web.site.errors import cannot_be_shown, gone
from diagnostics.web.site.methods import read_only

type View = Callable[..., HttpResponse]


class Renamable(Protocol):
    """What has a slug, and may have had others."""

    @property
    def slug(self) -> str:
        """Its name in addresses."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its former ones."""


def find_by_name[Part: Renamable](parts: Sequence[Part], name: str) -> Part | None:
    """The part of this slug, else the one that had it before."""
    present = (part for part in parts if part.slug == name)
    former = (part for part in parts if name in part.aliases)
    return next(present, None) or next(former, None)


def with_guide(
    view: View, *, moved: Callable[[HttpRequest, str], HttpResponse], missing: Callable[[HttpRequest], HttpResponse]
) -> View:
    """A view that receives the live guide; under an old name, or under none, one of the two others answers."""

    @wraps(view)
    def find(request: HttpRequest, guide: str, **names: str) -> HttpResponse:
        match live.site().find(guide):
            case LiveGuide() as here:
                return view(request, here, **names)
            case MovedGuide(slug):
                return moved(request, slug)
            case _:
                return cannot_be_shown(request) if live.is_unreadable(guide) else missing(request)

    return find


def for_guide(view: View) -> View:
    """A view that receives the live guide; an old name of the guide answers 301."""

    @wraps(view)
    def of_this_release(request: HttpRequest, here: LiveGuide, **names: str) -> HttpResponse:
        return name_release(view(request, here, **names), here)

    def to_new_name(request: HttpRequest, slug: str) -> HttpResponse:
        return to_present_names(request, {"guide": slug})

    return read_only(with_guide(of_this_release, moved=to_new_name, missing=no_guide))


def for_part(
    name: str, parts: Callable[[GuideDocument], Sequence[Renamable]], missing: Promise
) -> Callable[[View], View]:
    """A view that receives the live guide and the part of it that the address names.

    An old name of it answers 301, and so does one that only another release knows; what is gone answers 410.
    name: of the part in addresses. missing: what is said where there is none.
    """

    def decorate(view: View) -> View:
        @for_guide
        @wraps(view)
        def find(request: HttpRequest, here: LiveGuide, **names: str) -> HttpResponse:
            there = parts(here.document)
            part = find_by_name(there, names[name])
            if part is None:
                return _former_page(request, here, there, name, names[name]) or _missing(missing)
            if part.slug != names[name]:
                return to_present_names(request, {name: part.slug})
            return view(request, here, part)

        return find

    return decorate


def _former_page(
    request: HttpRequest, here: LiveGuide, there: Sequence[Renamable], kind: str, name: str
) -> HttpResponse | None:
    """What answers where the live release has nothing of this name; None where no release ever had."""
    present = {known: part.slug for part in there for known in (*part.aliases, part.slug)}
    if found := here.former.nearest(kind, name, present):
        response = to_present_names(request, {kind: present[found]})
        # Another release may turn this round tomorrow: whoever kept it would go in a circle.
        response.headers["Cache-Control"] = "no-store"
        return response
    return gone(request) if here.former.has(kind, name) else None


def _missing(message: Promise) -> NoReturn:
    raise Http404(str(message))


def to_present_names(request: HttpRequest, names: Mapping[str, str], *, preserve_request: bool = False) -> HttpResponse:
    """301 to the same page under its present names; 308 where what was sent is to be sent again."""
    match = resolve(request.path_info)
    address = reverse(match.view_name, kwargs={**match.kwargs, **names})
    there = with_query(address, request.META.get("QUERY_STRING", ""))
    return HttpResponsePermanentRedirect(there, preserve_request=preserve_request)


def no_guide(_request: HttpRequest) -> HttpResponse:
    raise Http404(_("There is no guide with this name."))
