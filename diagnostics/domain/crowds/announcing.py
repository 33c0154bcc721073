"""What editors tell the visitors of a guide for a while. It is words only: no answer, and nothing for the engine."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from diagnostics.content.document.fields import clean_line, hidden_fault
from diagnostics.domain.publishing.guide_names import names
from diagnostics.models import Announcement
from diagnostics.models.published.crowd import LINE_LENGTH, AnnouncementQuerySet

MINUTES: Final = (30, 60, 120, 240, 480, 1440)
"""How long a sentence may stand."""
USUAL_MINUTES: Final = 120
_EMPTY: Final = "Write the sentence that visitors should read."
_LONG: Final = "The sentence has {length} characters, which is too long. Shorten it to {most}."
_MARK: Final = "Marks such as [[menu-path]] and {{term}} are not filled in here. Write the words themselves."


class NotSaid(Exception):
    """The sentence cannot be shown; the message says why."""


class Overtaken(Exception):
    """Somebody else has said something, or ended it, meanwhile."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for visitors."""

    text: str
    said_at: dt.datetime
    ends_at: dt.datetime


def say(guide: str, text: str, *, minutes: int, by: str, replaces: int | None = None) -> Announcement:
    """Show a sentence to the visitors of a guide, in place of the one that they see.

    replaces: key of that one, as whoever speaks has seen it. Raises NotSaid, Overtaken.
    """
    text = _clean(text)
    with transaction.atomic():
        before = current(guide)
        if (before.pk if before else None) != replaces:
            raise Overtaken
        end(guide, by=by)
        now = timezone.now()
        ends_at = now + dt.timedelta(minutes=minutes)
        return Announcement.objects.create(guide=guide, text=text, by=by, said_at=now, ends_at=ends_at)


def end(guide: str, *, by: str) -> bool:
    """End what visitors see; whether there was anything."""
    return bool(of(guide).shown().update(ended_at=timezone.now(), ended_by=by))


def current(guide: str) -> Announcement | None:
    """What the visitors of a guide see now."""
    return of(guide).shown().first()


def of(guide: str) -> AnnouncementQuerySet:
    """Everything that was ever said to the visitors of a guide, under all its names; the newest first."""
    return Announcement.objects.filter(guide__in=names(guide))


def notices() -> Mapping[str, Notice]:
    """What is shown now, by guide; one query. Raises DatabaseError."""
    rows = Announcement.objects.shown().order_by("said_at", "pk").values_list("guide", "text", "said_at", "ends_at")
    return {guide: Notice(text, said_at, ends_at) for guide, text, said_at, ends_at in rows}


def _clean(text: str) -> str:
    try:
        line = clean_line(" ".join(text.split()))
    except ValueError as error:
        raise NotSaid(f"The sentence cannot be kept: {error}.") from error
    if not line:
        raise NotSaid(_EMPTY)
    if len(line) > LINE_LENGTH:
        raise NotSaid(_LONG.format(length=len(line), most=LINE_LENGTH))
    if fault := hidden_fault(line):
        raise NotSaid(f"The sentence cannot be kept: {fault}.")
    if "[[" in line or "{{" in line:
        raise NotSaid(_MARK)
    return line
