"""Pages to read and to link to: causes, steps and longer reading."""

from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from diagnostics.content.document.fields import Sourced
from diagnostics.content.document.schema import Cause, Page, Step
from diagnostics.content.wording.search_titles import search_title
from diagnostics.domain.live import LiveGuide
from diagnostics.web.reading.page_links import Link, cause_sections, page_links
from diagnostics.web.reading.portraits import cause_portrait, helped, step_portrait
from diagnostics.web.site import caching
from diagnostics.web.site.addresses import absolute
from diagnostics.web.site.find_guide import for_guide, for_part
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice

type Context = Mapping[str, object]


def render_reading_page(
    request: HttpRequest, here: LiveGuide, template: str, name: str, context: Callable[[], Context], *content: object
) -> HttpResponse:
    """A page of this name that depends only on the release, and on ``content`` where its address has some."""

    def page() -> HttpResponse:
        voice = Voice(here.texts)
        ctx = {
            "live": here,
            "guide": here.document,
            "canonical": absolute(request.path),
            "path": request.path_info,
            "head": search_title(voice.line(name), voice.line(here.document.title), site=settings.SITE_NAME),
            **context(),
        }
        return render(request, template, ctx)

    return caching.cached_response(request, caching.etag(request, here.release.sha256, *content), page)


@for_guide
def causes(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    def context() -> Context:
        voice, open_cause, sections = Voice(here.texts), Parts(here.document).open_cause, cause_sections(here)
        return {
            "sections": sections,
            "count": sum(len(links) for _place, links in sections),
            "open": Link(voice.line(open_cause.name), voice.line(open_cause.summary), ""),
        }

    return render_reading_page(request, here, "reading/causes.html", gettext("All causes"), context)


@for_part("cause", lambda document: document.causes, _("There is no cause with this name in the guide."))
def cause(request: HttpRequest, here: LiveGuide, cause: Cause) -> HttpResponse:
    """One cause: how it shows, what helps, its sources."""
    return render_reading_page(
        request,
        here,
        "reading/cause.html",
        cause.name,
        lambda: {"cause": cause_portrait(here, cause), **origin(here, cause)},
        [helped(here, step, cause) for step in here.document.steps if cause.slug in step.remedies],
    )


@for_part("step", lambda document: document.steps, _("There is no step with this name in the guide."))
def step(request: HttpRequest, here: LiveGuide, step: Step) -> HttpResponse:
    """One step on a page of its own."""
    return render_reading_page(
        request,
        here,
        "reading/step.html",
        step.title,
        lambda: {"step": step_portrait(here, step), **origin(here, step)},
        helped(here, step),
    )


@for_part("page", lambda document: document.pages, _("There is no page with this name in the guide."))
def page(request: HttpRequest, here: LiveGuide, page: Page) -> HttpResponse:
    """Longer reading."""
    return render_reading_page(request, here, "reading/page.html", page.title, lambda: _page(here, page))


def _page(here: LiveGuide, page: Page) -> Context:
    voice = Voice(here.texts)
    return {
        "title": voice.line(page.title),
        "summary": voice.line(page.summary),
        "text": voice.html(page.text),
        "others": page_links(here, but=page),
        **origin(here, page),
    }


def origin(here: LiveGuide, part: Sourced) -> Context:
    """The sources of a part, and when a person last checked it."""
    sources = Parts(here.document).sources
    return {"sources": [sources[slug] for slug in part.sources if slug in sources], "reviewed": part.reviewed}
