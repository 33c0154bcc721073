"""Which object of one document is which of another: the one with its slug, or the one that once had it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from diagnostics.content.changes.renaming import OPTIONS, with_new_slug
from diagnostics.content.document.leaves import PARTS
from diagnostics.content.document.schema import GuideDocument


@dataclass(frozen=True, slots=True)
class Pair:
    """One object, before and after; None where it was not there."""

    before: Any
    after: Any

    @property
    def slug(self) -> str:
        """Its slug now, or before it was removed."""
        return str((self.before if self.after is None else self.after).slug)

    @property
    def is_renamed(self) -> bool:
        return None not in (self.before, self.after) and self.before.slug != self.after.slug


@dataclass(frozen=True, slots=True)
class Renaming:
    """Something with a new slug. part: as in ``renaming.with_new_slug``; question: of an option."""

    part: str
    old: str
    new: str
    question: str = ""


def pairs(old: Iterable[Any], new: Iterable[Any]) -> tuple[Pair, ...]:
    """Every object of a part once, removed ones first. A slug occurs once in a part."""
    before = {item.slug: item for item in old}
    after = {item.slug: item for item in new}
    found = dict(_slug_changes(before, after))
    there = [Pair(before.get(found.get(slug, slug)), item) for slug, item in after.items()]
    gone = [Pair(item, None) for slug, item in before.items() if slug not in after and slug not in found.values()]
    return (*gone, *there)


def _slug_changes(before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """New slug and old slug, also where an old name is back; of two that claim one name, the first gets it."""
    free = {slug: item for slug, item in before.items() if slug not in after}
    for slug, item in after.items():
        if slug not in before and (old := _old_name(item, free)):
            del free[old]
            yield slug, old


def _old_name(item: Any, free: dict[str, Any]) -> str:  # noqa: ANN401 (any object of a part)
    aliases = getattr(item, "aliases", ())
    return next((old for old, was in free.items() if old in aliases or item.slug in getattr(was, "aliases", ())), "")


def renamings(old: GuideDocument, new: GuideDocument) -> Iterator[Renaming]:
    """Everything with a new slug, questions before their options."""
    for part in PARTS:
        for pair in pairs(getattr(old, part), getattr(new, part)):
            yield from renamings_in(part, pair)


def renamings_in(part: str, pair: Pair) -> Iterator[Renaming]:
    """The new slugs of an object and of its options."""
    if pair.is_renamed:
        yield Renaming(part, pair.before.slug, pair.after.slug)
    if part == "questions" and None not in (pair.before, pair.after):
        for option in pairs(pair.before.options, pair.after.options):
            if option.is_renamed:
                yield Renaming(OPTIONS, option.before.slug, option.after.slug, pair.after.slug)


def with_new_names(old: GuideDocument, new: GuideDocument) -> GuideDocument:
    """The old document with the slugs of the new one, so that a renaming is one change and not a hundred."""
    for change in renamings(old, new):
        old = with_new_slug(old, change.part, change.old, change.new, change.question)
    return old
