"""A part of the draft on top of what is live: the units that an editor ticks, and the document that they make."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from diagnostics.content.changes.differences import (
    Change,
    Difference,
    contents,
    differences,
    has_moved,
    unexplained_difference,
)
from diagnostics.content.changes.pairing import Pair, pairs
from diagnostics.content.document.index import NAMES, title_of
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.schema import GuideDocument

OWN: Final[Mapping[str, tuple[str, ...]]] = {
    GUIDE: tuple(name for name in GuideDocument.model_fields if name not in (*PARTS, "comparisons", "translations")),
    f"{GUIDE}.comparisons": ("comparisons",),
    f"{GUIDE}.translations": ("translations",),
}
"""Fields of the guide itself that are taken together, by their key."""
_OWN_TITLES: Final = dict(zip(OWN, ("The guide itself", "The usual lists", "Other languages"), strict=True))


@dataclass(frozen=True, slots=True)
class Choice:
    """One change that is taken whole or left: an object, an order, or fields of the guide.

    key: "causes.dust"; "causes" for the order of the causes; a key of OWN for fields of the guide.
    before, after: the object, None where it is not there; both None where it is no object.
    """

    key: str
    part: str
    slug: str
    title: str
    kind: Change
    differences: tuple[Difference, ...]
    before: Any = None
    after: Any = None

    @property
    def slugs(self) -> frozenset[str]:
        """The object's slugs after and before."""
        return frozenset(item.slug for item in (self.before, self.after) if item is not None)


def choices(before: GuideDocument, after: GuideDocument) -> tuple[Choice, ...]:
    """Everything that differs, in the order of the document; none only between equals."""
    all_differences: dict[str, list[Difference]] = {}
    for difference in differences(before, after):
        all_differences.setdefault(_key(difference), []).append(difference)
    found = [*_of_guide(before, after, all_differences)]
    for part in PARTS:
        found += _of_part(part, before, after, all_differences)
    return tuple(found)


def _key(difference: Difference) -> str:
    if difference.part == GUIDE:
        own = f"{GUIDE}.{difference.field.partition('.')[0]}"
        return own if own in OWN else GUIDE
    return key_of(difference.part, difference.slug)


def key_of(part: str, slug: str = "") -> str:
    """The key of an object, or of the order of a part."""
    return f"{part}.{slug}" if slug else part


def _of_guide(
    before: GuideDocument, after: GuideDocument, all_differences: Mapping[str, Sequence[Difference]]
) -> Iterator[Choice]:
    for key, names in OWN.items():
        if any(getattr(before, name) != getattr(after, name) for name in names):
            details = tuple(all_differences.get(key, ())) or (unexplained_difference(GUIDE, after.slug, before, after),)
            yield Choice(key, GUIDE, after.slug, _OWN_TITLES[key], "changed", details)


def _of_part(
    part: str, before: GuideDocument, after: GuideDocument, all_differences: Mapping[str, Sequence[Difference]]
) -> Iterator[Choice]:
    found = pairs(getattr(before, part), getattr(after, part))
    new = contents(after, ((part, pair.slug, pair.after) for pair in found if pair.before is None))
    for pair in found:
        if pair.before != pair.after:
            key = key_of(part, pair.slug)
            details = new.get((part, pair.slug)) or all_differences[key]
            name = title_of(pair.before if pair.after is None else pair.after)
            yield Choice(key, part, pair.slug, name, _kind(pair), tuple(details), pair.before, pair.after)
    if has_moved(getattr(before, part), found):
        yield Choice(part, part, "", f"The order of the {NAMES[part]}s", "moved", tuple(all_differences[part]))


def _kind(pair: Pair) -> Change:
    if pair.before is None:
        return "added"
    if pair.after is None:
        return "removed"
    return "renamed" if pair.is_renamed else "changed"


def merge(before: GuideDocument, after: GuideDocument, ticked: Collection[str]) -> GuideDocument:
    """The first document with the ticked choices taken from the second.

    Nothing ticked gives the first, everything ticked the second. What comes out may hold broken references.
    """
    own = {name: getattr(after, name) for key, names in OWN.items() if key in ticked for name in names}
    return before.model_copy(update=own | {part: _merge_part(part, before, after, ticked) for part in PARTS})


def _merge_part(part: str, before: GuideDocument, after: GuideDocument, ticked: Collection[str]) -> tuple[Any, ...]:
    found = pairs(getattr(before, part), getattr(after, part))
    taken = {pair.slug: pair.after if key_of(part, pair.slug) in ticked else pair.before for pair in found}
    there = {slug: item for slug, item in taken.items() if item is not None}
    now = {pair.before.slug: pair.slug for pair in found if pair.before is not None}
    old = [now[item.slug] for item in getattr(before, part)]
    new = [item.slug for item in getattr(after, part)]
    order = interleave(new, old) if part in ticked else interleave(old, new)
    return tuple(there[slug] for slug in order if slug in there)


def interleave(first: Iterable[str], second: Iterable[str]) -> list[str]:
    """Both lists in one: the first as it is, with what only the second has after its neighbour there."""
    result, at = list(first), 0
    for slug in second:
        if slug not in result:
            result.insert(at, slug)
        at = result.index(slug) + 1
    return result
