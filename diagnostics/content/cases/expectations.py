"""What cases expect and what they get, line by line in editors' words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from diagnostics.content.cases.cases import (
    CaseResult,
    ExpectationWord,
    JudgedExpectation,
    case_changes,
    case_events,
    outcomes,
    part_of,
)
from diagnostics.content.cases.failures import dropped_answers, either
from diagnostics.content.document.measures import Case
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording import reason_words
from diagnostics.content.wording.names import Names
from diagnostics.engine.walk import Event

_SENTENCES: Final[Mapping[ExpectationWord, str]] = MappingProxyType(
    {
        "first": "{} comes first.",
        "within_three": "{} is among the first three.",
        "not_first": "{} does not come first.",
        "never": "{} is not offered at all.",
        "cause": "The most likely cause is {}.",
        "alarm": "The alarm {} is raised.",
        "ends": "It ends in asking for help.",
        "goes-on": "It does not end in asking for help.",
    }
)


@dataclass(frozen=True, slots=True)
class ExpectationResult:
    """One expectation of a case. ``met``: whether it came out that way."""

    text: str
    met: bool


def expectations(result: CaseResult, names: Names) -> tuple[ExpectationResult, ...]:
    """Every expectation of a case, with titles for slugs."""

    def sentence(one: JudgedExpectation) -> str:
        return _SENTENCES[one.word].format(either(quote(names.of(part_of(one.word), slug)) for slug in one.slugs))

    return tuple(ExpectationResult(sentence(one), one.is_met) for one in result.expectations)


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
        expected=expectations(result, names),
        steps=tuple(names.step(step) for step in result.steps),
        outcome=tuple(_outcome(result, names)),
        changes=changes,
        problems=tuple(dropped_answers(result, names)),
    )


def visitor_facts(case: Case, names: Names) -> Iterator[str]:
    """Everything that is known about the visitor of a case."""
    yield from (event_text(event, names) for event in case_events(case))
    for finding, option in case.findings.items():
        asked = names.index.findings.get(finding)
        label, answer = (names.label(asked.slug), names.option(asked.slug, option)) if asked else (finding, option)
        yield f"Found by the site: {label}: {answer}"


STEP_EVENT_WORDS: Final = {"tried": "Tried, did not help", "cannot": "Cannot be done", "did": "Done before"}


def event_text(event: Event, names: Names) -> str:
    """One thing that a visitor said, in a list of such things."""
    if event.kind == "answer":
        return f"{names.label(event.name)}: {names.answer(event.name, event.option)}"
    return f"{STEP_EVENT_WORDS[event.kind]}: {names.step(event.name)}"


def _outcome(result: CaseResult, names: Names) -> Iterator[str]:
    leader = result.decision.leaders[0]
    yield f"The most likely cause is {quote(names.cause(leader.cause))}: {reason_words.band(leader.band).fill()}."
    for alarm in result.alarms:
        yield f"The alarm {quote(names.alarm(alarm))} is raised."
    if result.escalates:
        yield "It ends in asking for help."
