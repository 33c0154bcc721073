"""What a check found in a draft, arranged for reading: errors first, by kind of object, the same sentence once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from types import MappingProxyType
from typing import Final, Literal

from diagnostics.content.checks.check import quick_check
from diagnostics.content.document.index import title_of
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.problems import Problem, Severity
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.where import field_name
from diagnostics.content.wording.names import Names
from diagnostics.domain.publishing import examinations, releases
from diagnostics.domain.publishing.candidates import problems_in
from diagnostics.domain.publishing.guide_names import collisions
from diagnostics.domain.publishing.recalls import recalled_text
from diagnostics.models import Examination

type State = Literal["none", "running", "failed", "done"]

_HEADINGS: Final[Mapping[str, str]] = MappingProxyType(
    {GUIDE: "The guide", "paths": "Menu paths", **{part: part.capitalize() for part in PARTS if part != "paths"}}
)
_ORDER: Final = (GUIDE, *PARTS, "")


@dataclass(frozen=True, slots=True)
class ReportedProblem:
    """One problem of one object.

    title: of the object, as editors call it. where: the field in words; empty for the whole object.
    is_live: the live release has it too.
    """

    problem: Problem
    title: str
    where: str
    is_live: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The problems of one kind of object, by sentence, each with all objects that have it."""

    heading: str
    by_sentence: tuple[tuple[str, tuple[ReportedProblem, ...]], ...]
    count: int


@dataclass(frozen=True, slots=True)
class Report:
    """What is known about a draft.

    state: of the whole check. While it is not done, only what reading tells is in ``errors`` and ``warnings``.
    percent, doing: how far it is, or why it failed. at: when it was made, or begun.
    """

    state: State
    percent: int
    doing: str
    at: datetime | None
    errors: tuple[Group, ...]
    warnings: tuple[Group, ...]

    @property
    def error_count(self) -> int:
        return sum(group.count for group in self.errors)

    @property
    def warning_count(self) -> int:
        return sum(group.count for group in self.warnings)


@dataclass(frozen=True, slots=True)
class Summary:
    """A check in two numbers; while ``state`` is not "done", of what reading alone shows."""

    errors: int
    warnings: int
    state: State
    percent: int


def report(document: GuideDocument) -> Report:
    """What is wrong with a draft, as far as is known so far."""
    row = examinations.find(document, "check")
    problems, live, names = _all_problems(document, row), _live_problems(document.slug), Names(document)
    reported = [_reported_problem(problem, names, live) for problem in problems]
    return Report(
        state=_state(row),
        percent=row.percent if row else 0,
        doing=row.doing if row else "",
        at=row.touched_at if row else None,
        errors=_groups(reported, "error"),
        warnings=_groups(reported, "warning"),
    )


def unreadable_report(problems: Iterable[Problem]) -> Report:
    """The same for rows that make no document: only the reasons are known."""
    reported = [ReportedProblem(problem, problem.readable_location, "", is_live=False) for problem in problems]
    return Report("none", 0, "", None, errors=_groups(reported, "error"), warnings=())


def summary(document: GuideDocument) -> Summary:
    row = examinations.find(document, "check")
    problems = _all_problems(document, row)
    errors = sum(problem.severity == "error" for problem in problems)
    return Summary(errors, len(problems) - errors, _state(row), row.percent if row else 0)


def _state(row: Examination | None) -> State:
    return row.state if row else "none"  # type: ignore[return-value]  # its choices are these words


def _problems(document: GuideDocument, row: Examination | None) -> tuple[Problem, ...]:
    return problems_in(row) if row and row.state == "done" else quick_check(document)


def _all_problems(document: GuideDocument, row: Examination | None) -> tuple[Problem, ...]:
    """With what is never kept, as it changes without the draft: collisions with other guides, and what was recalled."""
    return (*collisions(document), *_problems(document, row), *recalled_text(document, "warning"))


def live_document(slug: str) -> GuideDocument | None:
    """What visitors see now; None where nothing is live, or where it cannot be read."""
    return releases.reading_of_live(releases.live(slug)).document


def _live_problems(slug: str) -> frozenset[tuple[str, ...]]:
    """What is wrong with the live release, if it was ever checked."""
    document = live_document(slug)
    problems = _problems(document, examinations.last(document, "check")) if document else ()
    return frozenset(_problem_key(problem) for problem in problems)


def _problem_key(problem: Problem) -> tuple[str, ...]:
    return problem.part, problem.slug, problem.field, problem.message


def _reported_problem(problem: Problem, names: Names, live: frozenset[tuple[str, ...]]) -> ReportedProblem:
    item = names.index.parts.get(problem.part, {}).get(problem.slug)
    title = title_of(item) if item else names.document.title if problem.part == GUIDE else problem.readable_location
    return ReportedProblem(
        problem,
        title,
        field_name(names, problem.part, problem.slug, problem.field),
        is_live=_problem_key(problem) in live,
    )


def _groups(reported: list[ReportedProblem], severity: Severity) -> tuple[Group, ...]:
    """By kind of object, in the order in which editors think of a guide."""
    wanted = [one for one in reported if one.problem.severity == severity]
    wanted.sort(key=lambda one: _ORDER.index(one.problem.part))
    parts = groupby(wanted, key=lambda one: one.problem.part)
    groups = ((_HEADINGS.get(part, "The draft"), list(group)) for part, group in parts)
    return tuple(Group(heading, tuple(_by_sentence(group)), len(group)) for heading, group in groups)


def _by_sentence(reported: list[ReportedProblem]) -> list[tuple[str, tuple[ReportedProblem, ...]]]:
    """Problems of few objects come before those of many, so that they are not overlooked."""
    by_sentence: dict[str, tuple[ReportedProblem, ...]] = {}
    for one in reported:
        by_sentence[one.problem.message] = (*by_sentence.get(one.problem.message, ()), one)
    return sorted(by_sentence.items(), key=lambda item: len(item[1]))
