"""What was done on a link, as rows: each thing once, in its order, with its time. Webhooks are told of each."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from django.utils import timezone

from diagnostics.content.results.walk_events import Kind as WalkKind
from diagnostics.domain.webhooks.outbox import News, tell_all
from diagnostics.models import LinkEvent, ResultLink

type Event = LinkEvent
"""What the pages of the desk hold in their hands; they read tables through this room only."""
type Kind = WalkKind | Literal["opened", "ticked", "unticked"]

MOST: Final = 400
"""Rows of one link. Whoever did more than this has stopped looking for the fault."""


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done; ``name`` and ``value`` as in ``WalkEvent``."""

    kind: Kind
    name: str = ""
    value: str = ""


def add(link: ResultLink, done: Iterable[Done], *, at: dt.datetime | None = None) -> None:
    """Write it down, inside the transaction that makes it true; what is too much for one link is left out."""
    at, left = at or timezone.now(), max(0, MOST - LinkEvent.objects.filter(link=link).count())
    rows = [LinkEvent(link=link, kind=one.kind, name=one.name, value=one.value, at=at) for one in done][:left]
    if rows:
        LinkEvent.objects.bulk_create(rows)
        tell_all([_news(link, row) for row in rows])


def of(link: ResultLink) -> Sequence[Event]:
    """All of a link, the first one first."""
    return list(LinkEvent.objects.filter(link=link))


def _news(link: ResultLink, row: LinkEvent) -> News:
    known = {"code": link.code, "reference": link.reference, "at": row.at.isoformat(timespec="seconds")}
    if row.kind == "opened":
        return News("link.opened", link.release.guide, known)
    return News("link.event", link.release.guide, {**known, "kind": row.kind, "name": row.name, "value": row.value})
