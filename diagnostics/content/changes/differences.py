"""What changed between two documents of a guide, in editors' words, by object and field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.content.changes.difference_words import Names, is_same_order, sentence
from diagnostics.content.changes.pairing import Pair, Renaming, pairs, renamings, renamings_in, with_new_names
from diagnostics.content.document.fields import CONDITIONS, Part
from diagnostics.content.document.index import NAMES, title_of
from diagnostics.content.document.leaves import GUIDE, PARTS, condition_key, item_key
from diagnostics.content.document.problems import join_words
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.document.where import ORDER, field_name
from diagnostics.content.markup.quotes import quote

type Change = Literal["added", "removed", "renamed", "changed", "moved"]

BLANK: Final = "blank everywhere"
FOLLOWS: Final = "It refers to something that has a new address; nothing else in it changed."
TIDIED: Final = "Empty fields in it changed; nothing that visitors read."


@dataclass(frozen=True, slots=True)
class Difference:
    """One change.

    part, slug: the object by its name now, or before it was removed.
    field: as in "options.green.text"; empty for the object itself.
    before, after: what the field says, as text; None where it said nothing.
    message: one sentence. what: its beginning, the field in words; empty where the sentence is about the object.
    """

    part: str
    slug: str
    field: str
    change: Change
    before: str | None
    after: str | None
    message: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class _FieldValue:
    """What a field says. key: for comparing, whatever objects are called."""

    path: tuple[str, ...]
    value: object
    key: str


type Fields = Mapping[str, _FieldValue]
"""By the path of each field, joined with full stops."""


def differences(old: GuideDocument | None, new: GuideDocument) -> tuple[Difference, ...]:
    """All changes, in the order of the document, none only between equals; from None, everything was added."""
    return tuple(_from_nothing(new) if old is None else _Comparison.of(old, new).all())


def contents(
    document: GuideDocument, items: Iterable[tuple[str, str, Part]]
) -> dict[tuple[str, str], tuple[Difference, ...]]:
    """Everything that objects of a document say, by part and slug, as if each field of them were new."""
    comparison = _Comparison(document, document, document, Names(document, document))
    return {(part, slug): tuple(comparison.fields(part, slug, {}, dict(_flat(item, ())))) for part, slug, item in items}


def _from_nothing(new: GuideDocument) -> Iterator[Difference]:
    yield Difference(GUIDE, new.slug, "", "added", None, new.title, f"The guide {quote(new.title)} was added.")
    for part in PARTS:
        yield from (_whole_object(part, item, "added") for item in getattr(new, part))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """old_names: the old document with the slugs of the new one."""

    old: GuideDocument
    old_names: GuideDocument
    new: GuideDocument
    names: Names

    @classmethod
    def of(cls, old: GuideDocument, new: GuideDocument) -> "_Comparison":
        old_names = with_new_names(old, new)
        return cls(old, old_names, new, Names(old_names, new))

    def all(self) -> Iterator[Difference]:
        found = list(self.fields(GUIDE, self.new.slug, _guide_fields(self.old_names), _guide_fields(self.new)))
        if not found and _has_guide_changed(self.old, self.new):
            found.append(unexplained_difference(GUIDE, self.new.slug, self.old, self.new))
        yield from found
        for part in PARTS:
            yield from self._of_part(part)

    def _of_part(self, part: str) -> Iterator[Difference]:
        old, new = getattr(self.old, part), getattr(self.new, part)
        found = pairs(old, new)
        called = {item.slug: item for item in getattr(self.old_names, part)}
        for pair in found:
            yield from self._of_pair(part, pair, called.get(pair.slug))
        if has_moved(old, found):
            yield Difference(part, "", "", "moved", None, None, f"The order of the {NAMES[part]}s changed.")

    def _of_pair(self, part: str, pair: Pair, called: Part | None) -> Iterator[Difference]:
        if pair.before is None:
            yield _whole_object(part, pair.after, "added")
        elif pair.after is None:
            yield _whole_object(part, pair.before, "removed")
        elif pair.before != pair.after:
            found = [renaming_difference(part, pair.slug, change) for change in renamings_in(part, pair)]
            before = called or pair.before
            found += self.fields(part, pair.slug, dict(_flat(before, ())), dict(_flat(pair.after, ())))
            yield from found or [unexplained_difference(part, pair.slug, self.old, self.new)]

    def fields(self, part: str, slug: str, old: Fields, new: Fields) -> Iterator[Difference]:
        """The fields of one object that differ."""
        for field in {**old, **new}:
            was, now = old.get(field), new.get(field)
            if _key(was) != _key(now) and not is_same_order(field, _key(was), _key(now)):
                change: Change = "added" if was is None else "removed" if now is None else "changed"
                before, after = self._words(part, slug, was, now), self._words(part, slug, now, was)
                what = field_name(self.names, part, slug, field)
                yield Difference(part, slug, field, change, before, after, sentence(what, before, after), what)

    def _words(self, part: str, slug: str, own: _FieldValue | None, other: _FieldValue | None) -> str | None:
        """What a field says, as editors read it. Compared with a tick, a missing one says no."""
        if own is None:
            return "no" if other and other.value is True and other.path[-1] != "escalates" else None
        return self.names.value(part, slug, own.path, own.value)


def has_moved(old: tuple[Part, ...], found: tuple[Pair, ...]) -> bool:
    """Whether the objects that stayed in a part stand in another order."""
    stayed = [pair.before.slug for pair in found if None not in (pair.before, pair.after)]
    return stayed != [slug for slug in dict.fromkeys(str(getattr(item, "slug", "")) for item in old) if slug in stayed]


def _whole_object(part: str, item: Part, change: Literal["added", "removed"]) -> Difference:
    title, slug = title_of(item), str(getattr(item, "slug", ""))
    if change == "added":
        return Difference(part, slug, "", "added", None, title, f"The {NAMES[part]} {quote(title)} was added.")
    return Difference(part, slug, "", "removed", title, None, f"The {NAMES[part]} {quote(title)} was taken out.")


def renaming_difference(part: str, slug: str, change: Renaming) -> Difference:
    """The sentence about a new slug of an object, or of one of its answers."""
    name, what, field = NAMES[part], "address", "slug"
    if change.question:
        name, what, field = "answer", "short name", f"options.{change.new}.slug"
    message = f"The {what} of the {name} {quote(change.old)} is now {quote(change.new)}."
    return Difference(part, slug, field, "renamed", change.old, change.new, message)


def unexplained_difference(part: str, slug: str, old: GuideDocument, new: GuideDocument) -> Difference:
    """The sentence about an object that differs only in fields that say nothing."""
    is_renamed = next(renamings(old, new), None) is not None
    return Difference(part, slug, "", "changed", None, None, FOLLOWS if is_renamed else TIDIED)


def _guide_names() -> list[str]:
    return [name for name in GuideDocument.model_fields if name not in PARTS]


def _has_guide_changed(old: GuideDocument, new: GuideDocument) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in _guide_names())


def _guide_fields(document: GuideDocument) -> Fields:
    return {path: said for name in _guide_names() for path, said in _flat(getattr(document, name), (name,))}


def _key(value: _FieldValue | None) -> str | None:
    return value.key if value else None


def _flat(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, _FieldValue]]:
    """Every field below a value, by its path; fields that say nothing are left out."""
    if isinstance(value, Part):
        for name in type(value).model_fields:
            if name != "slug":
                yield from _flat(getattr(value, name), (*path, name))
    elif isinstance(value, dict) and (path[-1] in CONDITIONS or path[0] == "never_while"):
        yield from _field_values(path, value, condition_key(value) if value else "")
    elif isinstance(value, dict):
        for key, item in value.items():
            # An empty row of signs says a lot: that the wider rows do not count here.
            yield from _field_values((*path, str(key)), BLANK, BLANK if path == ("signs",) and not item else "")
            yield from _flat(item, (*path, str(key)))
    elif isinstance(value, tuple) and value and not isinstance(value[0], str):
        keys = tuple(item_key(item, at) for at, item in enumerate(value))
        for key, item in zip(keys, value, strict=True):
            yield from _flat(item, (*path, key))
        yield from _field_values((*path, ORDER), keys, join_words(keys))
    else:
        yield from _field_values(path, value, _text(value, path))


def _field_values(path: tuple[str, ...], value: object, key: str) -> Iterator[tuple[str, _FieldValue]]:
    if key:
        yield ".".join(path), _FieldValue(path, value, key)


def _text(value: object, path: tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return join_words(value)
    if isinstance(value, bool):
        return "yes" if value else "no" if path[-1] == "escalates" else ""
    return "" if value is None else str(value)
