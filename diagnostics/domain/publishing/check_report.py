"""What a check found in a draft, and what of it is live."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from diagnostics.content.checks.check import quick_check
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.publishing import examinations, releases
from diagnostics.domain.publishing.candidates import problems_in
from diagnostics.domain.publishing.guide_names import collisions
from diagnostics.domain.publishing.recalls import recalled_text
from diagnostics.models import Examination

type State = Literal["none", "running", "failed", "done"]
type ProblemKey = tuple[str, str, str, str]
"""Part, slug, field and message."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is known about a draft.

    state: of the whole check. While it is not done, only what reading tells is in ``problems``.
    percent, doing: how far it is, or why it failed. at: when it was made, or begun.
    live: what the live release has too.
    """

    state: State
    percent: int
    doing: str
    at: datetime | None
    problems: tuple[Problem, ...]
    live: frozenset[ProblemKey]

    def is_live(self, problem: Problem) -> bool:
        return _problem_key(problem) in self.live


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
    return Report(
        state=_state(row),
        percent=row.percent if row else 0,
        doing=row.doing if row else "",
        at=row.touched_at if row else None,
        problems=_all_problems(document, row),
        live=_live_problems(document.slug),
    )


def unreadable_report(problems: Iterable[Problem]) -> Report:
    """The same for rows that make no document: only the reasons are known."""
    return Report("none", 0, "", None, tuple(problems), frozenset())


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


def _live_problems(slug: str) -> frozenset[ProblemKey]:
    """What is wrong with the live release, if it was ever checked."""
    document = live_document(slug)
    problems = _problems(document, examinations.last(document, "check")) if document else ()
    return frozenset(_problem_key(problem) for problem in problems)


def _problem_key(problem: Problem) -> ProblemKey:
    return problem.part, problem.slug, problem.field, problem.message
