"""What everybody may ask: guides, decisions, steps, causes. Read from memory, with the ETag that the pages have."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from diagnostics.content.document.schema import Cause as DocumentCause
from diagnostics.content.document.schema import Step as DocumentStep
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.walk import fold
from diagnostics.web.api.base import Schema
from diagnostics.web.api.causes import Cause
from diagnostics.web.api.decisions import Decision
from diagnostics.web.api.guides import Guide, Guides
from diagnostics.web.api.searching import Search
from diagnostics.web.api.steps import Step
from diagnostics.web.search.asked import Asked
from diagnostics.web.site import caching, errors
from diagnostics.web.site.find_guide import for_guide, for_part
from diagnostics.web.walk.query import read_pairs
from diagnostics.web.walk.scene import Scene, Wait
from diagnostics.web.walk.waiting import begin_wait, is_untimed


def reply(answer: Schema, status: int = 200) -> HttpResponse:
    """An answer as JSON."""
    return HttpResponse(answer.model_dump_json(), status=status, content_type="application/json")


def _answer(request: HttpRequest, make: Callable[[], Schema], *content: object) -> HttpResponse:
    return caching.cached_response(request, caching.etag(request, *content), lambda: reply(make()))


def guides(request: HttpRequest) -> HttpResponse:
    found = list(live.site().guides.values())
    if not found and live.is_unreadable():
        return errors.cannot_be_shown(request)
    return _answer(request, lambda: Guides.of(found), *(here.release.sha256 for here in found))


@for_guide
def guide(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    return _answer(request, lambda: Guide.of(here), here.release.sha256)


@for_guide
def decision(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """The decision that the page of the same walk shows; nothing is counted, since a program is no visitor."""
    walk, now = fold(here.network.guide, read_pairs(request)), timezone.now()
    if is_untimed(walk):
        return begin_wait(request, now)
    findings = live.site().findings(here.document.slug)
    wait = Wait.at(here.network.guide, walk, now)
    return _answer(
        request,
        lambda: Decision.of(Scene.of(here, walk, findings, now)),
        *(here.release.sha256, walk, findings.key, wait),
    )


@for_part("step", lambda document: document.steps, _("There is no step with this name in the guide."))
def step(request: HttpRequest, here: LiveGuide, step: DocumentStep) -> HttpResponse:
    return _answer(request, lambda: Step.of(here, step), here.release.sha256)


@for_part("cause", lambda document: document.causes, _("There is no cause with this name in the guide."))
def cause(request: HttpRequest, here: LiveGuide, cause: DocumentCause) -> HttpResponse:
    return _answer(request, lambda: Cause.of(here, cause), here.release.sha256)


@for_guide
def search(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """What the page of the same search shows; what is not found is not counted, since a program is no visitor."""
    asked = Asked.of(request)
    return _answer(request, lambda: Search.of(here, asked), here.release.sha256, asked)
