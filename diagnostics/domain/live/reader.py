"""From the publications in the database to the site that visitors see."""

import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from django.db.models import Q

from diagnostics.content.changes.former_names import FormerNames
from diagnostics.content.document.canonical import sha256
from diagnostics.content.document.leaves import GUIDE
from diagnostics.domain.crowds import announcing
from diagnostics.domain.feeds.known_feeds import known_feeds
from diagnostics.domain.live.live_site import LiveSite, PublishedText, ReleaseStamp, ShelvedRelease
from diagnostics.domain.publishing.releases import DamagedRelease
from diagnostics.models import Guide, Publication, PublishedName, Release
from diagnostics.models.drafts.part import LAST

log: Final = logging.getLogger(__name__)

MOST_NAMES: Final = 20_000
"""That a guide keeps in memory; a guide has a few hundred."""

type Origin = Literal["nothing", "disk", "database"]


@dataclass(frozen=True, slots=True)
class _Row:
    """A publication that is live, without the text of its release."""

    guide: str
    stamp: ReleaseStamp
    release_id: int


class Reader:
    """Reads the publications again and again, and takes over what has not changed.

    A release that is damaged or does not load leaves the one before it live, and is logged once.
    """

    def __init__(self, shelved: Iterable[ShelvedRelease] = ()) -> None:
        self._kept = {one.published.guide: one for one in shelved}
        self._refused: dict[str, ReleaseStamp] = {}
        self._hopeless: set[ReleaseStamp] = set()
        self._read_at: float | None = None
        self.site = LiveSite(self._kept.values())

    @property
    def age(self) -> float | None:
        """Seconds since the publications were last read; None if they never were."""
        return None if self._read_at is None else time.monotonic() - self._read_at

    @property
    def origin(self) -> Origin:
        """Where the site was read."""
        if self._read_at is not None:
            return "database"
        return "disk" if self.site.shelved else "nothing"

    @property
    def refused_guides(self) -> tuple[str, ...]:
        """Guides whose newest publication could not go live."""
        return tuple(sorted(self._refused))

    def read(self) -> LiveSite:
        """The site now, the same object as before where nothing has changed; raises DatabaseError."""
        positions = dict(Guide.objects.values_list("slug", "position"))
        rows = sorted(_rows(), key=lambda row: (positions.get(row.guide, LAST), row.guide))
        kept = {row.guide: one for row in rows if (one := self._take(row))}
        feeds, notices = known_feeds(self.site.feeds), announcing.notices()
        before = (list(self._kept.items()), self.site.feeds, self.site.notices)
        if (list(kept.items()), feeds, notices) != before:
            self._kept, self.site = kept, LiveSite(kept.values(), feeds, notices)
        self._read_at = time.monotonic()
        return self.site

    def _take(self, row: _Row) -> ShelvedRelease | None:
        """The release of a guide that should be live: the newest one if it is sound, else the one that is live."""
        before = self._kept.get(row.guide)
        if _is_known(before, row) or row.stamp in self._hopeless:
            return before
        text = Release.objects.values_list("text", flat=True).get(pk=row.release_id)
        try:
            one = _load(row, text, now=before is not None)
        except DamagedRelease as damaged:
            self._refuse(row, text, damaged)
            return before
        self._refused.pop(row.guide, None)
        return one

    def _refuse(self, row: _Row, text: str, damaged: DamagedRelease) -> None:
        """Log it once. A text that is not the published one is looked at again: somebody may put it right."""
        if self._refused.get(row.guide) != row.stamp:
            log.error("Release %s of %s does not go live: %s", row.stamp.number, row.guide, damaged)
        self._refused[row.guide] = row.stamp
        if sha256(text) == row.stamp.sha256:
            self._hopeless.add(row.stamp)


def _is_known(before: ShelvedRelease | None, row: _Row) -> bool:
    """Whether this publication is the one in memory, with all names; an older version of Fixpath kept none on disk."""
    return before is not None and before.published.release == row.stamp and before.published.former is not None


def _rows() -> Iterable[_Row]:
    live = Publication.objects.live()
    for guide, number, sha, at, key in live.values_list(
        "guide", "release__number", "release__sha256", "at", "release_id"
    ):
        yield _Row(guide, ReleaseStamp(number, sha, at), key)


def _load(row: _Row, text: str, *, now: bool) -> ShelvedRelease:
    """The release with its text; loaded at once where visitors have another one meanwhile. Raises DamagedRelease."""
    one = ShelvedRelease(PublishedText(row.guide, row.stamp, text, _former_names(row.guide)))
    if now and one.guide() is None:
        raise DamagedRelease(f"{one.published} cannot be loaded.")
    return one


def _former_names(guide: str) -> FormerNames:
    """The newest names, of a guide under all names that it was ever published with."""
    guides = PublishedName.objects.filter(kind=GUIDE, slug=guide).order_by().values("name")
    rows = PublishedName.objects.filter(Q(guide=guide) | Q(guide__in=guides))
    found = list(rows.values_list("kind", "name", "slug", "at")[:MOST_NAMES])
    since = {name: at for kind, name, slug, at in found if kind == GUIDE and slug == guide != name}
    return FormerNames([row[:3] for row in found], since)
