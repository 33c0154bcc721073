"""Cases: answers that an editor wrote down, compared with what the engine makes of them, now and before a change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.problems import Problem, join_words
from diagnostics.content.document.schema import Case, GuideDocument
from diagnostics.content.wording.names import Names
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.walk import Walk, fold

FIRST: Final = 3
"""How many steps from the top are compared."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """The outcome of one case.

    failures: whole sentences, one for each expectation that was not met; empty if the case passes.
    dropped: those of them about answers that do not count.
    steps: what is offered, in order. decision: all that the engine says.
    """

    slug: str
    title: str
    failures: tuple[str, ...]
    dropped: tuple[str, ...]
    steps: tuple[str, ...]
    decision: Decision

    @property
    def passes(self) -> bool:
        return not self.failures

    @property
    def cause(self) -> str:
        return self.decision.leaders[0].cause

    @property
    def alarms(self) -> tuple[str, ...]:
        return self.decision.alarms

    @property
    def escalates(self) -> bool:
        return self.decision.move == "escalate"


def run_cases(document: GuideDocument, network: Network) -> tuple[CaseResult, ...]:
    """Every case of a document; ``network`` is that document, compiled."""
    names = finding_names(document)
    return tuple(run(case, network, names) for case in document.cases)


def outcomes(document: GuideDocument) -> tuple[CaseResult, ...]:
    """Every case of a document that the engine can take."""
    return run_cases(document, compile_guide(engine_guide(document))) if document.cases else ()


def finding_names(document: GuideDocument) -> dict[str, str]:
    """Name of a finding → the question that it answers."""
    return {question.finding: question.slug for question in document.questions if question.finding}


def case_problems(document: GuideDocument) -> Iterator[Problem]:
    """A problem for each case that fails, in a document without other errors."""
    for result in outcomes(document):
        for failure in result.failures:
            yield problem("cases", result.slug, "expect", failure)


def run(case: Case, network: Network, names: Mapping[str, str]) -> CaseResult:
    """One case; ``names``: finding → question. A finding that answers no question says nothing."""
    walk = fold(network.guide, [*walk_pairs(case), ("show", "steps")])
    findings = {names[finding]: option for finding, option in case.findings.items() if finding in names}
    decision = advise(network, walk, findings)
    steps = _offered_steps(decision)
    dropped = tuple(_dropped_answers(walk))
    failures = (*dropped, *_failures(case, decision, steps))
    return CaseResult(case.slug, case.title, failures, dropped, steps, decision)


def walk_pairs(case: Case) -> list[tuple[str, str]]:
    """The pairs of a visitor who said what the case says."""
    steps = [("tried", step) for step in case.tried] + [("cannot", step) for step in case.cannot]
    return [*case.answers.items(), *steps]


def _offered_steps(decision: Decision) -> tuple[str, ...]:
    planned = tuple(planned.step for planned in decision.plan)
    return planned or ((decision.escalation,) if decision.escalation else ())


def _dropped_answers(walk: Walk) -> Iterator[str]:
    for pair in walk.dropped:
        yield f"“{pair.key}: {pair.value}” does not apply beside the other answers. Take it out, or change them."


def _failures(case: Case, decision: Decision, steps: tuple[str, ...]) -> Iterator[str]:
    expected = case.expect
    found = f"The steps are: {join_words(steps[:5])}." if steps else "No step is offered."
    if expected.first and steps[:1] not in {(step,) for step in expected.first}:
        yield f"{_either(expected.first)} should come first. {found}"
    if expected.within_three and not set(expected.within_three) & set(steps[:3]):
        yield f"{_either(expected.within_three)} should be among the first three. {found}"
    for step in expected.never:
        if step in (*steps, *decision.workarounds):
            yield f"“{step}” should not be offered at all. {found}"
    if steps[:1] in {(step,) for step in expected.not_first}:
        yield f"“{steps[0]}” should not come first. {found}"
    if expected.escalates and decision.move != "escalate":
        yield f"This should end in asking for help. {found}"
    if expected.escalates is False and decision.move == "escalate":
        yield "This should not yet end in asking for help. It does."
    yield from _other_failures(case, decision)


def _other_failures(case: Case, decision: Decision) -> Iterator[str]:
    expected = case.expect
    leader = decision.leaders[0].cause
    if expected.cause and leader != expected.cause:
        yield f"The likeliest cause should be “{expected.cause}”. It is “{leader}”."
    if expected.alarm and expected.alarm not in decision.alarms:
        yield f"The alarm “{expected.alarm}” should be raised. Raised: {join_words(decision.alarms) or 'none'}."


def _either(steps: tuple[str, ...]) -> str:
    return " or ".join(f"“{step}”" for step in steps)


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
        self._old, self._new = Index(before), Index(after)
        self._networks = compile_guide(engine_guide(before)), compile_guide(engine_guide(after))
        self._findings = finding_names(before), finding_names(after)
        self._names = Names(after)
        self._names_before = Names(before)
        self._results: dict[str, CaseResult] = {}

    def outcome_now(self, case: Case) -> CaseResult:
        if case.slug not in self._results:
            self._results[case.slug] = run(case, self._networks[1], self._findings[1])
        return self._results[case.slug]

    def sentences(self, case: Case) -> Iterator[str]:
        old, new = run(self._case_before(case), self._networks[0], self._findings[0]), self.outcome_now(case)
        yield from self._steps([self._new_slug("steps", step) for step in old.steps[:FIRST]], list(new.steps[:FIRST]))
        cause = self._new_slug("causes", old.cause)
        if cause != new.cause:
            was = self._name("causes", cause)
            yield f"The most likely cause was “{was}”. Now it is “{self._name('causes', new.cause)}”."
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
        names = self._names if slug in self._new.parts[part] else self._names_before
        return {"steps": names.step, "causes": names.cause, "alarms": names.alarm}[part](slug)

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
