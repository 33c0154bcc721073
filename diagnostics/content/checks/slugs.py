"""Slugs and aliases: each name stands for one thing, now and later."""

from collections.abc import Iterable, Iterator
from typing import Final

from diagnostics.content.document.field_words import label
from diagnostics.content.document.index import NAMES, HasSlug, Index, problem
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.problems import Problem

_ITSELF: Final = "“{alias}” is what this is called now, so it is not an old address. Take it out of the old addresses."


def slug_problems(index: Index) -> Iterator[Problem]:
    """Slugs that occur twice, and aliases that are taken."""
    document = index.document
    for part in PARTS:
        for slug, field, message in _collisions(getattr(document, part), NAMES[part], label(part, "slug")):
            yield problem(part, slug, field, message)
    for question in document.questions:
        for slug, field, message in _collisions(question.options, "answer", label("questions", "options", "slug")):
            yield problem("questions", question.slug, f"options.{slug}.{field}", message)
    if document.slug in document.aliases:
        yield problem(GUIDE, document.slug, "aliases", _ITSELF.format(alias=document.slug))


def _collisions(items: Iterable[HasSlug], name: str, called: str) -> Iterator[tuple[str, str, str]]:
    """Slug of the object at fault, its field, and the sentence; ``called``: what editors call the slug."""
    items, called = tuple(items), called.lower()
    seen: set[str] = set()
    for item in items:
        if item.slug in seen:
            yield item.slug, "slug", f"The {name} “{item.slug}” is here twice. Give one of them another {called}."
        seen.add(item.slug)
    taken: dict[str, str] = {}
    for item in items:
        for alias in getattr(item, "aliases", ()):
            if alias == item.slug:
                yield item.slug, "aliases", _ITSELF.format(alias=alias)
            elif alias in seen:
                message = (
                    f"The old address “{alias}” is the {called} of another {name}. Take it out of the old addresses."
                )
                yield item.slug, "aliases", message
            elif taken.setdefault(alias, item.slug) != item.slug:
                message = f"The old address “{alias}” belongs to “{taken[alias]}” already. Keep it in one place."
                yield item.slug, "aliases", message
