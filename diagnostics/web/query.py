"""The query string of a walk, read in bounded time and memory."""

from typing import Final
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest

MOST_BYTES: Final = 8190
"""As the server's own limit of a request line."""
MOST_PAIRS: Final = 400
UNREADABLE: Final = "\ufffd"


def read_pairs(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """The pairs in their order; what cannot be read becomes U+FFFD, which names nothing. Raises BadRequest."""
    query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    if len(query) > MOST_BYTES or query.count(b"&") >= MOST_PAIRS:
        raise BadRequest("The address is too long.")
    return tuple(_pair(piece) for piece in query.split(b"&") if piece)


def first_value(request: HttpRequest, key: str) -> str:
    """The first value of one key, or nothing."""
    return next((value for name, value in read_pairs(request) if name == key), "")


def _pair(piece: bytes) -> tuple[str, str]:
    key, _, value = piece.partition(b"=")
    return _readable(key), _readable(value)


def _readable(part: bytes) -> str:
    text = unquote_to_bytes(part.replace(b"+", b" ")).decode("utf-8", "replace")
    return "".join(character if character.isprintable() else UNREADABLE for character in text)
