"""Pages to read and to link to: causes, steps and longer reading."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from diagnostics.content.document.fields import Sourced
from diagnostics.content.document.schema import Cause, Page, Step
from diagnostics.domain.live import LiveGuide
from diagnostics.web.cards import structured
from diagnostics.web.cards.card import Picture, SharingCard
from diagnostics.web.cards.gallery import part_picture
from diagnostics.web.cards.structured import Data, Origin
from diagnostics.web.cards.titles import titled
from diagnostics.web.cards.trails import trail
from diagnostics.web.reading.page_links import Link, cause_sections, page_links
from diagnostics.web.reading.portraits import cause_portrait, helped_sentence, step_portrait
from diagnostics.web.site import caching
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.find_guide import for_guide, for_part
from diagnostics.web.walk.card import Do
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice

DONE: Final = frozenset({"repair", "workaround"})
"""Kinds of steps whose instructions are a way to do something."""

type Context = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Reading:
    """A page to read: the context of its template, and what others show of it.

    name: as the page calls what it is about. title: the same by itself, where it says more. section: the view of the
    list that it belongs to. data: besides the way to it.
    """

    name: str
    description: str
    picture: Picture
    context: Context
    title: str = ""
    section: str = ""
    data: tuple[Data, ...] = ()


def render_reading_page(
    request: HttpRequest, here: LiveGuide, template: str, read: Callable[[], Reading], *content: object
) -> HttpResponse:
    """A page that depends only on the release, and on ``content`` where its address has some."""

    def page() -> HttpResponse:
        reading = read()
        title, way = reading.title or reading.name, trail(here, reading.name, request.path, reading.section)
        data = structured.script(*reading.data, structured.breadcrumbs(way))
        ctx = {
            "live": here,
            "guide": here.document,
            "path": request.path_info,
            "trail": way,
            "head": titled(title, Voice(here.texts).line(here.document.title)),
            "sharing": SharingCard(
                title, reading.description, absolute(request.path), reading.picture, kind="article", data=data
            ),
            **reading.context,
        }
        return render(request, template, ctx)

    return caching.cached_response(request, caching.etag(request, here.release.sha256, *content), page)


@for_guide
def causes(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    return render_reading_page(request, here, "reading/causes.html", lambda: _causes(here))


@for_part("cause", lambda document: document.causes, _("There is no cause with this name in the guide."))
def cause(request: HttpRequest, here: LiveGuide, cause: Cause) -> HttpResponse:
    """One cause: how it shows, what helps, its sources."""
    told = [helped_sentence(here, step, cause) for step in here.document.steps if cause.slug in step.remedies]
    return render_reading_page(request, here, "reading/cause.html", lambda: _cause(here, cause), told)


@for_part("step", lambda document: document.steps, _("There is no step with this name in the guide."))
def step(request: HttpRequest, here: LiveGuide, step: Step) -> HttpResponse:
    """One step on a page of its own."""
    return render_reading_page(
        request, here, "reading/step.html", lambda: _step(here, step), helped_sentence(here, step)
    )


@for_part("page", lambda document: document.pages, _("There is no page with this name in the guide."))
def page(request: HttpRequest, here: LiveGuide, page: Page) -> HttpResponse:
    """Longer reading."""
    return render_reading_page(request, here, "reading/page.html", lambda: _page(here, page))


def _causes(here: LiveGuide) -> Reading:
    voice, open_cause, sections = Voice(here.texts), Parts(here.document).open_cause, cause_sections(here)
    name, title = gettext("All causes"), voice.line(here.document.title)
    return Reading(
        name,
        gettext("%(title)s All the causes that this guide knows, place by place.") % {"title": title},
        part_picture(here, name),
        {
            "sections": sections,
            "count": sum(len(links) for _place, links in sections),
            "open": Link(voice.line(open_cause.name), voice.line(open_cause.summary), ""),
        },
    )


def _cause(here: LiveGuide, cause: Cause) -> Reading:
    voice, known_from = Voice(here.texts), origin(here, cause)
    name, summary = voice.line(cause.name), voice.line(cause.summary)
    return Reading(
        name,
        summary,
        part_picture(here, cause.name),
        {"cause": cause_portrait(here, cause), "origin": known_from},
        section="causes",
        data=(structured.article(name, known_from, summary=summary),),
    )


def _step(here: LiveGuide, step: Step) -> Reading:
    portrait, known_from = step_portrait(here, step), origin(here, step)
    name, summary, do = str(portrait["title"]), str(portrait["summary"]), portrait["do"]
    items = structured.numbered_items(do.text) if isinstance(do, Do) and step.kind in DONE else ()
    if items:
        data = structured.how_to(name, known_from, summary=summary, minutes=step.minutes, steps=items)
    else:
        data = structured.article(name, known_from, summary=summary)
    context = {"step": portrait, "origin": known_from}
    return Reading(name, summary, part_picture(here, step.title), context, data=(data,))


def _page(here: LiveGuide, page: Page) -> Reading:
    voice, known_from = Voice(here.texts), origin(here, page)
    title, summary = voice.line(page.title), voice.line(page.summary)
    return Reading(
        title,
        summary,
        part_picture(here, page.title),
        {
            "title": title,
            "summary": summary,
            "text": voice.html(page.text),
            "others": page_links(here, but=page),
            "origin": known_from,
        },
        data=(structured.article(title, known_from, summary=summary),),
    )


def origin(here: LiveGuide, part: Sourced) -> Origin:
    """The sources of a part, and when a person last checked it."""
    sources = Parts(here.document).sources
    return Origin(tuple(sources[slug] for slug in part.sources if slug in sources), part.reviewed)
