"""What helped, in numbers: the sums of earlier days, and what was said since."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.db.models import Count, Max, QuerySet, Sum
from django.db.models.functions import TruncWeek
from django.utils import timezone

from diagnostics.domain.outcomes.interval import Share
from diagnostics.domain.outcomes.words import Kind
from diagnostics.models import DailyOutcome, LostOutcome, Outcome

type By = Literal["step", "cause", "place", "release", "week"]

ENOUGH: Final = 30
"""Answers from which on visitors read the number."""
LOOK_BACK: Final = 365
"""Days that count for what visitors read."""
COLUMNS: Final[Mapping[By, str]] = {
    "step": "step",
    "cause": "cause",
    "place": "place",
    "release": "release__number",
    "week": "week",
}


@dataclass(frozen=True, slots=True)
class Helped:
    """``fixed``: how many said that it fixed it, of ``told`` who said whether it did."""

    fixed: int
    told: int

    @property
    def is_enough(self) -> bool:
        return self.told >= ENOUGH


@dataclass(frozen=True)
class Figures:
    """What came of the walks of one group, each end by itself. whys: why a step could not be done, by reason."""

    kinds: Counter[str]
    whys: Counter[str]

    def count_of(self, kind: Kind) -> int:
        return self.kinds[kind]

    @property
    def helped(self) -> Share | None:
        """Of those who said whether it works now, how many said yes."""
        return Share.of(self.kinds["fixed"], self.kinds["fixed"] + self.kinds["not"])

    @property
    def left(self) -> int:
        """How many were shown a step and said nothing of it: about, since a page that a browser keeps is not seen."""
        offered = self.kinds[DailyOutcome.OFFERED]
        return max(0, offered - (self.kinds.total() - offered))


def read(guide: Iterable[str], by: By, since: dt.date | None) -> dict[Any, Figures]:
    """The figures of a guide under all its names, by group; since a day, or ever. Two queries and two small ones."""
    kinds: dict[Any, Counter[str]] = defaultdict(Counter)
    whys: dict[Any, Counter[str]] = defaultdict(Counter)
    for group, kind, why, count in _sums((COLUMNS[by], "kind", "why"), release__guide__in=tuple(guide), **_from(since)):
        kinds[group][kind] += count
        if kind == "cannot":
            whys[group][why] += count
    return {group: Figures(kinds[group], whys[group]) for group in kinds}


def read_lost(guide: Iterable[str], since: dt.date | None) -> dict[str, int]:
    """What was lost, by why."""
    found = LostOutcome.objects.filter(guide__in=tuple(guide), **_from(since)).order_by()
    return dict(found.values_list("why").annotate(sum=Sum("count")))


def read_helped() -> dict[tuple[str, str, str], Helped]:
    """By guide, leading cause (empty: all of them) and step, what visitors said of steps in the last year."""
    fixed: Counter[tuple[str, str, str]] = Counter()
    told: Counter[tuple[str, str, str]] = Counter()
    since = timezone.now().date() - dt.timedelta(days=LOOK_BACK)
    columns = ("release__guide", "cause", "step", "kind")
    for guide, cause, step, kind, count in _sums(columns, kind__in=("fixed", "not"), day__gte=since):
        for key in {(guide, cause, step), (guide, "", step)}:
            told[key] += count
            fixed[key] += count if kind == "fixed" else 0
    return {key: Helped(fixed[key], told[key]) for key in told}


def _from(since: dt.date | None) -> dict[str, dt.date]:
    return {"day__gte": since} if since else {}


def _sums(columns: Sequence[str], **which: object) -> Iterator[tuple[Any, ...]]:
    """Rows of these columns, each with its count: sums of the days that have any, then what was said since."""
    daily = DailyOutcome.objects
    summed = daily.exclude(kind=DailyOutcome.OFFERED).aggregate(last=Max("day"))["last"]
    later = {"day__gt": summed} if summed else {}
    yield from _group(daily.filter(**which), columns).annotate(sum=Sum("count"))
    yield from _group(Outcome.objects.filter(**which).filter(**later), columns).annotate(sum=Count("pk"))


def _group(rows: QuerySet[Any, Any], columns: Sequence[str]) -> QuerySet[Any, Any]:
    if "week" in columns:
        rows = rows.annotate(week=TruncWeek("day"))
    return rows.order_by().values_list(*columns)
