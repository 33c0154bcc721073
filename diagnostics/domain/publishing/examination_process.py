"""The process that examines a document, and the thread that writes its progress into the row."""

import json
import logging
import os
import sys
from collections.abc import Iterator, Mapping
from selectors import EVENT_READ, DefaultSelector
from subprocess import PIPE, Popen
from tempfile import TemporaryFile
from threading import Thread
from typing import IO, Any, Final

from django.conf import settings
from django.db import connection
from django.utils import timezone

from diagnostics.content.checks.known_usage import Kept
from diagnostics.models import Examination

log: Final = logging.getLogger(__name__)

SILENCE: Final = 120
"""Seconds without a sign of life after which an examination counts as failed."""
COMMAND: Final = (sys.executable, "-m", "diagnostics.content.checks.examine")
NO_START: Final = "It could not be started on this machine. Tell whoever runs the site."
ENDED: Final = "It ended without a result. Begin it again; if that happens once more, tell whoever runs the site."
ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Numpy would take every core."""


def start(row: Examination, text: str, known: Kept) -> None:
    """Examine the document of this canonical JSON; what comes of it is written into the row. known: of earlier ones."""
    with TemporaryFile() as document:
        document.write(f"{text}\n{json.dumps(known)}".encode())
        document.seek(0)
        errors = TemporaryFile()  # noqa: SIM115 (the thread closes it)
        try:
            process = _process(row.kind, document, errors)
        except OSError:
            log.exception("An examination could not be started.")
            errors.close()
            _Diary(row).write(state="failed", doing=NO_START)
            return
    Thread(target=_follow, args=(process, errors, _Diary(row)), name=str(row), daemon=True).start()


def _process(kind: str, document: IO[bytes], errors: IO[bytes]) -> Popen[bytes]:
    """In a session of its own, so that it is not stopped with the terminal."""
    return Popen(  # noqa: S603 (our own module, the kind is one of ours)
        [*COMMAND, kind],
        stdin=document,
        stdout=PIPE,
        stderr=errors,
        cwd=settings.ROOT,
        env={**os.environ, **ONE_THREAD},
        start_new_session=True,
    )


class _Diary:
    """Writes into a row while it is ours: until somebody restarts or deletes it."""

    def __init__(self, row: Examination) -> None:
        self._row = Examination.objects.filter(pk=row.pk, begun_at=row.begun_at, state="running")

    def write(self, **fields: object) -> bool:
        """Whether it was still ours."""
        return bool(self._row.update(touched_at=timezone.now(), **fields))


def _follow(process: Popen[bytes], errors: IO[bytes], diary: _Diary) -> None:
    """End the process when it is done, silent for too long, or no longer wanted."""
    try:
        with process, errors:
            for line in _lines(process.stdout, SILENCE):
                if not diary.write(**_fields(json.loads(line))):
                    break
            process.kill()
            process.wait()
            if diary.write(state="failed", doing=ENDED):
                errors.seek(0)
                log.error("An examination ended without a result. %s", errors.read().decode(errors="replace")[-2000:])
    finally:
        connection.close()


def _lines(pipe: IO[bytes] | None, patience: float) -> Iterator[bytes]:
    """Whole lines as they come, until the end or ``patience`` seconds of silence."""
    assert pipe is not None  # noqa: S101 (it was asked for)
    rest = b""
    with DefaultSelector() as selector:
        selector.register(pipe, EVENT_READ)
        while selector.select(patience) and (chunk := os.read(pipe.fileno(), 1 << 16)):
            *lines, rest = (rest + chunk).split(b"\n")
            yield from lines


def _fields(line: Mapping[str, Any]) -> dict[str, object]:
    """The fields of the row that one line of the process sets."""
    if "result" in line:
        return {"state": "done", "percent": 100, "doing": "", "result": json.dumps(line["result"])}
    if "failed" in line:
        return {"state": "failed", "doing": line["failed"]}
    return {"percent": int(100 * line["share"]), "doing": line["doing"]}
