"""Long examinations of documents: each document once, outside the worker, with progress that every worker sees.

A row stands for one document, one kind of examination and one code. Who makes the row starts the process
(``domain/publishing/examination_process.py``); everybody else finds it running.
"""

import json
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from diagnostics.config import stamp
from diagnostics.content.checks.examine import examine, known_of
from diagnostics.content.checks.known_usage import Kept
from diagnostics.content.checks.reviews import today
from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.publishing.examination_process import SILENCE, start
from diagnostics.models import Examination

type Kind = Literal["check", "visitors"]

KEPT_EACH: Final = 20
"""Rows of each kind, the youngest."""
STOPPED: Final = "It stopped half-way. Begin it again."


def find(document: GuideDocument, kind: Kind) -> Examination | None:
    """What this code knows about a document (a check: today); one that fell silent counts as failed."""
    row = Examination.objects.filter(**_key(canonical_json(document), kind)).first()
    if row and row.state == "running" and row.touched_at < _long_ago():
        row.state, row.doing = "failed", STOPPED
    return row


def last(document: GuideDocument, kind: Kind) -> Examination | None:
    """The newest finished one of a document, whatever code and day it is from."""
    rows = Examination.objects.filter(sha256=sha256(canonical_json(document)), kind=kind, state="done")
    return rows.order_by("-touched_at", "-pk").first()


def begin(document: GuideDocument, kind: Kind) -> Examination:
    """Have a document examined, unless it is or was; a failed one is begun again. Returns at once."""
    text = canonical_json(document)
    row, is_new = Examination.objects.get_or_create(**_key(text, kind))
    if is_new or _take_over(row):
        _prune(kind)
        transaction.on_commit(lambda: start(row, text, _read_kept(kind)))
    return row


def run(document: GuideDocument, kind: Kind) -> Examination:
    """The same for those who wait for it: examined in this process, unless it was before. Raises ExaminationRefused."""
    row = find(document, kind)
    if row and row.state == "done":
        return row
    result = json.dumps(examine(kind, document, known=_read_kept(kind)))
    now = timezone.now()
    done = {"state": "done", "percent": 100, "doing": "", "result": result, "begun_at": now, "touched_at": now}
    row, _ = Examination.objects.update_or_create(**_key(canonical_json(document), kind), defaults=done)
    return row


def _read_kept(kind: Kind) -> Kept:
    """What the last checks by this code found out about the guides as the engine sees them."""
    rows = Examination.objects.filter(kind="check", state="done", code__endswith=_code()) if kind == "check" else ()
    return {name: found for row in rows for name, found in known_of(json.loads(row.result)).items()}


def _code() -> str:
    return stamp.examination_stamp()[:40]


def _key(text: str, kind: Kind) -> dict[str, Any]:
    """A check judges how old reviews are, so it holds for a day."""
    code = f"{today()} {_code()}" if kind == "check" else stamp.examination_stamp()
    return {"sha256": sha256(text), "kind": kind, "code": code}


def _take_over(row: Examination) -> bool:
    """Whether this row was dead and is now ours: of several who ask at once, one gets it."""
    now = timezone.now()
    dead = Examination.objects.filter(Q(state="failed") | Q(state="running", touched_at__lt=_long_ago()), pk=row.pk)
    mine = dead.filter(begun_at=row.begun_at).update(
        state="running", percent=0, doing="", result="", begun_at=now, touched_at=now
    )
    if mine:
        row.refresh_from_db()
    return bool(mine)


def _long_ago() -> datetime:
    return timezone.now() - timedelta(seconds=SILENCE)


def _prune(kind: Kind) -> None:
    rows = Examination.objects.filter(kind=kind)
    rows.exclude(pk__in=list(rows.order_by("-begun_at", "-pk").values_list("pk", flat=True)[:KEPT_EACH])).delete()
