"""Cases: answers that an editor wrote down, compared with what the engine makes of them, now and before a change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, Literal

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.index import problem
from diagnostics.content.document.problems import Problem, join_words
from diagnostics.content.document.schema import Case, Expectation, GuideDocument
from diagnostics.content.wording.names import Names
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.walk import Event, Walk, fold

FIRST: Final = 3
"""How many steps from the top are compared."""


type ExpectationWord = Literal["first", "within_three", "not_first", "never", "cause", "alarm", "ends", "goes-on"]

_FAILURES: Final[Mapping[ExpectationWord, str]] = MappingProxyType(
    {
        "first": "{expected} should come first. {steps}",
        "within_three": "{expected} should be among the first three. {steps}",
        "not_first": "{expected} should not come first. {steps}",
        "never": "{expected} should not be offered at all. {steps}",
        "cause": "The likeliest cause should be {expected}. It is “{cause}”.",
        "alarm": "The alarm {expected} should be raised. Raised: {alarms}.",
        "ends": "This should end in asking for help. {steps}",
        "goes-on": "This should not yet end in asking for help. It does.",
    }
)


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
    """What comes out of one case. dropped: whole sentences about answers that do not count."""

    slug: str
    title: str
    expectations: tuple[JudgedExpectation, ...]
    dropped: tuple[str, ...]

    @property
    def failures(self) -> tuple[str, ...]:
        """Whole sentences, one for each answer that does not count and each expectation that was not met."""
        values = {
            "steps": f"The steps are: {join_words(self.steps[:5])}." if self.steps else "No step is offered.",
            "cause": self.cause,
            "alarms": join_words(self.alarms) or "none",
        }
        missed = (one for one in self.expectations if not one.is_met)
        return (*self.dropped, *(_FAILURES[one.word].format(expected=either(one.slugs), **values) for one in missed))

    @property
    def passes(self) -> bool:
        return not self.failures


def either(names: Iterable[str]) -> str:
    """Names any one of which will do, for a sentence."""
    return " or ".join(f"“{name}”" for name in names)


def outcomes(document: GuideDocument) -> tuple[CaseResult, ...]:
    """Every case of a document that the engine can take."""
    if not document.cases:
        return ()
    network = compile_guide(engine_guide(document))
    return tuple(run(case, network) for case in document.cases)


def case_problems(document: GuideDocument) -> Iterator[Problem]:
    """A problem for each case that fails, in a document without other errors."""
    for result in outcomes(document):
        for failure in result.failures:
            yield problem("cases", result.slug, "expect", failure)


def run(case: Case, network: Network) -> CaseResult:
    """One case in a guide, compiled. A finding that answers no question says nothing."""
    walk = case_walk(case, network)
    outcome = Outcome(advise(network, walk.with_steps_shown(), answers_found(case, network)))
    dropped = tuple(
        f"“{pair.key}: {pair.value}” does not apply beside the other answers. Take it out, or change them."
        for pair in walk.uncounted
    )
    return CaseResult(outcome.decision, case.slug, case.title, tuple(_judge(case.expect, outcome)), dropped)


def case_events(case: Case) -> tuple[Event, ...]:
    """What the visitor of a case says."""
    answers = (Event("answer", question, option) for question, option in case.answers.items())
    tried = (Event("tried", step) for step in case.tried)
    return (*answers, *tried, *(Event("cannot", step) for step in case.cannot))


def case_walk(case: Case, network: Network) -> Walk:
    return fold(network.guide, [event.pair for event in case_events(case)])


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
            yield f"The most likely cause was “{self._name('causes', cause)}”. Now it is “{self._name('causes', new.cause)}”."
        yield from self._alarms({*old.alarms}, {*new.alarms})
        if old.escalates != new.escalates:
            yield "Now it ends in asking for help." if new.escalates else "It no longer ends in asking for help."

    def _steps(self, old: list[str], new: list[str]) -> Iterator[str]:
        if old[:1] != new[:1]:
            yield f"{self._step_list(old[:1], 'First came')} {self._step_list(new[:1], 'Now first comes')}"
        elif old != new:
            yield f"{self._step_list(old, 'The first three were')} {self._step_list(new, 'Now they are')}"

    def _step_list(self, steps: list[str], what: str) -> str:
        titles = ", ".join(f"“{self._name('steps', step)}”" for step in steps)
        return f"{what} {titles or 'no step'}."

    def _alarms(self, old: set[str], new: set[str]) -> Iterator[str]:
        for slug in sorted(new - old):
            yield f"Now the alarm “{self._name('alarms', slug)}” is raised."
        for slug in sorted(old - new):
            yield f"The alarm “{self._name('alarms', slug)}” is no longer raised."

    def _name(self, part: str, slug: str) -> str:
        """Its name now, or before it was taken out."""
        return (self._names if slug in self._new.parts[part] else self._names_before).of(part, slug)

    def _new_slug(self, part: str, slug: str) -> str:
        return slug if slug in self._new.parts[part] else self._new.present_slugs[part].get(slug, slug)

    def _case_before(self, case: Case) -> Case:
        """The case in the slugs of the version before."""
        answers = {self._old_slug("questions", q): self._old_option(q, option) for q, option in case.answers.items()}
        steps = {
            name: tuple(self._old_slug("steps", step) for step in getattr(case, name)) for name in ("tried", "cannot")
        }
        return case.model_copy(update={"answers": answers, **steps})

    def _old_slug(self, part: str, slug: str) -> str:
        return _former_name(slug, self._new.parts[part].get(slug), self._old.parts[part])

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
