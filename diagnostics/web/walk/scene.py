"""One moment of a walk: what was said, what the server found, and what the engine decided."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Self

from diagnostics.content.document.schema import GuideDocument, Step
from diagnostics.content.results.pinning import Pin, likely_cause
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results.result_links import Moment
from diagnostics.engine.advise import advise, questions_ahead, why_not_first
from diagnostics.engine.decision import Decision, NotFirst
from diagnostics.engine.guide import Answers
from diagnostics.engine.situation import complete_answers
from diagnostics.engine.walk import Walk, steps_done
from diagnostics.web.site.addresses import WalkAddresses
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice


@dataclass(frozen=True)
class Scene:
    """Everything that a screen is made from.

    known: the walk's answers, completed by findings; None for "not sure".
    pin: what the engine said when a result link was made; nothing is decided anew then.
    withdrawn: since when the steps are withdrawn of which no instructions may be shown.
    """

    live: LiveGuide
    walk: Walk
    findings: Findings
    decision: Decision
    known: Answers
    pin: Pin | None = None
    withdrawn: Mapping[str, dt.datetime] = MappingProxyType({})

    @classmethod
    def of(cls, live: LiveGuide, walk: Walk, findings: Findings) -> Self:
        """Decide once."""
        decision = advise(live.network, walk, findings.evidence)
        return cls(live, walk, findings, decision, complete_answers(live.network, walk, findings.answers))

    @classmethod
    def from_pin(cls, moment: Moment) -> Self:
        """The decision of that moment, with its texts."""
        pin = moment.pin
        return cls(moment.here, moment.walk, moment.findings, pin.decision, pin.known, pin, moment.withdrawn)

    @property
    def document(self) -> GuideDocument:
        return self.live.document

    @cached_property
    def parts(self) -> Parts:
        return Parts(self.document)

    @cached_property
    def go(self) -> WalkAddresses:
        """Where the walk may go from here."""
        return WalkAddresses(self.document.slug, self.walk)

    @cached_property
    def voice(self) -> Voice:
        """The guide's texts for this visitor."""
        return Voice(self.live.texts, self.known)

    @property
    def would_ask(self) -> bool:
        if self.pin:
            return self.pin.would_ask
        going_on = replace(self.walk, show_steps=False)
        return advise(self.live.network, going_on, self.findings.evidence).move == "ask"

    @property
    def questions_ahead(self) -> int:
        """How many questions are still to come before the next steps."""
        if self.pin:
            return self.pin.questions_ahead
        asks = self.decision.move == "ask"
        return questions_ahead(self.live.network, self.walk, self.findings.evidence) if asks else 0

    @property
    def steps_done(self) -> frozenset[str]:
        """What the visitor has done."""
        return steps_done(self.live.network.guide, self.walk)

    def not_first(self, slug: str) -> NotFirst:
        if self.pin and slug in self.pin.not_first:
            return self.pin.not_first[slug]
        return why_not_first(self.live.network, self.walk, self.decision, slug, self.findings.evidence)

    def ended_at(self, slug: str) -> str | None:
        """The cause that it most likely was, now that this step has worked."""
        return self.pin.ended_at if self.pin else likely_cause(self.document, self.decision, slug)

    def step(self, slug: str) -> Step:
        return self.parts.steps[slug]
