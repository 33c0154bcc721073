"""Problems arranged for reading: each kind once with all that have it, those that matter first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from diagnostics.content.document.problems import Problem

_VALUE: Final = re.compile(r"(“[^“”]*”|\d+(?: [A-Z][a-z]+ \d{4})?)")
"""What differs between sentences of one kind: names in quotation marks, days, numbers."""
_UPKEEP: Final = "reviewed"
"""The field of problems that say nothing about how well a guide works: they stand last."""


@dataclass(frozen=True)
class Kind:
    """Problems that say the same of several objects."""

    problems: tuple[Problem, ...]

    @property
    def sentence(self) -> str:
        """What is said of all of them, with “…” where it differs."""
        return "".join(same[0] if len({*same}) == 1 else "…" for same in zip(*self._all_pieces, strict=True))

    def values(self, problem: Problem) -> str:
        """What the sentence leaves out of one of them."""
        pieces = zip(_VALUE.split(problem.message), *self._all_pieces, strict=True)
        return "; ".join(own for own, *others in pieces if len({*others}) > 1)

    @cached_property
    def _all_pieces(self) -> Sequence[Sequence[str]]:
        return [_VALUE.split(problem.message) for problem in self.problems]


def kinds(problems: Iterable[Problem]) -> tuple[Kind, ...]:
    """Errors before warnings; what is said of few before what is said of many, so that it is not overlooked."""
    found: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        found.setdefault((problem.severity, *_VALUE.split(problem.message)[::2]), []).append(problem)
    return tuple(sorted((Kind(tuple(some)) for some in found.values()), key=_order))


def _order(kind: Kind) -> tuple[bool, bool, int]:
    first = kind.problems[0]
    return first.severity == "warning", first.field == _UPKEEP, len(kind.problems)
