"""What was promised beside what was seen, and the table of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

WIDTHS: Final = (24, 44, 62)
HEAD: Final = ("fault", "promise", "seen")


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise of the site. is_kept: None where it could not be tried here; ``seen`` says why."""

    promise: str
    seen: str
    is_kept: bool | None

    @property
    def verdict(self) -> str:
        return {True: "ok", False: "FAILED", None: "left out"}[self.is_kept]


type Result = tuple[str, Promise]
"""The name of the fault, and one of its promises."""


def table(results: Iterable[Result]) -> str:
    """One row a promise; a fault is named at its first one."""
    lines, before = [*_row(HEAD, ""), _rule()], ""
    for name, one in results:
        if before and name != before:
            lines.append(_rule())
        lines += _row((name if name != before else "", one.promise, one.seen), one.verdict)
        before = name
    return "\n".join(lines)


def failures(results: Iterable[Result]) -> int:
    return sum(one.is_kept is False for _name, one in results)


def _row(cells: tuple[str, str, str], verdict: str) -> list[str]:
    columns = [wrap(cell, width) or [""] for cell, width in zip(cells, WIDTHS, strict=True)]
    height = max(map(len, columns))
    padded = [column + [""] * (height - len(column)) for column in columns]
    verdicts = [verdict] + [""] * (height - 1)
    return [
        " | ".join([*(f"{cell:{width}}" for cell, width in zip(line, WIDTHS, strict=True)), last]).rstrip(" ")
        for *line, last in zip(*padded, verdicts, strict=True)
    ]


def _rule() -> str:
    return "-+-".join("-" * width for width in (*WIDTHS, 8))
