"""Slugs and aliases: each name stands for one thing, now and later."""

from collections.abc import Iterable, Iterator

from diagnostics.content.index import NAMES, Index, Named, problem
from diagnostics.content.leaves import GUIDE, PARTS
from diagnostics.content.problems import Problem


def slug_problems(index: Index) -> Iterator[Problem]:
    """Slugs that stand twice, and aliases that are taken."""
    document = index.document
    for part in PARTS:
        for slug, field, message in _collisions(getattr(document, part), NAMES[part]):
            yield problem(part, slug, field, message)
    for question in document.questions:
        for slug, field, message in _collisions(question.options, "option"):
            yield problem("questions", question.slug, f"options.{slug}.{field}", message)
    if document.slug in document.aliases:
        yield problem(
            GUIDE, document.slug, "aliases", f"“{document.slug}” is the slug itself. Take it out of the aliases."
        )


def _collisions(items: Iterable[Named], name: str) -> Iterator[tuple[str, str, str]]:
    """Slug of the object at fault, its field, and the sentence."""
    items = tuple(items)
    seen: set[str] = set()
    for item in items:
        if item.slug in seen:
            yield item.slug, "slug", f"The {name} “{item.slug}” stands here twice. Give one of them another slug."
        seen.add(item.slug)
    taken: dict[str, str] = {}
    for item in items:
        for alias in getattr(item, "aliases", ()):
            if alias == item.slug:
                yield item.slug, "aliases", f"“{alias}” is the slug itself. Take it out of the aliases."
            elif alias in seen:
                message = f"The alias “{alias}” is the slug of another {name}. Take it out of the aliases."
                yield item.slug, "aliases", message
            elif taken.setdefault(alias, item.slug) != item.slug:
                message = f"The alias “{alias}” belongs to “{taken[alias]}” already. Keep it in one place."
                yield item.slug, "aliases", message
