"""Every text of a document for readers, with its location: what is rendered, checked, compared and translated."""

import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from diagnostics.content.document.fields import Condition, Part, Words
from diagnostics.content.document.schema import GuideDocument

PARTS: Final = (
    *("places", "causes", "questions", "steps", "carriers", "paths"),
    *("terms", "alarms", "pages", "cases", "reports", "sources"),
)
"""The lists of objects of a document that have a slug."""
GUIDE: Final = "guide"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One text.

    part: list that holds the object, "causes"; "guide" for the document's own fields.
    slug: of the object. field: of the text inside it, "options.green.text".
    words: one line, or Markdown.
    """

    part: str
    slug: str
    field: str
    words: Words
    text: str


def leaves(document: GuideDocument) -> Iterator[Leaf]:
    """All texts, in the document's order; translations are not among them."""
    for name, hint in _text_fields(GuideDocument):
        if name not in (*PARTS, "translations"):
            for path, words, text in _inside(getattr(document, name), hint, (name,)):
                yield Leaf(GUIDE, document.slug, ".".join(path), words, text)
    for part in PARTS:
        for item in getattr(document, part):
            for path, words, text in _inside(item, type(item), ()):
                yield Leaf(part, item.slug, ".".join(path), words, text)


def item_key(item: object, position: int) -> str:
    """The name of an item of a list in the path of a field: its slug, its condition, else its number from 1."""
    if isinstance(slug := getattr(item, "slug", None), str):
        return slug
    when = getattr(item, "when", None)
    return str(position + 1) if when is None else condition_key(when)


def condition_key(when: Condition) -> str:
    """A condition in the path of a field: "device=mac,watch&version=ios-17", or "default"."""
    return "&".join(f"{name}={','.join(sorted(when[name]))}" for name in sorted(when)) or "default"


def _inside(value: object, hint: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Words, str]]:
    if isinstance(value, Part):
        for name, hint_inside in _text_fields(type(value)):
            yield from _inside(getattr(value, name), hint_inside, (*path, name))
        return
    words, hint = _unwrap_hint(hint)
    if words and isinstance(value, str):
        yield path, words, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _inside(item, typing.get_args(hint)[1], (*path, str(key)))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _inside(item, typing.get_args(hint)[0], (*path, item_key(item, position)))


@cache
def _unwrap_hint(hint: object) -> tuple[Words | None, object]:
    """The mark of a text, if it is one, and the type behind ``Annotated`` and ``| None``."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return _unwrap_hint(next(arm for arm in typing.get_args(hint) if arm is not types.NoneType))
    if typing.get_origin(hint) is not typing.Annotated:
        return None, hint
    inside, *marks = typing.get_args(hint)
    words = next((mark for mark in marks if isinstance(mark, Words)), None)
    return (words, hint) if words else _unwrap_hint(inside)


@cache
def _text_fields(model: type[Part]) -> tuple[tuple[str, object], ...]:
    """The fields that may hold texts, each with its type: most hold none, and need not be looked into."""
    hints = typing.get_type_hints(model, include_extras=True)
    return tuple((name, hints[name]) for name in model.model_fields if _may_hold_texts(hints[name]))


def _may_hold_texts(hint: object) -> bool:
    words, inner = _unwrap_hint(hint)
    if isinstance(inner, type) and issubclass(inner, Part):
        return bool(_text_fields(inner))
    return words is not None or any(_may_hold_texts(arm) for arm in typing.get_args(inner))


def with_texts(document: GuideDocument, texts: Mapping[tuple[str, str, str], str]) -> GuideDocument:
    """The document with other texts, by part, slug and field; what is not named stays."""
    named: dict[tuple[str, str], dict[str, str]] = {}
    for (part, slug, field), text in texts.items():
        named.setdefault((part, slug), {})[field] = text
    own = named.get((GUIDE, document.slug), {})
    update: dict[str, object] = {
        name: _replace(getattr(document, name), (name,), own)
        for name in GuideDocument.model_fields
        if name not in (*PARTS, "translations")
    }
    for part in PARTS:
        items = getattr(document, part)
        update[part] = tuple(_replace(item, (), named.get((part, item.slug), {})) for item in items)
    return document.model_copy(update=update)


def _replace(value: object, path: tuple[str, ...], texts: Mapping[str, str]) -> object:
    if isinstance(value, Part):
        names = type(value).model_fields
        return value.model_copy(update={name: _replace(getattr(value, name), (*path, name), texts) for name in names})
    if isinstance(value, str):
        return texts.get(".".join(path), value)
    if isinstance(value, dict):
        return {key: _replace(item, (*path, str(key)), texts) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_replace(item, (*path, item_key(item, at)), texts) for at, item in enumerate(value))
    return value
