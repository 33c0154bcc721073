"""The query string of a walk, read in bounded time and memory."""

import re
from typing import Final
from urllib.parse import unquote_to_bytes
from weakref import WeakKeyDictionary

from django.core.exceptions import BadRequest
from django.http import HttpRequest

from diagnostics.domain.live import LiveGuide
from diagnostics.engine.walk import Walk, fold

type Pairs = tuple[tuple[str, str], ...]

MOST_BYTES: Final = 8190
"""As the server's own limit of a request line."""
MOST_PAIRS: Final = 400
BETWEEN: Final = re.compile(rb"(?:&|%26(?=amp(?:;|%3b)))(?:amp(?:;|%3b))*", re.IGNORECASE)
"""What separates pairs, also as HTML writes it: programs that take an address out of a page leave it so."""
UNREADABLE: Final = "\ufffd"
MOST_WALKS: Final = 500
"""Of each guide in memory; some kilobytes each."""
LONGEST_KNOWN: Final = 1_000
"""Bytes; a longer query is read anew each time."""
_walks: Final[WeakKeyDictionary[LiveGuide, dict[str, tuple[Pairs, Walk]]]] = WeakKeyDictionary()


def read_pairs(request: HttpRequest) -> Pairs:
    """The pairs in their order; what cannot be read becomes U+FFFD, which names nothing. Raises BadRequest."""
    return split_pairs(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))


def split_pairs(query: bytes) -> Pairs:
    """The same for any query string. Raises BadRequest."""
    pieces = BETWEEN.split(query) if len(query) <= MOST_BYTES else []
    if not 0 < len(pieces) <= MOST_PAIRS:
        raise BadRequest("The address is too long.")
    return tuple(_pair(piece) for piece in pieces if piece)


def read_walk(request: HttpRequest, here: LiveGuide) -> tuple[Pairs, Walk]:
    """The pairs, and the walk that they are in this guide; what was asked for lately is not read again. Raises BadRequest."""
    query = request.META.get("QUERY_STRING", "")
    known = _walks.setdefault(here, {})
    if (found := known.get(query)) is None:
        pairs = read_pairs(request)
        found = pairs, fold(here.network.guide, pairs)
        if len(query) <= LONGEST_KNOWN:
            known[query] = found
        if len(known) > MOST_WALKS:
            known.clear()
    return found


def first_value(request: HttpRequest, key: str) -> str:
    """The first value of one key, or nothing."""
    return next((value for name, value in read_pairs(request) if name == key), "")


def _pair(piece: bytes) -> tuple[str, str]:
    key, _, value = piece.partition(b"=")
    return _decode(key), _decode(value)


def _decode(part: bytes) -> str:
    return make_readable(unquote_to_bytes(part.replace(b"+", b" ")).decode("utf-8", "replace"))


def make_readable(text: str) -> str:
    """The text with U+FFFD for what cannot be printed."""
    return "".join(character if character.isprintable() else UNREADABLE for character in text)
