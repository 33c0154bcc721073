"""What visitors say is wrong on a page: from a queue in memory to rows, and what editors do with these."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from diagnostics.content.document.fields import clean_line, hidden_fault
from diagnostics.domain.publishing.guide_names import names
from diagnostics.domain.safeguards.counters import DropCount
from diagnostics.domain.safeguards.tallies import watched_queue
from diagnostics.models import Correction
from diagnostics.models.fields import LINE_LENGTH
from diagnostics.models.published.about import CorrectionQuerySet

MOST_LETTERS: Final = LINE_LENGTH
MOST_WAITING: Final = 500
"""Lines that one worker holds until they are rows; that takes two seconds as a rule."""
MOST_ON_PAGE: Final = 20
"""Open lines of one page; an editor who has not read these needs no more."""
MOST_OPEN: Final = 2000
"""Open lines of the whole site."""
KEPT_DAYS: Final = 90
"""Days after which a line is deleted that an editor has dealt with."""


class NotSaid(Exception):
    """The line cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """A line about one page, which is that of a part of a guide."""

    guide: str
    kind: str
    slug: str
    release: int | None
    text: str


def clean(text: str) -> str:
    """The line as it is kept; raises NotSaid."""
    try:
        line = clean_line(" ".join(text.split()))
    except ValueError as error:
        raise NotSaid(_("This has a character that cannot be kept. Write it in plain letters.")) from error
    if not line or hidden_fault(line):
        raise NotSaid(_("Write what is wrong, in a few words."))
    if len(line) > MOST_LETTERS:
        raise NotSaid(
            _("This has %(length)d characters. Shorten it to %(most)d.") % {"length": len(line), "most": MOST_LETTERS}
        )
    return line


class Queue:
    """Lines that wait to be written. ``put`` may be called by any thread, the rest by one."""

    def __init__(self) -> None:
        self._waiting: deque[Said] = watched_queue("corrections")
        self.dropped = DropCount("corrections")

    def put(self, said: Said) -> bool:
        """Whether there was room for it."""
        if len(self._waiting) >= MOST_WAITING:
            return False
        self._waiting.append(said)
        return True

    def flush(self) -> None:
        """Write them; raises DatabaseError, and then keeps what is not written."""
        while self._waiting:
            if not write(self._waiting[0]):
                self.dropped.add()
            self._waiting.popleft()


def write(said: Said) -> bool:
    """Keep a line, unless enough of them are open; the same line for the same page is counted."""
    with transaction.atomic():
        there = of(said.guide).open()
        here = there.filter(kind=said.kind, slug=said.slug)
        if here.filter(text=said.text).update(times=F("times") + 1):
            return True
        if here.count() >= MOST_ON_PAGE or Correction.objects.open().count() >= MOST_OPEN:
            return False
        Correction.objects.create(
            guide=said.guide, kind=said.kind, slug=said.slug, release=said.release, text=said.text
        )
        return True


def of(guide: str) -> CorrectionQuerySet:
    """Everything that was said about a guide, under all its names."""
    return Correction.objects.filter(guide__in=names(guide))


def open_counts(guides: list[str]) -> Mapping[str, int]:
    """How many open lines each of these guides has; none of those without."""
    found = {guide: of(guide).open().count() for guide in guides}
    return {guide: number for guide, number in found.items() if number}


def close(guide: str, keys: list[int], *, by: str) -> int:
    """Mark these lines as done; returns how many were open."""
    return of(guide).open().filter(pk__in=keys).update(done_at=timezone.now(), done_by=by)


def reopen(guide: str, keys: list[int]) -> int:
    """Take that back; returns how many were done."""
    return of(guide).done().order_by().filter(pk__in=keys).update(done_at=None, done_by="")


def delete_old() -> None:
    """Delete what was dealt with long ago."""
    Correction.objects.filter(done_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()
