"""Everything that is wrong with a document, before anyone sees it."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from diagnostics.content.cases.failures import case_problems
from diagnostics.content.checks.known_usage import KnownUsage
from diagnostics.content.checks.lengths import length_problems
from diagnostics.content.checks.progress import Tell, ignore_progress, scale_progress
from diagnostics.content.checks.reading_age import reading_problems
from diagnostics.content.checks.remarks import audit_remarks
from diagnostics.content.checks.reviews import review_problems, today
from diagnostics.content.checks.rules import rule_problems
from diagnostics.content.checks.text_rules import text_problems
from diagnostics.content.checks.translations import translation_problems
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.conditions import condition_problems
from diagnostics.content.document.index import Index
from diagnostics.content.document.offered import offer_problems
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.references import broken_references, slug_problems
from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.network import compile_guide

type Problems = tuple[Problem, ...]

_READ: Final = 0.05
_CASES: Final = 0.1
"""Shares of the time, by which progress is told."""


def check(
    document: GuideDocument,
    *,
    day: datetime.date | None = None,
    tell: Tell = ignore_progress,
    known: KnownUsage | None = None,
) -> Problems:
    """All errors and warnings, the errors first; cases and simulated visitors once nothing else is wrong.

    ``day``: on which reviews are judged, today if it is None. The starter guide takes some seconds, and a fifth of them where its
    usage is ``known``.
    """
    tell(0, "Reading names, rules and texts.")
    found = quick_check(document, day=day)
    return found if has_errors(found) else _sort([*found, *_play(document, tell, known)])


def quick_check(document: GuideDocument, *, day: datetime.date | None = None) -> Problems:
    """What reading the document shows, at once: all but failing cases and what only the engine notices."""
    index = Index(document)
    names = (*slug_problems(index), *_as_remarks(broken_references(index)))
    found = [
        *names,
        *offer_problems(index),
        *rule_problems(index),
        *_as_remarks(text_problems(index)),
        *translation_problems(document),
    ]
    if not has_errors(names):
        found += condition_problems(index)
    found += [*length_problems(index), *reading_problems(index), *review_problems(index, day or today())]
    return _sort(found)


def _as_remarks(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems; those of reports are warnings, because a report measures a guide and blocks nothing."""
    return (replace(one, severity="warning") if one.part == "reports" else one for one in problems)


def errors(problems: Iterable[Problem]) -> Problems:
    """Those of the problems that block publishing."""
    return tuple(problem for problem in problems if problem.severity == "error")


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of the problems does."""
    return bool(errors(problems))


def _play(document: GuideDocument, tell: Tell, known: KnownUsage | None) -> Problems:
    network = compile_guide(engine_guide(document))
    tell(_READ, "Playing the cases.")
    cases = tuple(case_problems(document))
    visitors = scale_progress(tell, _CASES, 1)
    return (*cases, *audit_remarks(document, network, lambda share: visitors(share, "Simulating visitors."), known))


def _sort(problems: Iterable[Problem]) -> Problems:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.severity == "warning"))
