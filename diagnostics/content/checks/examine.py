"""Long examinations of a document, in a process of their own: ``python -m diagnostics.content.checks.examine check``.

Canonical JSON comes in on stdin, in the next line what an earlier check found out (``known_of``). Lines of JSON go out on stdout: ``{"share": 0.4, "doing": "…"}`` while it lasts,
at the end ``{"result": …}``, or ``{"failed": "…"}`` where the document cannot be examined.
"""

import json
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from time import monotonic
from types import MappingProxyType
from typing import Any, Final

from diagnostics.content.checks.check import check, has_errors, quick_check
from diagnostics.content.checks.known_usage import NOTHING_KEPT, Kept, KnownUsage
from diagnostics.content.checks.progress import Tell, ignore_progress
from diagnostics.content.document.canonical import UnreadableDocument, load
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument

type Result = Mapping[str, Any]
"""What was found; JSON can hold it."""

NICENESS: Final = 10
"""Visitors of the same machine go first."""
SECONDS_BETWEEN: Final = 0.25
"""Between two lines of progress."""


class ExaminationRefused(Exception):
    """A document that this kind of examination cannot take; the message is for editors."""


def examine(kind: str, document: GuideDocument, tell: Tell = ignore_progress, *, known: Kept = NOTHING_KEPT) -> Result:
    """Examine in this process. Raises ExaminationRefused."""
    return KINDS[kind](document, tell, known)


def known_of(result: Result) -> Kept:
    """What the next check of the same guide need not find out again, as long as only its texts change."""
    known: Kept = result.get("usage", NOTHING_KEPT)
    return known


def problems_of(result: Result) -> tuple[Problem, ...]:
    return tuple(_problem(record) for record in result["problems"])


def _problem(record: Result) -> Problem:
    return Problem(location=record["place"], **{name: value for name, value in record.items() if name != "place"})


def _record(problem: Problem) -> Result:
    """Results outlive the code that wrote them, so the location keeps the key that it always had."""
    fields = asdict(problem)
    return {"place": fields.pop("location"), **fields}


def _check(document: GuideDocument, tell: Tell, kept: Kept) -> Result:
    known = KnownUsage(kept)
    found = [_record(problem) for problem in check(document, tell=tell, known=known)]
    return {"problems": found, "usage": known.used}


def _visitors(document: GuideDocument, tell: Tell, _kept: Kept) -> Result:
    from diagnostics.content.checks.visitors import survey  # noqa: PLC0415 (a check does without it)

    if has_errors(quick_check(document)):
        raise ExaminationRefused("The guide has errors, so nobody can walk through it. Put them right first.")
    return survey(document, tell)


KINDS: Final[Mapping[str, Callable[[GuideDocument, Tell, Kept], Result]]] = MappingProxyType(
    {"check": _check, "visitors": _visitors}
)


def main(kind: str) -> None:
    """Read a document from stdin and write the result to stdout."""
    last = 0.0

    def tell(share: float, doing: str) -> None:
        nonlocal last
        if monotonic() - last >= SECONDS_BETWEEN:
            last = monotonic()
            _write({"share": round(share, 3), "doing": doing})

    text, _, known = sys.stdin.read().partition("\n")
    try:
        _write({"result": examine(kind, load(text), tell, known=json.loads(known or "{}"))})
    except (ExaminationRefused, UnreadableDocument) as error:
        _write({"failed": str(error)})


def _write(line: Result) -> None:
    print(json.dumps(line), flush=True)  # noqa: T201 (the other end reads stdout)


if (
    __name__ == "__main__"
):  # pragma: no cover (runs in a process of its own, tests/domain/publishing/test_examinations.py)
    os.nice(NICENESS)
    main(sys.argv[1])
