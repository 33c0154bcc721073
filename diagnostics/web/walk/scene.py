"""One moment of a walk: what was said, what the server found, and what the engine decided."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final, Self

from django.utils import timezone

from diagnostics.content.document.schema import Carrier, GuideDocument, Step
from diagnostics.content.results.pinning import Pin, likely_cause
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results.result_links import Moment
from diagnostics.engine.advise import Advice, why_not_first
from diagnostics.engine.decision import Decision, NotFirst
from diagnostics.engine.guide import Answers, Guide
from diagnostics.engine.situation import complete_answers
from diagnostics.engine.walk import Walk, steps_done
from diagnostics.engine.words import WAITING_TIME
from diagnostics.web.site.addresses import WalkAddresses
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice

LONGEST_WAIT: Final = dt.timedelta(days=366)
CLOCKS_DIFFER: Final = dt.timedelta(minutes=10)
"""So far the clocks of two hosts may be apart."""


@dataclass(frozen=True, slots=True)
class Wait:
    """A step that takes its time, seen at one moment.

    since: None where the address does not say it, or names a time that cannot be. until: when one may look again.
    """

    step: str
    since: dt.datetime | None
    until: dt.datetime | None
    is_over: bool

    @classmethod
    def at(cls, guide: Guide, walk: Walk, now: dt.datetime) -> Self | None:
        """The wait of a walk; nothing but ``is_over`` depends on the moment, as long as the time can be."""
        if (event := walk.waiting) is None:
            return None
        can_be = event.since and now - LONGEST_WAIT <= event.since <= now + CLOCKS_DIFFER
        since = event.since if can_be else None
        until = since + WAITING_TIME[guide.step_names[event.name].waiting] if since else None
        return cls(event.name, since, until, is_over=until is None or until <= now)


@dataclass(frozen=True)
class Scene:
    """Everything that a screen is made from.

    known: the walk's answers, completed by findings; None for "not sure".
    pin: what the engine said when a result link was made; nothing is decided anew then.
    withdrawn: since when the steps are withdrawn of which no instructions may be shown.
    wait: the step that takes its time.
    link: the code that the walk goes on from; empty for a walk of its own.
    advice: what the decision was made from; None where it is pinned.
    """

    live: LiveGuide
    walk: Walk
    findings: Findings
    decision: Decision
    known: Answers
    pin: Pin | None = None
    withdrawn: Mapping[str, dt.datetime] = MappingProxyType({})
    wait: Wait | None = None
    link: str = ""
    advice: Advice | None = None

    @classmethod
    def of(
        cls, live: LiveGuide, walk: Walk, findings: Findings, now: dt.datetime | None = None, *, link: str = ""
    ) -> Self:
        """Decide once."""
        wait = Wait.at(live.network.guide, walk, now or timezone.now())
        advice = live.adviser.advise(walk, findings.evidence)
        known = complete_answers(live.network, walk, findings.answers)
        return cls(live, walk, findings, advice.decision, known, wait=wait, link=link, advice=advice)

    @classmethod
    def from_pin(cls, moment: Moment, *, link: str = "") -> Self:
        """The decision of that moment, with its texts."""
        pin, wait = moment.pin, Wait.at(moment.here.network.guide, moment.walk, timezone.now())
        return cls(
            moment.here, moment.walk, moment.findings, pin.decision, pin.known, pin, moment.withdrawn, wait, link
        )

    @property
    def document(self) -> GuideDocument:
        return self.live.document

    @cached_property
    def parts(self) -> Parts:
        return Parts(self.document)

    @cached_property
    def go(self) -> WalkAddresses:
        """Where the walk may go from here."""
        return WalkAddresses(self.document.slug, self.walk, self.link)

    @cached_property
    def voice(self) -> Voice:
        """The guide's texts for this visitor."""
        return Voice(self.live.texts, self.known)

    @property
    def carrier(self) -> Carrier | None:
        """The visitor's, where it is known."""
        question = self.parts.carrier_question
        chosen = self.known.get(question.slug) if question else None
        return self.parts.carriers.get(chosen) if isinstance(chosen, str) else None

    @property
    def would_ask(self) -> bool:
        if self.pin:
            return self.pin.would_ask
        return self.advice is not None and self.advice.would_ask

    @property
    def questions_ahead(self) -> int:
        """How many questions are still to come before the next steps."""
        if self.pin:
            return self.pin.questions_ahead
        return self.advice.questions_ahead if self.advice and self.decision.move == "ask" else 0

    @property
    def steps_done(self) -> frozenset[str]:
        """What the visitor has done."""
        return steps_done(self.live.network.guide, self.walk)

    def not_first(self, slug: str) -> NotFirst:
        if self.pin and slug in self.pin.not_first:
            return self.pin.not_first[slug]
        if self.advice:
            return self.advice.not_first(slug)
        return why_not_first(self.live.network, self.walk, self.decision, slug, self.findings.evidence)

    def ended_at(self, slug: str) -> str | None:
        """The cause that it most likely was, now that this step has worked."""
        return self.pin.ended_at if self.pin else likely_cause(self.document, self.decision, slug)

    def step(self, slug: str) -> Step:
        return self.parts.steps[slug]
