"""Posting to other sites: what is sent is signed already, and goes to the very IP address that was checked."""

import asyncio
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import httpx

from diagnostics.domain.safeguards.other_sites import RequestFailed, in_time, refusal, run_apart
from diagnostics.domain.webhooks.addresses import find_targets, host_of, read_address

DEADLINE: Final = 15.0
"""Seconds until the answer must have begun, for one message: looking the name up, connecting, sending."""
PAUSE: Final = 10.0
"""Seconds that the other side may be silent."""
READING: Final = 2.0
"""Seconds for the beginning of what it says then; it counts for nothing."""
KEPT: Final = 500
"""Bytes of it that are kept."""
PATIENCE: Final = 10.0
"""Seconds after which no further message is sent in the same turn."""


@dataclass(frozen=True, slots=True)
class Message:
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """error: why the message does not count as delivered; empty where it was taken. said: how the answer begins."""

    status: int | None = None
    said: str = ""
    error: str = ""
    retry_after: int = 0
    milliseconds: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """What is to be sent to one address."""

    address: str
    messages: Sequence[Message]


def send(posts: Sequence[Post]) -> list[list[Answer]]:
    """The answers to what was sent, at least one for each address.

    All addresses at once; to each one message after the other, up to the first that is not taken, or until it has taken long.
    """
    return run_apart(lambda: _send_all(posts))


async def _send_all(posts: Sequence[Post]) -> list[list[Answer]]:
    # SSL_CERT_FILE is heard, as everywhere; a proxy is not: it would choose the address by itself.
    trusted = httpx.create_ssl_context()
    return list(await asyncio.gather(*(_send_to(post, trusted) for post in posts)))


async def _send_to(post: Post, trusted: ssl.SSLContext) -> list[Answer]:
    answers: list[Answer] = []
    began = time.monotonic()
    async with httpx.AsyncClient(timeout=PAUSE, verify=trusted, trust_env=False) as client:
        for message in post.messages:
            answers.append(await _send_one(client, post.address, message))
            client.cookies.clear()
            if answers[-1].error or time.monotonic() - began > PATIENCE:
                break
    return answers


async def _send_one(client: httpx.AsyncClient, address: str, message: Message) -> Answer:
    began = time.monotonic()
    try:
        async with in_time(DEADLINE, PAUSE):
            url = read_address(address)
            response = await _post(client, url, await find_targets(url), message)
    except RequestFailed as failed:
        return Answer(error=printable(str(failed)), milliseconds=_since(began))
    took = _since(began)
    said = await _beginning(response)
    if response.is_success:
        return Answer(response.status_code, said, milliseconds=took)
    why = refusal(response)
    return Answer(response.status_code, said, printable(str(why)), why.retry_after, took)


async def _post(client: httpx.AsyncClient, url: httpx.URL, targets: Sequence[str], message: Message) -> httpx.Response:
    """The answer, of which only the head was read. Each address is tried as long as nothing was sent."""
    headers = {"Host": url.netloc.decode("ascii"), "Accept-Encoding": "identity", **message.headers}
    for target in targets:
        request = client.build_request(
            "POST",
            url.copy_with(host=target),
            content=message.body,
            headers=headers,
            # The certificate is checked against the name, not against the address.
            extensions={"sni_hostname": host_of(url)},
        )
        try:
            return await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if target == targets[-1]:
                raise
    raise RequestFailed("Its host has no address.")


async def _beginning(response: httpx.Response) -> str:
    """How the answer begins, whatever becomes of the rest."""
    said = bytearray()
    try:
        async with in_time(READING, READING):
            async for piece in response.aiter_raw(KEPT):
                said += piece
                if len(said) >= KEPT:
                    break
    except RequestFailed:
        pass
    finally:
        await response.aclose()
    return printable(bytes(said[:KEPT]).decode(errors="replace"))


def printable(text: str) -> str:
    """Without what a database may refuse and a page should not show."""
    return "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
