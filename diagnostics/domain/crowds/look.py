"""One look at the numbers of a guide: what comes now, what is usual, and what of it is unusual."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain.crowds import walk_counts
from diagnostics.domain.crowds.rule import DAY, DAYS, INTERVAL, WEEKS, WINDOW, Basis, Comparison, Counts, Past, compare
from diagnostics.domain.crowds.tally import Kind
from diagnostics.domain.crowds.walk_counts import Series

type Names = dict[tuple[Kind, str], str]
BASES: Final = (WEEKS, DAYS)
"""The best one first."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Walks that say the same. comparison: None where nothing is known of what is usual."""

    kind: Kind
    key: str
    came: int
    comparison: Comparison | None = None

    @property
    def is_unusual(self) -> bool:
        return self.comparison is not None and self.comparison.is_unusual


@dataclass(frozen=True, slots=True)
class Look:
    """Attributes:

    at: when it was taken. minutes: how many it looks back.
    crowds: what came, what is unusual first. since: when counting began, None where nothing was ever counted.
    basis: what it is held against: the same hour of earlier weeks or days; None where they are too few yet.
    """

    at: dt.datetime
    minutes: int
    crowds: tuple[Crowd, ...]
    since: dt.datetime | None
    basis: Basis | None

    @property
    def unusual(self) -> tuple[Crowd, ...]:
        return tuple(one for one in self.crowds if one.is_unusual)


def look(document: GuideDocument, at: dt.datetime | None = None) -> Look:
    """Look at one guide: two small queries, and more once in ten minutes. Raises DatabaseError."""
    at = at or timezone.now()
    interval, passed = divmod(at.timestamp(), INTERVAL)
    guide = (document.slug, *document.aliases)
    length = WINDOW + passed / INTERVAL
    minutes = round(length * INTERVAL / 60)
    since = walk_counts.counted_since(guide)
    if since is None:
        return Look(at, minutes, (), None, None)
    began = dt.datetime.fromtimestamp(since * INTERVAL, dt.UTC)
    found: list[Series] = []
    for basis in BASES:
        found = _merge(walk_counts.series(guide, int(interval), basis), _present_names(document))
        if len(kept := _counted_periods(found, int(interval) - WINDOW, since, basis)) >= basis.least:
            crowds = [_crowd(one, kept, basis, length, len(found)) for one in found]
            return Look(at, minutes, _sort(crowds), began, basis)
    return Look(at, minutes, _sort(Crowd(one.kind, one.key, one.now.came) for one in found), began, None)


def _crowd(one: Series, kept: Sequence[int], basis: Basis, length: float, looked_at: int) -> Crowd:
    past = [one.past[number] for number in kept]
    comparison = compare(one.now, past, basis=basis, length=length, looked_at=looked_at)
    return Crowd(one.kind, one.key, one.now.came, comparison)


def _counted_periods(found: Sequence[Series], first: int, since: int, basis: Basis) -> list[int]:
    """The earlier weeks or days in which all was counted: not before the beginning, and not while nobody came at all."""
    return [
        number
        for number in range(basis.most)
        if first - (number + 1) * basis.apart - DAY >= since
        and any(one.past[number].near or one.past[number].day for one in found)
    ]


def _sort(crowds: Iterable[Crowd]) -> tuple[Crowd, ...]:
    return tuple(sorted(crowds, key=lambda one: (not one.is_unusual, -one.came, one.kind, one.key)))


def _present_names(document: GuideDocument) -> Names:
    """The slug of everything that is counted, by every name that it has had."""
    first = next((one for one in document.questions if one.asked == "first"), document.questions[0])
    parts: dict[Kind, Iterable[tuple[str, Sequence[str]]]] = {
        "complaint": ((one.slug, one.aliases) for one in first.options),
        "place": ((one.slug, one.aliases) for one in document.places),
        "carrier": ((one.slug, one.aliases) for one in document.carriers),
    }
    return {
        (kind, name): slug for kind, several in parts.items() for slug, aliases in several for name in (*aliases, slug)
    }


def _merge(found: Iterable[Series], names: Names) -> list[Series]:
    """Under the names that the guide has now; what it no longer has is left out."""
    merged: dict[tuple[Kind, str], Series] = {}
    for one in found:
        if slug := names.get((one.kind, one.key)):
            before = merged.get((one.kind, slug))
            merged[one.kind, slug] = _sum(before, one) if before else Series(one.kind, slug, one.now, one.past)
    return list(merged.values())


def _sum(one: Series, other: Series) -> Series:
    now, more = one.now, other.now
    counts = Counts(now.came + more.came, now.doubtful + more.doubtful, now.day + more.day)
    both = zip(one.past, other.past, strict=True)
    return Series(one.kind, one.key, counts, tuple(Past(a.near + b.near, a.day + b.day) for a, b in both))
