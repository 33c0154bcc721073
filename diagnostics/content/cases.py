"""Cases: answers that an editor wrote down, held against what the engine makes of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnostics.content.compile import engine_guide
from diagnostics.content.document import Case, GuideDocument
from diagnostics.content.index import problem
from diagnostics.content.problems import Problem, listed
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.walk import Walk, fold


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case.

    failures: whole sentences, one for each expectation that was not met; empty where the case passes.
    steps: what is offered, in order.
    """

    slug: str
    title: str
    failures: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.failures


def run_cases(document: GuideDocument, network: Network) -> tuple[CaseResult, ...]:
    """Every case of a document; ``network`` is that document, compiled."""
    names = {question.finding: question.slug for question in document.questions if question.finding}
    return tuple(_run(case, network, names) for case in document.cases)


def case_problems(document: GuideDocument) -> Iterator[Problem]:
    """A problem for each case that fails, in a document without other errors."""
    if document.cases:
        for result in run_cases(document, compile_guide(engine_guide(document))):
            for failure in result.failures:
                yield problem("cases", result.slug, "expect", failure)


def _run(case: Case, network: Network, names: dict[str, str]) -> CaseResult:
    walk = fold(network.guide, _pairs(case))
    findings = {names[finding]: option for finding, option in case.findings.items()}
    decision = advise(network, walk, findings)
    steps = _offered(decision)
    failures = (*_dropped(walk), *_failures(case, decision, steps))
    return CaseResult(case.slug, case.title, failures, steps)


def _pairs(case: Case) -> list[tuple[str, str]]:
    """The walk of a visitor who has said this, and asks what to try now."""
    steps = [("tried", step) for step in case.tried] + [("cannot", step) for step in case.cannot]
    return [*case.answers.items(), *steps, ("show", "steps")]


def _offered(decision: Decision) -> tuple[str, ...]:
    planned = tuple(planned.step for planned in decision.plan)
    return planned or ((decision.escalation,) if decision.escalation else ())


def _dropped(walk: Walk) -> Iterator[str]:
    for pair in walk.dropped:
        yield f"“{pair.key}: {pair.value}” does not apply beside the other answers. Take it out, or change them."


def _failures(case: Case, decision: Decision, steps: tuple[str, ...]) -> Iterator[str]:
    expected = case.expect
    found = f"The steps are: {listed(steps[:5])}." if steps else "No step is offered."
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
        yield f"The alarm “{expected.alarm}” should be raised. Raised: {listed(decision.alarms) or 'none'}."


def _either(steps: tuple[str, ...]) -> str:
    return " or ".join(f"“{step}”" for step in steps)
