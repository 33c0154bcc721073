"""Fetching a feed: in bounded time and memory, from the one address that was configured."""

import asyncio
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import httpx
from django.conf import settings

from diagnostics import VERSION
from diagnostics.domain.feeds.lease import Version

DEADLINE: Final = 20.0
"""Seconds for all of it: looking the name up, connecting, every byte."""
PAUSE: Final = 10.0
"""Seconds that the other side may be silent."""
MOST_BYTES: Final = 2 * 1024 * 1024
"""Before and after unpacking."""
_GZIP: Final = 31
_LONGEST: Final = {"etag": 200, "last-modified": 60}
"""What is longer is not worth keeping."""
_LONGEST_WISH: Final = 9
"""Digits of seconds."""


class FetchFailed(Exception):
    """Nothing was fetched; the message says why in one line. retry_after: seconds that the other side asks for."""

    def __init__(self, reason: str, retry_after: int = 0) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Fetched:
    """body: None where nothing has changed since ``version``."""

    body: bytes | None
    version: Version


class _Loop(asyncio.SelectorEventLoop):
    """Does not wait for a name that is still being looked up, which may take minutes."""

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:  # noqa: ASYNC109 (asyncio's own)
        """Leave it to ``close``, which waits for no thread."""


def fetch(address: str, known: Version = Version()) -> Fetched:  # noqa: B008 (frozen)
    """What stands at this address now; raises FetchFailed. Redirects are not followed.

    In a thread of its own: the caller's may already have an event loop.
    """
    try:
        with ThreadPoolExecutor(1, "fetch") as own:
            return own.submit(lambda: asyncio.run(_fetch(address, known), loop_factory=_Loop)).result()
    except TimeoutError:
        raise FetchFailed(f"It took longer than {DEADLINE:.0f} seconds.") from None
    except httpx.TimeoutException as error:
        raise FetchFailed(f"It was silent for {PAUSE:.0f} seconds ({type(error).__name__}).") from None
    except httpx.HTTPError as error:
        raise FetchFailed(f"It cannot be reached: {str(error) or type(error).__name__}.") from None
    except (httpx.InvalidURL, UnicodeError) as error:
        raise FetchFailed(f"Its address is wrong: {error}.") from None


async def _fetch(address: str, known: Version) -> Fetched:
    headers = {"Accept-Encoding": "gzip", "User-Agent": f"Fixpath/{VERSION} (+{settings.SITE_URL})"}
    async with (
        asyncio.timeout(DEADLINE),
        httpx.AsyncClient(timeout=PAUSE, headers=headers) as client,
        client.stream("GET", address, headers=known.headers) as response,
    ):
        if response.status_code == httpx.codes.NOT_MODIFIED and known.headers:
            return Fetched(None, known)
        _refuse(response)
        return Fetched(_unpack(response, await _read(response)), _version(response))


def _refuse(response: httpx.Response) -> None:
    """Raise FetchFailed for everything but 200."""
    said = f"{response.status_code} {response.reason_phrase}".strip()
    if response.has_redirect_location:
        raise FetchFailed(f"It has moved ({said}) to {response.headers['location'][:200]}.")
    if response.status_code != httpx.codes.OK:
        wait = response.headers.get("retry-after", "")[:_LONGEST_WISH]
        raise FetchFailed(f"It answered {said}.", int(wait) if wait.isascii() and wait.isdigit() else 0)


async def _read(response: httpx.Response) -> bytes:
    packed = bytearray()
    async for piece in response.aiter_raw():
        packed += piece
        if len(packed) > MOST_BYTES:
            raise FetchFailed("It is larger than 2 MB.")
    return bytes(packed)


def _unpack(response: httpx.Response, packed: bytes) -> bytes:
    encoding = response.headers.get("content-encoding", "identity").lower()
    if encoding == "identity":
        return packed
    if encoding != "gzip":
        raise FetchFailed(f"It is packed as {encoding!r}, which nobody asked for.")
    unpacker = zlib.decompressobj(_GZIP)
    try:
        body = unpacker.decompress(packed, MOST_BYTES + 1)
    except zlib.error as error:
        raise FetchFailed(f"It cannot be unpacked: {error}.") from None
    if len(body) > MOST_BYTES:
        raise FetchFailed("It is larger than 2 MB.")
    if not unpacker.eof:
        raise FetchFailed("It ends too early.")
    return body


def _version(response: httpx.Response) -> Version:
    said = {name: response.headers.get(name, "") for name in _LONGEST}
    return Version(*(value if value.isascii() and len(value) <= _LONGEST[name] else "" for name, value in said.items()))
