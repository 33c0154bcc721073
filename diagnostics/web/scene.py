"""One moment of a walk: what was said, what the server found, and what the engine decided."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from diagnostics.content.document import GuideDocument, Step
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import Answers
from diagnostics.engine.situation import completed
from diagnostics.engine.walk import Walk
from diagnostics.web.addresses import WalkAddresses
from diagnostics.web.parts import Parts
from diagnostics.web.voice import Voice


@dataclass(frozen=True)
class Scene:
    """All that a screen is made from.

    known: the walk's answers, completed by findings; None for "not sure".
    """

    live: LiveGuide
    walk: Walk
    findings: Findings
    decision: Decision
    known: Answers

    @classmethod
    def of(cls, live: LiveGuide, walk: Walk, findings: Findings) -> Self:
        """Decide once."""
        decision = advise(live.network, walk, findings.answers)
        return cls(live, walk, findings, decision, completed(live.network, walk, findings.answers))

    @property
    def document(self) -> GuideDocument:
        """The guide's texts."""
        return self.live.document

    @cached_property
    def parts(self) -> Parts:
        """The guide's parts by name."""
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
        """Whether the engine would ask more, had the visitor not had enough."""
        going_on = replace(self.walk, show_steps=False)
        return advise(self.live.network, going_on, self.findings.answers).move == "ask"

    def step(self, slug: str) -> Step:
        """A step by its slug."""
        return self.parts.steps[slug]
