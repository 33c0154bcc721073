"""Lists of links to the pages of a guide, in its own words."""

from dataclasses import dataclass

from diagnostics.content.document.schema import Cause, Option, Page
from diagnostics.domain.live import LiveGuide
from diagnostics.web.site.addresses import path_to
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice


@dataclass(frozen=True, slots=True)
class Link:
    """One page of a guide. ``note`` appears beside its name."""

    name: str
    note: str
    address: str


def link(here: LiveGuide, view: str, slug: str, name: str, note: str = "") -> Link:
    voice = Voice(here.texts)
    return Link(voice.line(name), voice.line(note), path_to(view, here.document.slug, slug))


def sign_links(here: LiveGuide, *, but: Option | None = None) -> tuple[Link, ...]:
    """Pages of the options of the first question."""
    options = Parts(here.document).first_question.options
    return tuple(link(here, "sign", one.slug, one.page.title) for one in options if one.page and one is not but)


def page_links(here: LiveGuide, *, but: Page | None = None) -> tuple[Link, ...]:
    """Longer reading."""
    return tuple(link(here, "page", page.slug, page.title) for page in here.document.pages if page is not but)


def cause_sections(here: LiveGuide) -> list[tuple[str, list[Link]]]:
    """All listed causes under the names of their places."""
    listed = [cause for cause in here.document.causes if not cause.open]
    return [
        (Voice(here.texts).line(place.name), [_cause(here, one) for one in listed if one.place == place.slug])
        for place in here.document.places
    ]


def _cause(here: LiveGuide, cause: Cause) -> Link:
    return link(here, "cause", cause.slug, cause.name, cause.summary)
