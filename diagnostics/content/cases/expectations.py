"""What cases expect and what they get, line by line in editors' words."""

from collections.abc import Iterator
from dataclasses import dataclass

from diagnostics.content.cases.cases import CaseResult, case_changes, outcomes
from diagnostics.content.document.schema import Case, GuideDocument
from diagnostics.content.wording import reason_words
from diagnostics.content.wording.names import Names


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """One expectation of a case. ``met``: whether it came out that way."""

    text: str
    met: bool


def expectations(case: Case, result: CaseResult, names: Names) -> tuple[ExpectationResult, ...]:
    return (*_steps(case, result, names), *_others(case, result, names))


def _steps(case: Case, result: CaseResult, names: Names) -> Iterator[ExpectationResult]:
    expected, steps = case.expect, result.steps
    offered = {*steps, *result.decision.workarounds}
    if expected.first:
        yield ExpectationResult(
            f"{names.either(expected.first)} comes first.", steps[:1] in {(one,) for one in expected.first}
        )
    if expected.within_three:
        among = bool({*expected.within_three} & {*steps[:3]})
        yield ExpectationResult(f"{names.either(expected.within_three)} is among the first three.", among)
    for step in expected.not_first:
        yield ExpectationResult(f"“{names.step(step)}” does not come first.", steps[:1] != (step,))
    for step in expected.never:
        yield ExpectationResult(f"“{names.step(step)}” is not offered at all.", step not in offered)


def _others(case: Case, result: CaseResult, names: Names) -> Iterator[ExpectationResult]:
    expected = case.expect
    if expected.cause:
        yield ExpectationResult(
            f"The most likely cause is “{names.cause(expected.cause)}”.", expected.cause == result.cause
        )
    if expected.alarm:
        yield ExpectationResult(
            f"The alarm “{names.alarm(expected.alarm)}” is raised.", expected.alarm in result.alarms
        )
    if expected.escalates is not None:
        words = "It ends in asking for help." if expected.escalates else "It does not end in asking for help."
        yield ExpectationResult(words, expected.escalates == result.escalates)


@dataclass(frozen=True, slots=True)
class CaseReport:
    """One case, compared with the guide.

    answers: "You see: Green". steps: titles in order. outcome: sentences about cause, alarms and the end of the road.
    changes: what was different in the live release. problems: answers that do not count.
    """

    slug: str
    title: str
    passed: bool
    answers: tuple[str, ...]
    expected: tuple[ExpectationResult, ...]
    steps: tuple[str, ...]
    outcome: tuple[str, ...]
    changes: tuple[str, ...]
    problems: tuple[str, ...]


def case_reports(document: GuideDocument, live: GuideDocument | None) -> tuple[CaseReport, ...]:
    """Every case of a document, in its order, with what differs from the live release."""
    names = Names(document)
    changes = {one.slug: one.sentences for one in case_changes(live, document)} if live else {}
    return tuple(
        _case_report(case, result, names, changes.get(case.slug, ()))
        for case, result in zip(document.cases, outcomes(document), strict=True)
    )


def _case_report(case: Case, result: CaseResult, names: Names, changes: tuple[str, ...]) -> CaseReport:
    return CaseReport(
        slug=case.slug,
        title=case.title,
        passed=result.passes,
        answers=tuple(visitor_facts(case, names)),
        expected=expectations(case, result, names),
        steps=tuple(names.step(step) for step in result.steps),
        outcome=tuple(_outcome(result, names)),
        changes=changes,
        problems=result.dropped,
    )


def visitor_facts(case: Case, names: Names) -> Iterator[str]:
    """Everything that is known about the visitor of a case."""
    for question, option in case.answers.items():
        yield f"{names.label(question)}: {names.option(question, option)}"
    for step in case.tried:
        yield f"Tried, did not help: {names.step(step)}"
    for step in case.cannot:
        yield f"Cannot be done: {names.step(step)}"
    for finding, option in case.findings.items():
        asked = names.index.findings.get(finding)
        label, answer = (names.label(asked.slug), names.option(asked.slug, option)) if asked else (finding, option)
        yield f"Found by the site: {label}: {answer}"


def _outcome(result: CaseResult, names: Names) -> Iterator[str]:
    leader = result.decision.leaders[0]
    yield f"The most likely cause is “{names.cause(leader.cause)}”: {reason_words.band(leader.band).fill()}."
    for alarm in result.alarms:
        yield f"The alarm “{names.alarm(alarm)}” is raised."
    if result.escalates:
        yield "It ends in asking for help."
