"""Errors that come from publishing only a part: which tick would cure them."""

from collections.abc import Collection, Sequence
from typing import Final

from diagnostics.content.changes.merging import Choice, key_of, merge
from diagnostics.content.checks.check import quick_check
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument

MOST: Final = 12
"""Ticks that are tried for one error; each try reads the whole document."""


def cures(
    before: GuideDocument, draft: GuideDocument, ticked: Collection[str], left: Sequence[Choice], problem: Problem
) -> tuple[Choice, ...]:
    """The choices left out that would each cure the problem alone; only the likeliest are tried."""
    likely = [choice for choice in left if _is_named(choice, problem)] or list(left)
    return tuple(
        choice for choice in likely[:MOST] if problem not in quick_check(merge(before, draft, {*ticked, choice.key}))
    )


def _is_named(choice: Choice, problem: Problem) -> bool:
    """Whether the problem is of this object, or its sentence names it."""
    is_its_own = choice.key == key_of(problem.part, problem.slug)
    return is_its_own or any(f"“{slug}”" in problem.message for slug in choice.slugs)
