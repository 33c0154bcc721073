"""One object of a document as it once was: read again, under the names of today, and laid over today's document."""

import json
from collections.abc import Iterable
from typing import Any, Final, cast, get_args

from diagnostics.content.changes.merging import interleave
from diagnostics.content.changes.pairing import with_new_names
from diagnostics.content.changes.renaming import OPTIONS, with_new_slug
from diagnostics.content.document.fields import Part
from diagnostics.content.document.index import Index
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.references import Reference, references
from diagnostics.content.document.schema import SCHEMA, GuideDocument

KINDS: Final[dict[str, type[Part]]] = {part: get_args(GuideDocument.model_fields[part].annotation)[0] for part in PARTS}
"""What the objects of a part are."""
NEEDED: Final = ("place", "urgent_page")
"""Names without which an object is none."""


def read(part: str, data: Any) -> Any:  # noqa: ANN401 (plain data, and an object of this part)
    """An object from plain data; the guide itself as a document without objects. Raises ValidationError."""
    if part == GUIDE:
        data = {**data, **dict.fromkeys(PARTS, ()), "schema": SCHEMA}
    kind = GuideDocument if part == GUIDE else KINDS[part]
    return kind.model_validate_json(json.dumps(data))


def with_item(document: GuideDocument, part: str, slug: str, item: Any) -> GuideDocument:  # noqa: ANN401 (an object)
    """The document with this object in the place of the one with that slug, or last; without that one for None."""
    if part == GUIDE:
        return cast("GuideDocument", item).model_copy(update={name: getattr(document, name) for name in PARTS})
    items = {one.slug: one for one in getattr(document, part)} | {slug: item}
    return document.model_copy(update={part: tuple(one for one in items.values() if one is not None)})


def in_order(document: GuideDocument, part: str, order: Iterable[str]) -> GuideDocument:
    """The document with a part in this order; what the order does not name stays behind its neighbour."""
    items = {item.slug: item for item in getattr(document, part)}
    slugs = interleave((slug for slug in order if slug in items), items)
    return document.model_copy(update={part: tuple(items[slug] for slug in slugs)})


def alone(document: GuideDocument, part: str, item: Any) -> GuideDocument:  # noqa: ANN401 (an object)
    """The document with no other object than this one."""
    return with_item(document.model_copy(update=dict.fromkeys(PARTS, ())), part, getattr(item, "slug", ""), item)


def with_names_of(today: GuideDocument, lone: GuideDocument, part: str) -> GuideDocument:
    """A document of one object with the slugs and aliases that it, its answers and what it names have today."""
    lone, index = with_new_names(lone, today), Index(today)
    for reference in references(lone):
        question = index.questions.get(reference.of)
        if reference.to == OPTIONS and question and reference.word not in index.options(question):
            old = {alias: slug for slug, one in index.options(question).items() for alias in one.aliases}
            if new := old.get(reference.word):
                lone = with_new_slug(lone, OPTIONS, reference.word, new, reference.of)
    if part == GUIDE:
        return lone.model_copy(update={"slug": today.slug, "aliases": today.aliases})
    items = tuple(with_present_names(item, index.parts[part].get(item.slug, item)) for item in getattr(lone, part))
    return lone.model_copy(update={part: items})


def with_present_names(item: Any, now: Any) -> Any:  # noqa: ANN401 (an object, and the same today)
    """The object with the slugs and aliases that it and its answers have today."""
    update = {name: getattr(now, name) for name in ("slug", "aliases") if hasattr(item, name)}
    if hasattr(item, "options"):
        answers = {option.slug: option for option in now.options}
        update["options"] = tuple(
            with_present_names(option, answers.get(option.slug, option)) for option in item.options
        )
    return item.model_copy(update=update)


def without(document: GuideDocument, gone: Iterable[Reference]) -> GuideDocument:
    """The document in which these names are left out, each where it stands."""
    for reference in gone:
        part = reference.part
        item = document if part == GUIDE else Index(document).parts[part][reference.slug]
        data = item.model_dump(mode="json", by_alias=True)
        _leave_out(data, reference)
        document = with_item(document, part, reference.slug, read(part, data))
    return document


def _leave_out(holder: Any, reference: Reference) -> None:  # noqa: ANN401 (plain data)
    *way, last = reference.field.split(".")
    word = reference.word
    if way == ["signs"] and reference.to != OPTIONS:
        way, last, word = [], "signs", last
    for name in way:
        holder = holder[int(name) - 1] if isinstance(holder, list) else holder[name]
    if isinstance(holder[last], dict):
        holder[last].pop(word, None)
    else:
        holder[last] = [one for one in holder[last] if one != word] if isinstance(holder[last], list) else None


def name_again(before: Any, after: Any, now: Any, slug: str) -> Any:  # noqa: ANN401 (plain data)
    """What stands now, with everything that named a deleted object: it is there before and not after the deletion."""
    if isinstance(before, dict) and isinstance(after, dict) and isinstance(now, dict):
        found = {key: name_again(before.get(key), after.get(key), value, slug) for key, value in now.items()}
        lost = {key: value for key, value in before.items() if key not in after and found.get(key) is None}
        return found | {key: value for key, value in lost.items() if slug in (key.removeprefix("@"), value)}
    if isinstance(before, list) and isinstance(after, list) and isinstance(now, list):
        if slug in before and slug not in after:
            return interleave(now, [one for one in before if one == slug or one in now])
        if len(before) == len(after) == len(now):
            return [name_again(*three, slug) for three in zip(before, after, now, strict=True)]
    return now
