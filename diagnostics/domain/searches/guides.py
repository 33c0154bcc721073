"""Searching a live guide. Its index is made once, for as long as the guide is live."""

from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from diagnostics.content.search.find import Found, find
from diagnostics.content.search.index import SearchIndex
from diagnostics.content.search.understanding import Pair, pairs_to
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide

_indexes: Final[WeakKeyDictionary[LiveGuide, SearchIndex]] = WeakKeyDictionary()
_lock: Final = Lock()


def search(here: LiveGuide, text: str, *, off: frozenset[Pair] = frozenset()) -> Found:
    """What somebody looks for in a guide; never fails, whatever was typed, and asks no database.

    off: answers that were understood and are not meant.
    """
    return find(_index(here), text, off=off)


def way_to(here: LiveGuide, answer: Pair) -> tuple[Pair, ...]:
    """The pairs of a walk that has given this answer, and the one to the first question that it takes for granted."""
    return pairs_to(_index(here), answer)


def prepare() -> None:
    """Make the indexes of the guides that visitors use, so that the first search need not wait; a chore."""
    for one in live.site().shelved.values():
        if one.is_loaded and (here := one.guide()):
            _index(here)


def _index(here: LiveGuide) -> SearchIndex:
    found = _indexes.get(here)
    if found is None:
        with _lock:
            found = _indexes.get(here) or SearchIndex.build(here.document, here.network.guide, here.texts)
            _indexes[here] = found
    return found
