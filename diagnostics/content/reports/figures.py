"""What many replays add up to: the share of reports whose cure comes first, among the first three, and so on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

from diagnostics.content.reports.replay import Replay

ALL: Final = 10_000
"""More steps than any walk has."""
NINETY_FIVE: Final = 1.959963984540054
"""Normal quantile of a two-sided interval of 95 %."""


def wilson_interval(hits: float, count: int) -> tuple[float, float]:
    """Between what a share lies with 95 %, when ``hits`` of ``count`` were seen (0 to 1 for none).

    E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22, 209-212.
    """
    if not count:
        return 0.0, 1.0
    share, square = hits / count, NINETY_FIVE**2
    middle = share + square / (2 * count)
    reach = NINETY_FIVE * sqrt(share * (1 - share) / count + square / (4 * count * count))
    low, high = ((middle + sign * reach) / (1 + square / count) for sign in (-1, 1))
    return min(max(0.0, low), share), max(min(1.0, high), share)


@dataclass(frozen=True, slots=True)
class Figures:
    """Of some replays. Hits may be halves: a report whose only hit helped in part."""

    replays: tuple[Replay, ...]

    @property
    def count(self) -> int:
        return len(self.replays)

    def hits(self, within: int) -> float:
        """How many reports have their cure among the first steps."""
        return sum(one.credit(within) for one in self.replays)

    def share(self, within: int) -> float:
        return self.hits(within) / self.count if self.replays else 0.0

    def interval(self, within: int) -> tuple[float, float]:
        return wilson_interval(self.hits(within), self.count)

    @property
    def never(self) -> float:
        """How many never come to their cure."""
        return self.count - self.hits(ALL)

    @property
    def mean_pages(self) -> float:
        """Question pages before the first step."""
        return sum(one.pages for one in self.replays) / self.count if self.replays else 0.0

    @property
    def false_verdicts(self) -> int:
        """How many came to a verdict that was not so."""
        return sum(bool(one.false_verdicts) for one in self.replays)

    @property
    def ordinary(self) -> "Figures":
        """Of those that the guide must know: confirmed, an ordinary set-up, within what it can know."""
        return Figures(tuple(one for one in self.replays if one.is_ordinary))

    def by(self, kind: Callable[[Replay], str]) -> Mapping[str, "Figures"]:
        """Of each kind, in the order in which the kinds occur."""
        groups: dict[str, list[Replay]] = {}
        for one in self.replays:
            groups.setdefault(kind(one), []).append(one)
        return {name: Figures(tuple(some)) for name, some in groups.items()}


def figures(replays: Iterable[Replay]) -> Figures:
    return Figures(tuple(replays))


def groups(whole: Figures) -> Iterator[tuple[str, Figures]]:
    """All, the ordinary ones, and each kind of source and tier, with what they are called."""
    yield "all", whole
    yield "ordinary", whole.ordinary
    for tier, some in sorted(whole.by(lambda one: one.report.tier).items()):
        yield f"tier {tier}", some
    for source, some in sorted(whole.by(lambda one: one.report.found_in).items()):
        yield source, some
