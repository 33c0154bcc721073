"""Names under which the addresses of a guide were ever published, and what they lead to today."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from diagnostics.content.document.index import Index
from diagnostics.content.document.leaves import GUIDE
from diagnostics.content.document.schema import GuideDocument

type Name = tuple[str, str, str]
"""What it is a name of, as addresses call it; the name; the slug that the object had then."""

KINDS: Final[Mapping[str, str]] = {"cause": "causes", "step": "steps", "carrier": "carriers", "page": "pages"}
"""What has an address of its own, by the word that stands for it in addresses; besides the pages of options."""


def published_names(document: GuideDocument) -> Iterator[Name]:
    """Of the guide and of everything in it that has an address."""
    yield from _names(GUIDE, (document,))
    for kind, part in KINDS.items():
        yield from _names(kind, getattr(document, part))
    if first := Index(document).first_question:
        yield from _names("option", (option for option in first.options if option.page))


def _names(kind: str, items: Iterable[Any]) -> Iterator[Name]:
    return ((kind, name, item.slug) for item in items for name in dict.fromkeys((item.slug, *item.aliases)))


class FormerNames:
    """All names that were ever published, each beside those that the same object had.

    since: other slugs of the guide, with the moment from which on they led to it.
    """

    def __init__(self, names: Iterable[Name] = (), since: Mapping[str, datetime] = MappingProxyType({})) -> None:
        self.all: tuple[Name, ...] = tuple(names)
        self.since = since
        self._beside: dict[tuple[str, str], list[str]] = defaultdict(list)
        for kind, name, slug in self.all:
            self._beside[kind, name].append(slug)
            self._beside[kind, slug].append(name)

    def has(self, kind: str, name: str) -> bool:
        """Whether something was once live under this name."""
        return (kind, name) in self._beside

    def nearest(self, kind: str, name: str, present: Collection[str]) -> str | None:
        """One of the present names that the same object had, with the fewest renamings between; None where it is gone."""
        seen, now = {name}, [name]
        while now:
            if found := next((one for one in now if one in present), None):
                return found
            now = [one for old in now for one in self._beside.get((kind, old), ()) if one not in seen]
            seen.update(now)
        return None
