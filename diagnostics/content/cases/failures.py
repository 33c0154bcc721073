"""What a case expected and did not get, in sentences for editors."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from diagnostics.content.cases.cases import CaseResult, ExpectationWord, JudgedExpectation, outcomes, part_of
from diagnostics.content.document.index import problem
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording import reason_words
from diagnostics.content.wording.names import Names

type Call = Callable[[str, str], str]
"""What an object is called in a sentence, by its part and slug."""

FIRST: Final = 3
"""How many steps from the top are named."""
_FAILURES: Final[Mapping[ExpectationWord, str]] = MappingProxyType(
    {
        "first": "Expected {expected} first, but {first}.",
        "within_three": "Expected {expected} among the first three steps, but {three}.",
        "not_first": "Expected {expected} not to come first, but it does.",
        "never": "Expected {expected} not to be offered at all, but it is.",
        "cause": "Expected {expected} to be the most likely cause, but {cause} is.",
        "alarm": "Expected the alarm {expected} to be raised, but {alarms}.",
        "ends": "Expected the walk to end in asking for help, but {first}.",
        "goes-on": "Expected the walk to go on, but it ends in asking for help.",
    }
)


def case_problems(document: GuideDocument, *, with_slugs: bool = False) -> Iterator[Problem]:
    """A problem for each case that fails, in a document without other errors."""
    names = Names(document)
    for result in outcomes(document):
        for failure in failures(result, names, with_slugs=with_slugs):
            yield problem("cases", result.slug, "expect", failure)


def failures(result: CaseResult, names: Names, *, with_slugs: bool = False) -> Iterator[str]:
    """A sentence for each answer that does not count and each expectation that was not met.

    with_slugs: in brackets after the titles, for those who edit files.
    """

    def call(part: str, slug: str) -> str:
        title = quote(names.of(part, slug))
        return f"{title} ({slug})" if with_slugs else title

    yield from dropped_answers(result, names)
    yield from (_failure(one, result, call) for one in result.expectations if not one.is_met)


def dropped_answers(result: CaseResult, names: Names) -> Iterator[str]:
    """A sentence for each answer that does not count."""
    for pair in result.dropped:
        said = quote(names.line(reason_words.dropped_pair(names.document, pair)))
        yield f"{said} does not apply beside the other answers. Take it out, or change them."


def _failure(missed: JudgedExpectation, result: CaseResult, call: Call) -> str:
    steps = [call("steps", step) for step in result.steps[:FIRST]]
    return _FAILURES[missed.word].format(
        expected=either(call(part_of(missed.word), slug) for slug in missed.slugs),
        first=_step_clause(steps[:1]),
        three=_step_clause(steps),
        cause=call("causes", result.cause),
        alarms=_alarm_clause([call("alarms", alarm) for alarm in result.alarms]),
    )


def either(names: Iterable[str]) -> str:
    """Names any one of which will do, for a sentence."""
    return " or ".join(names)


def _step_clause(steps: list[str]) -> str:
    if not steps:
        return "no step is offered"
    *others, last = steps
    return f"{', '.join(others)} and {last} come first" if others else f"{last} comes first"


def _alarm_clause(alarms: list[str]) -> str:
    return f"only {' and '.join(alarms)} {'is' if len(alarms) == 1 else 'are'}" if alarms else "none is"
