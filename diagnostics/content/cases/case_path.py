"""The path of one case through a guide: what was said, what that did to the causes, and what the guide would do then."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from diagnostics.content.cases.cases import answers_found, case_walk
from diagnostics.content.cases.expectations import STEP_EVENT_WORDS
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.measures import Case
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording import progress_words, reason_words
from diagnostics.content.wording.names import Names
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import Event, Walk

LEADERS: Final = 5


@dataclass(frozen=True, slots=True)
class Leader:
    """A cause that fits, and how well in words."""

    name: str
    band: str


@dataclass(frozen=True, slots=True)
class PathEntry:
    """One thing that the visitor said.

    would: what the guide would have done then; empty where it asked or offered just this. leaders: who fits after it.
    """

    label: str
    text: str
    would: str
    leaders: tuple[Leader, ...]
    ruled_out: str


@dataclass(frozen=True, slots=True)
class OfferedStep:
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class CasePath:
    """Attributes:

    found: answers that the site found out by itself, "Apple's status: An outage". leaders: who fits before any answer.
    then: what the guide would do after the last answer. dropped: one sentence about answers that do not count.
    """

    found: tuple[str, ...]
    leaders: tuple[Leader, ...]
    said: tuple[PathEntry, ...]
    then: str
    alarms: tuple[str, ...]
    offered: tuple[OfferedStep, ...]
    help: str
    dropped: str


def case_path(case: Case, names: Names) -> CasePath:
    """The path of a case through its document, which the engine can take."""
    return _Way(case, names).path()


class _Way:
    def __init__(self, case: Case, names: Names) -> None:
        self._names = names
        self._network = compile_guide(engine_guide(names.document))
        self._findings = answers_found(case, self._network)
        self._walk = case_walk(case, self._network)

    def path(self) -> CasePath:
        events = self._walk.events
        decisions = [self._decide(Walk(events[:count])) for count in range(len(events) + 1)]
        last = self._decide(self._walk.with_steps_shown())
        return CasePath(
            found=tuple(f"{self._names.label(q)}: {self._names.option(q, said)}" for q, said in self._findings.items()),
            leaders=self._leaders(decisions[0]),
            said=tuple(self._entry(*one) for one in zip(events, decisions, decisions[1:], strict=False)),
            then=self._move(decisions[-1]),
            alarms=tuple(self._names.alarm(alarm) for alarm in last.alarms),
            offered=tuple(self._offered_steps(last)),
            help=self._names.step(last.escalation) if last.escalation else "",
            dropped=self._dropped_sentence(),
        )

    def _decide(self, walk: Walk) -> Decision:
        return advise(self._network, walk, self._findings)

    def _entry(self, event: Event, before: Decision, after: Decision) -> PathEntry:
        names = self._names
        if event.kind == "answer":
            label, text = names.question(event.name), names.answer(event.name, event.option)
        else:
            label = names.step(event.name)
            text = f"{STEP_EVENT_WORDS[event.kind]}."
        as_asked = event.name in (before.question, *(planned.step for planned in before.plan[:1]))
        ruled_out = progress_words.ruled_out_sentence(after).fill()
        return PathEntry(label, text, "" if as_asked else self._move(before), self._leaders(after), ruled_out)

    def _move(self, decision: Decision) -> str:
        if decision.stops:
            return f"stop at the alarm {quote(self._names.alarm(decision.stops[0]))}"
        if decision.question:
            return f"ask {quote(self._names.question(decision.question))}"
        if decision.plan:
            return f"offer {quote(self._names.step(decision.plan[0].step))}"
        return "say whom to ask for help"

    def _leaders(self, decision: Decision) -> tuple[Leader, ...]:
        return tuple(
            Leader(self._names.cause(one.cause), reason_words.band(one.band).fill())
            for one in decision.leaders[:LEADERS]
        )

    def _offered_steps(self, decision: Decision) -> Iterator[OfferedStep]:
        for planned in decision.plan:
            why = self._names.say(reason_words.step(self._names.document, planned))
            yield OfferedStep(self._names.step(planned.step), why)

    def _dropped_sentence(self) -> str:
        dropped = self._walk.uncounted
        return self._names.say(reason_words.dropped_answers(self._names.document, dropped)) if dropped else ""
