"""Cases: answers that an editor wrote down, compared with what the engine makes of them, now and before a change."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.fields import SaidAnswer, options_said
from diagnostics.content.document.measures import Case, Expectation
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.names import Names
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import Answer, Ticks
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.walk import STEP_EVENTS, DroppedPair, Event, Walk, fold

FIRST: Final = 3
"""How many steps from the top are compared."""


type ExpectationWord = Literal["first", "within_three", "not_first", "never", "cause", "alarm", "ends", "goes-on"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a walk leads to."""

    decision: Decision

    @property
    def steps(self) -> tuple[str, ...]:
        """What is offered, in order; whom to ask where nothing else is left."""
        last = (self.decision.escalation,) if self.decision.escalation else ()
        return tuple(planned.step for planned in self.decision.plan) or last

    @property
    def cause(self) -> str:
        """The most likely one."""
        return self.decision.leaders[0].cause

    @property
    def alarms(self) -> tuple[str, ...]:
        return self.decision.alarms

    @property
    def escalates(self) -> bool:
        return self.decision.move == "escalate"


@dataclass(frozen=True, slots=True)
class JudgedExpectation:
    """One expectation of a case. slugs: what it names, any one of which will do. is_met: whether it came out that way."""

    word: ExpectationWord
    slugs: tuple[str, ...]
    is_met: bool


@dataclass(frozen=True, slots=True)
class CaseResult(Outcome):
    """What comes out of one case. dropped: answers that do not count."""

    slug: str
    title: str
    expectations: tuple[JudgedExpectation, ...]
    dropped: tuple[DroppedPair, ...]

    @property
    def passes(self) -> bool:
        return not self.dropped and all(one.is_met for one in self.expectations)


def part_of(word: ExpectationWord) -> str:
    """The part of the objects that such an expectation names."""
    return {"cause": "causes", "alarm": "alarms"}.get(word, "steps")


def outcomes(document: GuideDocument) -> tuple[CaseResult, ...]:
    """Every case of a document that the engine can take."""
    if not document.cases:
        return ()
    network = compile_guide(engine_guide(document))
    return tuple(run(case, network) for case in document.cases)


def run(case: Case, network: Network) -> CaseResult:
    """One case in a guide, compiled. A finding that answers no question says nothing."""
    walk = case_walk(case, network)
    outcome = Outcome(advise(network, walk.with_steps_shown(), answers_found(case, network)))
    judged = tuple(_judge(case.expect, outcome))
    return CaseResult(outcome.decision, case.slug, case.title, judged, walk.uncounted)


def case_events(case: Case) -> tuple[Event, ...]:
    """What the visitor of a case says."""
    return (
        *(Event("answer", question, _answer(said)) for question, said in case.answers.items()),
        *(Event(kind, step) for kind in STEP_EVENTS.values() for step in getattr(case, kind)),
    )


def _answer(said: SaidAnswer) -> Answer:
    return said if isinstance(said, str) else Ticks(options_said(said), ())


def case_walk(case: Case, network: Network) -> Walk:
    return fold(network.guide, [pair for event in case_events(case) for pair in event.pairs])


def answers_found(case: Case, network: Network) -> dict[str, str]:
    """Question → option, of the case's findings that answer a question."""
    names = {question.finding: question.slug for question in network.guide.questions}
    return {names[finding]: option for finding, option in case.findings.items() if finding in names}


def _judge(expected: Expectation, outcome: Outcome) -> Iterator[JudgedExpectation]:
    steps = outcome.steps
    offered = {*steps, *outcome.decision.workarounds}
    if expected.first:
        yield JudgedExpectation("first", expected.first, not {*expected.first}.isdisjoint(steps[:1]))
    if expected.within_three:
        yield JudgedExpectation(
            "within_three", expected.within_three, not {*expected.within_three}.isdisjoint(steps[:3])
        )
    for step in expected.not_first:
        yield JudgedExpectation("not_first", (step,), step not in steps[:1])
    for step in expected.never:
        yield JudgedExpectation("never", (step,), step not in offered)
    if expected.cause:
        yield JudgedExpectation("cause", (expected.cause,), expected.cause == outcome.cause)
    if expected.alarm:
        yield JudgedExpectation("alarm", (expected.alarm,), expected.alarm in outcome.alarms)
    if expected.escalates is not None:
        word: ExpectationWord = "ends" if expected.escalates else "goes-on"
        yield JudgedExpectation(word, (), expected.escalates == outcome.escalates)


@dataclass(frozen=True, slots=True)
class CaseChange:
    """A case whose outcome differs. ``sentences``: what it was and is now; ``passes``: whether the case passes now."""

    slug: str
    title: str
    sentences: tuple[str, ...]
    passes: bool


def case_changes(before: GuideDocument, after: GuideDocument) -> tuple[CaseChange, ...]:
    """The cases of ``after`` that come out differently in ``before``; both must be free of other errors."""
    if not after.cases:
        return ()
    compared = _Comparison(before, after)
    found = ((case, tuple(compared.sentences(case))) for case in after.cases)
    return tuple(
        CaseChange(case.slug, case.title, sentences, compared.outcome_now(case).passes)
        for case, sentences in found
        if sentences
    )


class _Comparison:
    """Two versions of a guide; slugs that were renamed between them mean the same."""

    def __init__(self, before: GuideDocument, after: GuideDocument) -> None:
        self._networks = compile_guide(engine_guide(before)), compile_guide(engine_guide(after))
        self._names_before, self._names = Names(before), Names(after)
        self._old, self._new = self._names_before.index, self._names.index
        self._results: dict[str, CaseResult] = {}

    def outcome_now(self, case: Case) -> CaseResult:
        if case.slug not in self._results:
            self._results[case.slug] = run(case, self._networks[1])
        return self._results[case.slug]

    def sentences(self, case: Case) -> Iterator[str]:
        old, new = run(self._case_before(case), self._networks[0]), self.outcome_now(case)
        yield from self._steps([self._new_slug("steps", step) for step in old.steps[:FIRST]], list(new.steps[:FIRST]))
        if (cause := self._new_slug("causes", old.cause)) != new.cause:
            yield f"The most likely cause was {self._call('causes', cause)}. Now it is {self._call('causes', new.cause)}."
        yield from self._alarms({*old.alarms}, {*new.alarms})
        if old.escalates != new.escalates:
            yield "Now it ends in asking for help." if new.escalates else "It no longer ends in asking for help."

    def _steps(self, old: list[str], new: list[str]) -> Iterator[str]:
        if old[:1] != new[:1]:
            yield f"{self._step_list(old[:1], 'First came')} {self._step_list(new[:1], 'Now first comes')}"
        elif old != new:
            yield f"{self._step_list(old, 'The first three were')} {self._step_list(new, 'Now they are')}"

    def _step_list(self, steps: list[str], what: str) -> str:
        titles = ", ".join(self._call("steps", step) for step in steps)
        return f"{what} {titles or 'no step'}."

    def _alarms(self, old: set[str], new: set[str]) -> Iterator[str]:
        for slug in sorted(new - old):
            yield f"Now the alarm {self._call('alarms', slug)} is raised."
        for slug in sorted(old - new):
            yield f"The alarm {self._call('alarms', slug)} is no longer raised."

    def _call(self, part: str, slug: str) -> str:
        """Its title now, or before it was taken out."""
        return quote((self._names if slug in self._new.parts[part] else self._names_before).of(part, slug))

    def _new_slug(self, part: str, slug: str) -> str:
        return slug if slug in self._new.parts[part] else self._new.present_slugs[part].get(slug, slug)

    def _case_before(self, case: Case) -> Case:
        """The case in the slugs of the version before."""
        answers = {self._old_slug("questions", q): self._old_answer(q, said) for q, said in case.answers.items()}
        steps = {
            name: tuple(self._old_slug("steps", step) for step in getattr(case, name))
            for name in ("did", "tried", "cannot")
        }
        return case.model_copy(update={"answers": answers, **steps})

    def _old_slug(self, part: str, slug: str) -> str:
        return _former_name(slug, self._new.parts[part].get(slug), self._old.parts[part])

    def _old_answer(self, question: str, said: SaidAnswer) -> SaidAnswer:
        if isinstance(said, str):
            return self._old_option(question, said)
        return tuple(self._old_option(question, option) for option in said)

    def _old_option(self, question: str, option: str) -> str:
        asked = self._new.questions.get(question)
        asked_before = self._old.questions.get(self._old_slug("questions", question))
        if asked is None or asked_before is None:
            return option
        return _former_name(option, self._new.options(asked).get(option), self._old.options(asked_before))


def _former_name(slug: str, item: Any, known: Any) -> str:  # noqa: ANN401 (any object of a document that has a slug)
    """The first of an object's slug and aliases that the version before knew."""
    names = (slug, *getattr(item, "aliases", ()))
    return next((name for name in names if name in known), slug)
