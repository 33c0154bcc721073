"""Which page a visitor speaks of: that of a part of a guide, never a walk."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Carrier, Cause, GuideDocument, Option, Page, Step
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.web.site.find_guide import find_by_name
from diagnostics.web.site.inner_pages import find_page
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice

type Part = Option | Cause | Step | Carrier | Page

LONGEST: Final = 300
"""Letters of the path of a page."""
PARTS: Final[Mapping[str, tuple[str, Callable[[GuideDocument], Sequence[Part]]]]] = {
    "sign": ("option", lambda document: [one for one in Parts(document).first_question.options if one.page]),
    "cause": ("cause", lambda document: document.causes),
    "step": ("step", lambda document: document.steps),
    "carrier": ("carrier", lambda document: document.carriers),
    "page": ("page", lambda document: document.pages),
}
"""Kind of a page, which is the name of its address → what its part is called there, and all of these parts."""


@dataclass(frozen=True, slots=True)
class ReportedPage:
    """title: empty where the part has gone since the visitor opened the page."""

    guide: str
    kind: str
    slug: str
    title: str
    path: str


def reported_page(request: HttpRequest) -> ReportedPage:
    """The page that a link or a form names; raises Http404."""
    path = (request.POST or request.GET).get("page", "")[:LONGEST]
    match = find_page("/" + path.removeprefix(get_script_prefix()).lstrip("/"))
    here = live.site().current(match.kwargs.get("guide", "")) if match else None
    kind = (match and match.url_name) or ""
    if match is None or here is None or kind not in PARTS:
        raise _unknown()
    name, parts = PARTS[kind]
    slug = match.kwargs[name]
    part = find_by_name(parts(here.document), slug)
    if part is None and not here.former.has(name, slug):
        raise _unknown()
    slug = part.slug if part else slug
    address = reverse(kind, args=[here.document.slug, slug])
    return ReportedPage(here.document.slug, kind, slug, _title(here, part), address)


def _title(here: LiveGuide, part: Part | None) -> str:
    match part:
        case Option():
            title = part.page.title if part.page else part.text
        case Cause() | Carrier():
            title = part.name
        case Step() | Page():
            title = part.title
        case _:
            title = ""
    return Voice(here.texts).line(title)


def _unknown() -> Http404:
    return Http404(_("Open the page on which something is wrong, and follow the link at its end."))
