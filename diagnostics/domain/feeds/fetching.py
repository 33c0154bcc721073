"""Fetching a feed: in bounded time and memory, from the one address that was configured."""

import zlib
from dataclasses import dataclass
from typing import Final

import httpx
from django.conf import settings

from diagnostics import VERSION
from diagnostics.domain.feeds.lease import Version
from diagnostics.domain.safeguards.other_sites import RequestFailed, in_time, refusal, run_apart

DEADLINE: Final = 20.0
"""Seconds for all of it: looking the name up, connecting, every byte."""
PAUSE: Final = 10.0
"""Seconds that the other side may be silent."""
MOST_BYTES: Final = 2 * 1024 * 1024
"""Before and after unpacking."""
_GZIP: Final = 31
_LONGEST: Final = {"etag": 200, "last-modified": 60}
"""What is longer is not worth keeping."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """body: None where nothing has changed since ``version``."""

    body: bytes | None
    version: Version


def fetch(address: str, known: Version = Version()) -> Fetched:  # noqa: B008 (frozen)
    """What stands at this address now; raises RequestFailed. Redirects are not followed."""
    return run_apart(lambda: _fetch(address, known))


async def _fetch(address: str, known: Version) -> Fetched:
    headers = {"Accept-Encoding": "gzip", "User-Agent": f"Fixpath/{VERSION} (+{settings.SITE_URL})"}
    async with (
        in_time(DEADLINE, PAUSE),
        httpx.AsyncClient(timeout=PAUSE, headers=headers) as client,
        client.stream("GET", address, headers=known.headers) as response,
    ):
        if response.status_code == httpx.codes.NOT_MODIFIED and known.headers:
            return Fetched(None, known)
        if response.status_code != httpx.codes.OK:
            raise refusal(response)
        return Fetched(_unpack(response, await _read(response)), _version(response))


async def _read(response: httpx.Response) -> bytes:
    packed = bytearray()
    async for piece in response.aiter_raw():
        packed += piece
        if len(packed) > MOST_BYTES:
            raise RequestFailed("It is larger than 2 MB.")
    return bytes(packed)


def _unpack(response: httpx.Response, packed: bytes) -> bytes:
    encoding = response.headers.get("content-encoding", "identity").lower()
    if encoding == "identity":
        return packed
    if encoding != "gzip":
        raise RequestFailed(f"It is packed as {encoding!r}, which nobody asked for.")
    unpacker = zlib.decompressobj(_GZIP)
    try:
        body = unpacker.decompress(packed, MOST_BYTES + 1)
    except zlib.error as error:
        raise RequestFailed(f"It cannot be unpacked: {error}.") from None
    if len(body) > MOST_BYTES:
        raise RequestFailed("It is larger than 2 MB.")
    if not unpacker.eof:
        raise RequestFailed("It ends too early.")
    return body


def _version(response: httpx.Response) -> Version:
    said = {name: response.headers.get(name, "") for name in _LONGEST}
    return Version(*(value if value.isascii() and len(value) <= _LONGEST[name] else "" for name, value in said.items()))
