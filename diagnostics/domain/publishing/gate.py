"""The gate before publishing: errors block, new warnings must be read; and what visitors would notice."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.content.cases.cases import CaseChange, case_changes
from diagnostics.content.changes.merging import Choice
from diagnostics.content.checks.check import Problems, errors, quick_check
from diagnostics.content.checks.missing_ticks import cures
from diagnostics.content.checks.visitors import effect
from diagnostics.content.document.problems import Problem
from diagnostics.content.reports.standing import Standings, standings
from diagnostics.domain.publishing.candidates import Candidate, problems_in
from diagnostics.domain.publishing.proposals import Proposal
from diagnostics.models import Examination

MOST_TRACED: Final = 5
"""Errors for which the tick that cures them is looked for."""
CASES: Final = "cases"

type Rows = Sequence[Examination | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """An error. cures: changes that were left out, each of which would cure it; is_left_out: whether any could."""

    problem: Problem
    cures: tuple[Choice, ...] = ()
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Gate:
    """Attributes:

    state: whether it is known what is wrong. percent, doing: how far that is.
    faults: what blocks. new: warnings that the live release does not have. known: those that it has too.
    """

    state: Literal["unknown", "running", "done"]
    percent: int = 0
    doing: str = ""
    faults: tuple[Fault, ...] = ()
    new: tuple[Problem, ...] = ()
    known: tuple[Problem, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether this may be published, once the new warnings are read."""
        return self.state == "done" and not self.faults


def gate(proposal: Proposal, *, begin: bool) -> Gate:
    """What is known about a proposal now; with ``begin``, missing examinations are begun."""
    if blocked := _closed_gate(proposal, proposal.candidate.at_once):
        return blocked
    rows = [one.examination("check", begin=begin) for one in _both_documents(proposal)]
    done = [row for row in rows if row and row.state == "done"]
    if len(done) == len(rows):
        return _gate(proposal, *map(problems_in, done))
    if begin and _has_failed(rows):
        return judge(proposal)
    if not all(rows) or _has_failed(rows):
        return Gate("unknown")
    return Gate("running", percent=_percent(rows), doing=next(row.doing for row in rows if row and row.state != "done"))


def judge(proposal: Proposal) -> Gate:
    """What is wrong with a proposal; waits for missing examinations."""
    blocked = _closed_gate(proposal, proposal.candidate.problems)
    return blocked or _gate(proposal, *(one.problems for one in _both_documents(proposal)))


def _closed_gate(proposal: Proposal, problems: Problems) -> Gate | None:
    """The gate where something blocks; None where nothing does."""
    blocking = errors(problems)
    return Gate("done", faults=_faults(proposal, blocking)) if blocking or proposal.candidate.collisions else None


def _gate(proposal: Proposal, problems: Problems, before: Problems = ()) -> Gate:
    if blocked := _closed_gate(proposal, problems):
        return blocked
    told = {_problem_key(problem) for problem in before}
    new = tuple(problem for problem in problems if _problem_key(problem) not in told)
    return Gate("done", new=new, known=tuple(problem for problem in problems if problem not in new))


def _problem_key(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.location, problem.message


def _both_documents(proposal: Proposal) -> list[Candidate]:
    return [one for one in (proposal.candidate, proposal.rival) if one]


def _has_failed(rows: Rows) -> bool:
    return any(row and row.state == "failed" for row in rows)


def _percent(rows: Rows) -> int:
    return sum(row.percent for row in rows if row) // len(rows)


def _faults(proposal: Proposal, blocking: Problems) -> tuple[Fault, ...]:
    """The errors; those that the whole draft does not have come from what was left out."""
    return (*map(Fault, proposal.candidate.collisions), *_of_document(proposal, blocking))


def _of_document(proposal: Proposal, blocking: Problems) -> tuple[Fault, ...]:
    if not proposal.left or proposal.before is None:
        return tuple(map(Fault, blocking))
    whole = frozenset(errors(quick_check(proposal.draft)))
    partial = [problem for problem in blocking if problem not in whole and problem.part != CASES]
    traced = {
        problem: cures(proposal.before, proposal.draft, proposal.ticked, proposal.left, problem)
        for problem in partial[:MOST_TRACED]
    }
    return tuple(Fault(problem, traced.get(problem, ()), problem in partial) for problem in blocking)


@dataclass(frozen=True, slots=True)
class Effect:
    """What visitors would notice. sentences: questions and minutes before and after, where that is known."""

    state: Literal["unknown", "running", "done", "failed"]
    percent: int = 0
    sentences: tuple[str, ...] = ()


def changed_cases(proposal: Proposal) -> tuple[CaseChange, ...]:
    """Cases that come out differently in what is live; for a proposal and a live release without errors."""
    if proposal.rival is None or errors(proposal.rival.at_once):
        return ()
    return case_changes(proposal.rival.document, proposal.document)


def measure(proposal: Proposal) -> Standings | None:
    """How the reports stand beside what is live; None where there are none. It never blocks."""
    if not proposal.document.reports:
        return None
    before = proposal.rival.document if proposal.rival and not errors(proposal.rival.at_once) else None
    return standings(proposal.document, before)


def visitors(proposal: Proposal, *, begin: bool) -> Effect:
    """The effect in simulation; it never blocks."""
    if proposal.before is None:
        return Effect("done")
    rows = [one.examination("visitors", begin=begin) for one in _both_documents(proposal)]
    if not all(rows):
        return Effect("unknown")
    if _has_failed(rows):
        return Effect("failed")
    if any(row and row.state == "running" for row in rows):
        return Effect("running", percent=_percent(rows))
    after, before = (json.loads(row.result) for row in rows if row)
    return Effect("done", 100, effect(before, after).sentences)
