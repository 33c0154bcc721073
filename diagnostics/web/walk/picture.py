"""The signature picture: where does it stop? Bars for the causes that still fit, in the place where each stands."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.decision import Level

WIDTH: Final = 1000
GROUND: Final = 50
TOPS: Final = {3: 6, 2: 22, 1: 36}
"""Height of a bar by its level, as the y of its top; level 0 is a dot on the ground."""
UNITS: Final = 48
"""The whole way is about this many units wide; a place takes a whole number of them."""
NARROWEST: Final = 288
"""Pixels of the way on the narrowest phone."""
LETTER: Final = 6.1
"""Pixels of one letter of a place's name."""
THICKEST: Final = 5.5


@dataclass(frozen=True, slots=True)
class Stretch:
    """One place: its name below the picture, its width in units."""

    name: str
    units: int
    leading: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """Paths of one SVG of WIDTH × 52: ground, bars, dots, and the bars that the open step would cure."""

    ground: str
    bars: str
    dots: str
    cured: str
    thickness: str
    stretches: tuple[Stretch, ...]
    leading_place: str | None


def picture(
    document: GuideDocument,
    levels: Mapping[str, Level],
    *,
    accent: Collection[str] = (),
    leading_place: str | None = None,
) -> Picture:
    """``levels`` by cause; ``accent``: the causes that the open step would cure; ``leading_place`` once it may be named."""
    causes = [cause for cause in document.causes if not cause.open]
    groups = [[cause.slug for cause in causes if cause.place == place.slug] for place in document.places]
    units = _units([len(group) for group in groups], [len(place.short) for place in document.places])
    spots, edges, pitch = _spots(groups, units)
    bars = {slug: f"M{x} {GROUND}V{TOPS[level]}" for slug, x in spots.items() if (level := levels.get(slug, 0))}
    return Picture(
        ground="".join(f"M{left + 6} {GROUND}H{right - 6}" for left, right in edges),
        bars="".join(bar for slug, bar in bars.items() if slug not in accent),
        dots="".join(f"M{x} {GROUND - 3}h.1" for slug, x in spots.items() if slug not in bars),
        cured="".join(bar for slug, bar in bars.items() if slug in accent),
        thickness=f"{min(THICKEST, pitch * 0.6 * NARROWEST / WIDTH):.1f}",
        stretches=tuple(
            Stretch(place.short, unit, place.slug == leading_place)
            for place, unit in zip(document.places, units, strict=True)
        ),
        leading_place=next((place.name for place in document.places if place.slug == leading_place), None),
    )


def _spots(
    groups: Sequence[Sequence[str]], units: Sequence[int]
) -> tuple[dict[str, int], list[tuple[int, int]], float]:
    """The x of every cause, the edges of every place, and the distance between two causes; it is the same everywhere."""
    scale = WIDTH / sum(units)
    edges = [
        (round((end - unit) * scale), round(end * scale)) for end, unit in zip(accumulate(units), units, strict=True)
    ]
    pitch = min((right - left) / (len(group) + 1) for (left, right), group in zip(edges, groups, strict=True))
    spots = {
        slug: round((left + right) / 2 + (i - (len(group) - 1) / 2) * pitch)
        for (left, right), group in zip(edges, groups, strict=True)
        for i, slug in enumerate(group)
    }
    return spots, edges, pitch


def _units(counts: Sequence[int], letters: Sequence[int]) -> list[int]:
    """Widths by the number of causes, but each wide enough for its name on a narrow phone."""
    least = [max(2, round((length * LETTER + 4) * UNITS / NARROWEST)) for length in letters]
    left = max(0, UNITS - sum(least))
    wished = [max(0.0, count / max(1, sum(counts)) * UNITS - low) for count, low in zip(counts, least, strict=True)]
    total = sum(wished) or 1.0
    return [low + round(left * wish / total) for low, wish in zip(least, wished, strict=True)]
