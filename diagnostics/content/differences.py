"""What changed between two documents of a guide, in editors' words, by object and field."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.content.document import Condition, GuideDocument, Part
from diagnostics.content.index import NAMES, Named
from diagnostics.content.leaves import GUIDE, PARTS, item_key
from diagnostics.content.problems import listed

type Change = Literal["added", "removed", "renamed", "changed", "moved"]

NOTHING: Final = "nothing"
ORDER: Final = "order"
"""Last part of the path of the order of a list inside an object."""
_TITLES: Final = ("name", "title", "text")
_LONG: Final = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One change.

    part, slug: the object as it is called now, or was called before it went.
    field: as in "options.green.text"; empty for the object itself.
    before, after: what the field says, as text; None where it said nothing.
    message: one sentence.
    """

    part: str
    slug: str
    field: str
    change: Change
    before: str | None
    after: str | None
    message: str


def differences(old: GuideDocument | None, new: GuideDocument) -> tuple[Difference, ...]:
    """All changes, in the order of the document; from None, everything that is there was added."""
    return tuple(_differences(old, new))


def _differences(old: GuideDocument | None, new: GuideDocument) -> Iterator[Difference]:
    if old is None:
        yield Difference(GUIDE, new.slug, "", "added", None, new.title, f"The guide “{new.title}” was added.")
    else:
        yield from _changes(GUIDE, new.slug, _guide_fields(old), _guide_fields(new))
    for part in PARTS:
        yield from _of_part(part, getattr(old, part, ()), getattr(new, part))


def _guide_fields(document: GuideDocument) -> Mapping[str, str]:
    names = [name for name in GuideDocument.model_fields if name not in PARTS]
    return {path: text for name in names for path, text in _flat(getattr(document, name), (name,))}


def _of_part(part: str, old: Iterable[Named], new: Iterable[Named]) -> Iterator[Difference]:
    before = {item.slug: item for item in old}
    after = {item.slug: item for item in new}
    renamed = {slug: alias for slug, item in after.items() if (alias := _old_name(item, before, after))}
    for slug, item in before.items():
        if slug not in after and slug not in renamed.values():
            title = _title(item)
            yield Difference(part, slug, "", "removed", title, None, f"The {NAMES[part]} “{title}” was taken out.")
    for slug, item in after.items():
        yield from _of_item(part, before.get(renamed.get(slug, slug)), item)
    stayed = [renamed.get(slug, slug) for slug in after if renamed.get(slug, slug) in before]
    if stayed != [slug for slug in before if slug in stayed]:
        yield Difference(part, "", "", "moved", None, None, f"The order of the {NAMES[part]}s changed.")


def _old_name(item: Named, before: Mapping[str, Named], after: Mapping[str, Named]) -> str | None:
    if item.slug in before:
        return None
    return next((alias for alias in getattr(item, "aliases", ()) if alias in before and alias not in after), None)


def _of_item(part: str, old: Named | None, new: Named) -> Iterator[Difference]:
    name = NAMES[part]
    if old is None:
        yield Difference(part, new.slug, "", "added", None, _title(new), f"The {name} “{_title(new)}” was added.")
        return
    if old.slug != new.slug:
        message = f"The {name} “{old.slug}” is now called “{new.slug}”."
        yield Difference(part, new.slug, "slug", "renamed", old.slug, new.slug, message)
    yield from _changes(part, new.slug, dict(_flat(old, ())), dict(_flat(new, ())))


def _changes(part: str, slug: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Difference]:
    for field in {**old, **new}:
        before, after = old.get(field), new.get(field)
        if before != after and not _is_same_order(field, before, after):
            change: Change = "added" if before is None else "removed" if after is None else "changed"
            yield Difference(part, slug, field, change, before, after, _sentence(field, before, after))


def _is_same_order(field: str, before: str | None, after: str | None) -> bool:
    """Whether the items of a list that stayed still stand in the same order."""
    if not field.endswith(f".{ORDER}"):
        return False
    old, new = (before or "").split(", "), (after or "").split(", ")
    return [item for item in old if item in new] == [item for item in new if item in old]


def _sentence(field: str, before: str | None, after: str | None) -> str:
    names = field.split(".")
    if names[0] == "signs":
        what = f"The sign of “{names[2]}” for {_row(names[1])}"
    elif names[0] == "remedies":
        what = f"How often it cures “{names[1]}”"
    else:
        what = f"“{' › '.join(names)}”"
    if max(len(before or ""), len(after or "")) > _LONG or "\n" in f"{before}{after}":
        return f"{what} was {'written' if before is None else 'taken out' if after is None else 'rewritten'}."
    return f"{what} changed from *{before or NOTHING}* to *{after or NOTHING}*."


def _row(name: str) -> str:
    if name == "*":
        return "all other causes"
    return f"all causes in “{name.removeprefix('@')}”" if name.startswith("@") else f"“{name}”"


def _title(item: object) -> str:
    return str(next(getattr(item, name) for name in _TITLES if hasattr(item, name)))


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
