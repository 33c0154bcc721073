"""Fetching a feed from a server that answers, lies, dawdles and dies."""

import asyncio
import socket
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from diagnostics.domain.feeds import fetching
from diagnostics.domain.feeds.fetching import MOST_BYTES, fetch
from diagnostics.domain.feeds.lease import Version
from diagnostics.domain.safeguards.other_sites import RequestFailed
from tests import feed_server
from tests.feed_server import Answer, FeedServer, page
from tests.samples import sample

OUTAGE = sample("status/outage.json")
BOMB = feed_server.pack(b" " * (MOST_BYTES * 20))
MINUTE = "Sun, 29 Nov 2026 10:00:00 GMT"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a test need not wait as long as the site does."""
    monkeypatch.setattr(fetching, "DEADLINE", 0.9)
    monkeypatch.setattr(fetching, "PAUSE", 0.4)


@pytest.mark.parametrize("name", ["all-ok.json", "outage.json", "resolved.json", "developer.js"])
@pytest.mark.parametrize("form", [page, feed_server.pack])
def test_every_sample_comes_whole(server: FeedServer, name: str, form: Callable[[bytes], Answer]) -> None:
    """As it is, and packed."""
    server.answer = form(sample(f"status/{name}"))

    assert fetch(server.address).body == sample(f"status/{name}")


def test_it_fetches_where_a_loop_runs_already(server: FeedServer) -> None:
    """A caller may have an event loop of its own."""

    async def ask() -> bytes | None:
        return fetch(server.address).body

    # In a thread, since tests with a browser leave a loop in the main one.
    with ThreadPoolExecutor(1) as own:
        assert own.submit(lambda: asyncio.run(ask())).result() == OUTAGE


def test_a_request_says_who_asks(server: FeedServer) -> None:
    fetch(server.address)

    (request,) = server.requests
    assert "user-agent: fixpath/" in request.lower()
    assert "cookie" not in request.lower()


def test_what_is_known_is_not_sent_again(server: FeedServer) -> None:
    """The second request carries what the first answer was called."""
    server.answer = feed_server.unless_known(OUTAGE, '"one"', MINUTE)
    first = fetch(server.address)
    second = fetch(server.address, first.version)

    assert first.version == Version('"one"', MINUTE)
    assert (second.body, second.version) == (None, first.version)
    assert f"if-modified-since: {MINUTE}".lower() in server.requests[1].lower()


@pytest.mark.parametrize("etag", [f'"{"x" * 300}"', '"é"'])
def test_a_version_that_cannot_be_kept_or_sent_is_not_kept(server: FeedServer, etag: str) -> None:
    server.answer = page(OUTAGE, etag=etag)

    assert fetch(server.address).version == Version()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (page(b"no", "500 Internal Server Error"), "It answered 500 Internal Server Error."),
        (page(b"", "204 No Content"), "It answered 204 No Content."),
        (page(b"", "304 Not Modified"), "It answered 304 Not Modified."),
        (page(b"", "302 Found", location="https://example.org/login"), "It has moved (302 Found) to https://example.org/login."),
        (page(b"", "301 Moved", location="/elsewhere.js"), "It has moved (301 Moved) to /elsewhere.js."),
        (page(OUTAGE, content_encoding="br"), "packed as 'br', which nobody asked for"),
        (page(OUTAGE, content_encoding="gzip"), "It cannot be unpacked"),
        (page(b"\x1f\x8b\x08\0\0\0\0\0\0\0", content_encoding="gzip"), "It ends too early."),
        (page(b" " * (MOST_BYTES + 1)), "It is larger than 2 MB."),
        (feed_server.flood, "It is larger than 2 MB."),
        (BOMB, "It is larger than 2 MB."),
        (feed_server.break_off(OUTAGE), "It cannot be reached: "),
        (feed_server.hang_up, "It cannot be reached: "),
        (lambda connection, _: connection.sendall(b"\0\1garbage\r\n\r\n"), "It cannot be reached: "),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_said_in_one_line(server: FeedServer, answer: Answer, says: str) -> None:
    server.answer = answer
    with pytest.raises(RequestFailed, match=r".") as failed:
        fetch(server.address)

    assert says in str(failed.value)
    assert "\n" not in str(failed.value)


@pytest.mark.broad
@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (feed_server.silence, "It was silent|longer than"),
        (feed_server.drip, "longer than"),
        (feed_server.drip_body, "longer than"),
    ],
)
def test_nobody_is_waited_for_for_ever(server: FeedServer, hurried: None, answer: Answer, says: str) -> None:
    """Silence ends it, and so does a byte now and then."""
    server.answer = answer
    began = time.monotonic()
    with pytest.raises(RequestFailed, match=says):
        fetch(server.address)

    assert time.monotonic() - began < 5


def test_a_name_that_nobody_resolves_is_not_waited_for(hurried: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system may look for it for minutes."""
    over = Event()

    def look_up(*_args: object, **_named: object) -> list[object]:
        over.wait(8)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    began = time.monotonic()
    try:
        with pytest.raises(RequestFailed, match=r"silent|longer than"):
            fetch("http://slow.example/")
        assert time.monotonic() - began < 5
    finally:
        over.set()


@pytest.mark.parametrize(("wish", "seconds"), [("120", 120), ("9" * 5000, 999_999_999), ("soon", 0)])
def test_a_wish_to_wait_is_heard(server: FeedServer, wish: str, seconds: int) -> None:
    """However long it is."""
    server.answer = page(b"", "503 Service Unavailable", retry_after=wish)
    with pytest.raises(RequestFailed) as failed:
        fetch(server.address)

    assert failed.value.retry_after == seconds


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/", "http://nowhere.invalid/"])
def test_where_nobody_answers(address: str) -> None:
    with pytest.raises(RequestFailed, match="It cannot be reached"):
        fetch(address)
