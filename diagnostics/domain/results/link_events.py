"""What was done on a link, as rows: each thing once, in its order, with its time."""

import datetime as dt
from collections.abc import Sequence
from typing import Final, Literal

from django.utils import timezone

from diagnostics.content.results.walk_events import Kind as WalkKind
from diagnostics.models import LinkEvent, ResultLink

type Event = LinkEvent
"""What the pages of the desk hold in their hands; they read tables through this room only."""
type Kind = WalkKind | Literal["opened", "ticked", "unticked"]

MOST: Final = 400
"""Rows of one link. Whoever did more than this has stopped looking for the fault."""


def add(link: ResultLink, kind: Kind, name: str = "", value: str = "", *, at: dt.datetime | None = None) -> None:
    """Write one down, to be called inside the transaction that makes it true; nothing where there are too many."""
    if LinkEvent.objects.filter(link=link).count() < MOST:
        LinkEvent.objects.create(link=link, kind=kind, name=name, value=value, at=at or timezone.now())


def of(link: ResultLink) -> Sequence[Event]:
    """All of a link, the first one first."""
    return list(LinkEvent.objects.filter(link=link))
