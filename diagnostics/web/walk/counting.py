"""Counting, for editors and agents, what a visitor's *Continue* has just said, and which step is offered then."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Self

from django.http import HttpRequest

from diagnostics.config import callers
from diagnostics.domain import crowds, outcomes
from diagnostics.domain.crowds import Kind
from diagnostics.engine.guide import NONE, Answer, options_of
from diagnostics.web.site.ties import FOR_LATER
from diagnostics.web.walk.scene import Scene

OUR_PAGES: Final = ("", "same-origin")
"""Where a form of ours is sent from; older browsers do not say."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What a page of the walk counts for, each time that a visitor gets it; it may have been rendered for another one.

    said: what the form that led here has just said. offer: the step that is shown as the one to do, with the cause and
    the place that look most likely, so that editors see on which steps visitors are left.
    """

    guide: str
    release: int
    said: tuple[tuple[Kind, str], ...]
    offer: tuple[str, str, str] | None

    @classmethod
    def of(cls, scene: Scene, *, offers: str | None, shows_steps: bool) -> Self:
        said = tuple(_what_was_said(scene, shows_steps=shows_steps)) if scene.walk.came_from else ()
        first = max(scene.decision.causes, key=lambda one: one.share) if offers else None
        offer = (offers, first.cause, first.place) if offers and first else None
        return cls(scene.document.slug, scene.live.release.number, said, offer)

    def __call__(self, request: HttpRequest) -> None:
        """Count it once."""
        caller = callers.address(request)
        if self.said and is_news(request):
            for kind, key in self.said:
                crowds.count(self.guide, kind, key, caller=caller)
        if self.offer and _is_looked_at(request):
            outcomes.offer(self.guide, self.release, *self.offer, caller=caller)


def is_news(request: HttpRequest) -> bool:
    """Whether a form of ours was sent. Who reloads, goes back, follows a link or looks at a draft says nothing new."""
    return request.headers.get("Sec-Fetch-Site", "") in OUR_PAGES and _is_looked_at(request)


def _is_looked_at(request: HttpRequest) -> bool:
    """Whether a visitor sees this page, who has not had it before.

    A service worker that keeps a page for later (static/js/worker.js) names its purpose.
    """
    is_again = any(name in request.headers for name in ("If-None-Match", *FOR_LATER))
    return request.method == "GET" and not is_again and not hasattr(request, "preview")


def _what_was_said(scene: Scene, *, shows_steps: bool) -> Iterator[tuple[Kind, str]]:
    """The complaint, the carrier, and where it probably stops when steps are shown for the first time."""
    walk, carriers = scene.walk, scene.parts.carrier_question
    asked = walk.came_from
    if asked == scene.parts.first_question.slug:
        yield from (("complaint", option) for option in _options(walk.answers.get(asked)))
    elif carriers and asked == carriers.slug:
        yield from (("carrier", option) for option in _options(walk.answers.get(asked)))
    place = scene.decision.leading_place
    if shows_steps and place and not (walk.tried or walk.cannot):
        yield "place", place


def _options(answer: Answer) -> Iterator[str]:
    return (option for option in options_of(answer) if option != NONE)
