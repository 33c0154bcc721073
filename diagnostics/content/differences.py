"""What changed between two documents of a guide, in editors' words, by object and field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.content.difference_words import ORDER, Names, is_same_order, sentence, title
from diagnostics.content.document import Condition, GuideDocument, Part
from diagnostics.content.index import NAMES
from diagnostics.content.leaves import GUIDE, PARTS, item_key
from diagnostics.content.pairing import Pair, pairs, renamings, with_new_names
from diagnostics.content.problems import listed

type Change = Literal["added", "removed", "renamed", "changed", "moved"]

FOLLOWS: Final = "It follows something that has a new slug; nothing else in it changed."
TIDIED: Final = "Empty fields in it changed; nothing that visitors read."


@dataclass(frozen=True, slots=True)
class Difference:
    """One change.

    part, slug: the object as it is called now, or was called before it went.
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


def differences(old: GuideDocument | None, new: GuideDocument) -> tuple[Difference, ...]:
    """All changes, in the order of the document, none only between equals; from None, everything was added."""
    return tuple(_from_nothing(new) if old is None else _Comparison.of(old, new).all())


def content_of(document: GuideDocument, part: str, item: Part) -> tuple[Difference, ...]:
    """Everything that one object says, as if each field of it were new."""
    comparison = _Comparison.of(document, document)
    return tuple(comparison.fields(part, getattr(item, "slug", ""), {}, dict(_flat(item, ()))))


def _from_nothing(new: GuideDocument) -> Iterator[Difference]:
    yield Difference(GUIDE, new.slug, "", "added", None, new.title, f"The guide “{new.title}” was added.")
    for part in PARTS:
        yield from (_whole(part, item, "added") for item in getattr(new, part))


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
        if not found and _guide_differs(self.old, self.new):
            found.append(unsaid(GUIDE, self.new.slug, self.old, self.new))
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
            yield _whole(part, pair.after, "added")
        elif pair.after is None:
            yield _whole(part, pair.before, "removed")
        elif pair.before != pair.after:
            said = [*self._renamed(part, pair)]
            before = called or pair.before
            said += self.fields(part, pair.slug, dict(_flat(before, ())), dict(_flat(pair.after, ())))
            yield from said or [unsaid(part, pair.slug, self.old, self.new)]

    def _renamed(self, part: str, pair: Pair) -> Iterator[Difference]:
        if pair.is_renamed:
            yield _rename(part, pair.slug, "slug", NAMES[part], pair.before.slug, pair.after.slug)
        if part == "questions":
            for option in pairs(pair.before.options, pair.after.options):
                if option.is_renamed:
                    field = f"options.{option.slug}.slug"
                    yield _rename(part, pair.slug, field, "answer", option.before.slug, option.after.slug)

    def fields(self, part: str, slug: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
        """The fields of one object that say something else."""
        for field in {**old, **new}:
            before, after = old.get(field), new.get(field)
            if before != after and not is_same_order(field, before, after):
                change: Change = "added" if before is None else "removed" if after is None else "changed"
                what = self.names.field(slug, field)
                yield Difference(part, slug, field, change, before, after, sentence(what, before, after), what)


def has_moved(old: tuple[Part, ...], found: tuple[Pair, ...]) -> bool:
    """Whether the objects that stayed in a part stand in another order."""
    stayed = [pair.before.slug for pair in found if None not in (pair.before, pair.after)]
    return stayed != [slug for slug in dict.fromkeys(str(getattr(item, "slug", "")) for item in old) if slug in stayed]


def _whole(part: str, item: Part, change: Literal["added", "removed"]) -> Difference:
    said, slug = title(item), str(getattr(item, "slug", ""))
    if change == "added":
        return Difference(part, slug, "", "added", None, said, f"The {NAMES[part]} “{said}” was added.")
    return Difference(part, slug, "", "removed", said, None, f"The {NAMES[part]} “{said}” was taken out.")


def _rename(part: str, slug: str, field: str, name: str, old: str, new: str) -> Difference:
    return Difference(part, slug, field, "renamed", old, new, f"The {name} “{old}” is now called “{new}”.")


def unsaid(part: str, slug: str, old: GuideDocument, new: GuideDocument) -> Difference:
    """The sentence about an object that differs, but in no field that says anything."""
    is_renamed = next(renamings(old, new), None) is not None
    return Difference(part, slug, "", "changed", None, None, FOLLOWS if is_renamed else TIDIED)


def _guide_names() -> list[str]:
    return [name for name in GuideDocument.model_fields if name not in PARTS]


def _guide_differs(old: GuideDocument, new: GuideDocument) -> bool:
    return any(getattr(old, name) != getattr(new, name) for name in _guide_names())


def _guide_fields(document: GuideDocument) -> Mapping[str, str]:
    return {path: text for name in _guide_names() for path, text in _flat(getattr(document, name), (name,))}


def _flat(value: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every field below a value as text, by its path; fields that say nothing are left out."""
    if isinstance(value, Part):
        for name in type(value).model_fields:
            if name != "slug":
                yield from _flat(getattr(value, name), (*path, name))
    elif isinstance(value, dict) and (path[-1] == "when" or path[0] == "never_while"):
        yield from _said(path, condition_words(value))
    elif isinstance(value, dict):
        for key, item in value.items():
            # An empty row of signs says a lot: that the wider rows do not count here.
            yield from _said((*path, str(key)), "blank everywhere" if path == ("signs",) and not item else "")
            yield from _flat(item, (*path, str(key)))
    elif isinstance(value, tuple) and value and not isinstance(value[0], str):
        for at, item in enumerate(value):
            yield from _flat(item, (*path, item_key(item, at)))
        yield from _said((*path, ORDER), listed(item_key(item, at) for at, item in enumerate(value)))
    else:
        yield from _said(path, _words(value))


def _said(path: tuple[str, ...], text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield ".".join(path), text


def _words(value: object) -> str:
    if isinstance(value, tuple):
        return listed(str(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


def condition_words(when: Condition) -> str:
    """A condition as editors read it: "device is iphone or ipad, and see is green"."""
    return ", and ".join(f"{name} is {' or '.join(options)}" for name, options in sorted(when.items()))
