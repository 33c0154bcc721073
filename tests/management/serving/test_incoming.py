"""diagnostics/management/serving/incoming.py."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any, cast

import pytest
from gunicorn.config import Config
from gunicorn.http.parser import RequestParser
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.management.serving import incoming
from diagnostics.management.serving.incoming import LONGEST_HEAD, MOST_KEPT, Incoming, State

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
POST = b"POST / HTTP/1.1\r\ncontent-LENGTH:  5\r\nHost: localhost\r\n\r\nhello"


class Pair:
    """A client, and what the server has of it."""

    def __init__(self) -> None:
        self.client, self.server = socket.socketpair()
        self.server.setblocking(False)
        self.incoming = Incoming(self.server)

    def says(self, part: bytes) -> State:
        """How the request stands after this."""
        self.client.sendall(part)
        return self.incoming.advance()

    def parser(self) -> Any:
        """Gunicorn's, which reads what the server has; the types that are told of it are not those that it has."""
        return RequestParser(Config(), cast("socket.socket", self.incoming), ("127.0.0.1", 1))

    def close(self) -> None:
        """Both hang up."""
        self.client.close()
        self.server.close()


@pytest.fixture
def pair() -> Iterator[Pair]:
    """Nobody has said anything."""
    with closing(Pair()) as pair:
        yield pair


def test_a_request_is_whole_with_its_last_byte(pair: Pair) -> None:
    """Head and body are waited for, and handed on as they came."""
    assert pair.says(b"") is State.HEAD
    assert pair.says(POST[:-6]) is State.HEAD
    assert pair.says(POST[-6:-1]) is State.BODY
    assert pair.says(POST[-1:]) is State.WHOLE
    assert pair.incoming.recv(8192) == POST


@given(st.lists(st.sampled_from([GET, POST]), min_size=1, max_size=4), st.data())
def test_the_parser_gets_one_request_at_a_time(requests: list[bytes], data: st.DataObject) -> None:
    """Wherever the bytes are cut on their way, each request comes out by itself, and nothing of the next with it."""
    handed_on = []
    everything = b"".join(requests)
    cuts = sorted(data.draw(st.sets(st.integers(1, len(everything) - 1), max_size=6)))
    with closing(Pair()) as pair:
        for start, end in zip([0, *cuts], [*cuts, len(everything)], strict=True):
            state = pair.says(everything[start:end])
            while state is State.WHOLE:
                handed_on.append(b"".join(iter(lambda: pair.incoming.recv(7), b"")))
                state = pair.incoming.advance()

    assert handed_on == requests


def test_a_head_without_end_is_handed_on_to_be_refused(pair: Pair) -> None:
    """It is not kept for ever."""
    assert pair.says(b"GET /" + b"a" * LONGEST_HEAD) is State.WHOLE


def test_a_large_body_comes_while_it_is_read(pair: Pair) -> None:
    """What is too large to be kept is read from the socket, up to its end and no further."""
    length = MOST_KEPT + 1
    assert pair.says(b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % length) is State.UPLOAD
    pair.incoming.recv(8192)
    pair.server.setblocking(True)
    rest = 0
    pair.client.sendall(b"a" * 100)
    assert len(pair.incoming.recv(8192)) == 100
    rest = length - 100
    while rest:
        pair.client.sendall(b"a" * min(rest, 50_000) + (GET if rest <= 50_000 else b""))
        rest -= len(pair.incoming.recv(50_000))

    assert pair.incoming.recv(8192) == b""


@pytest.mark.parametrize("head", [b"Transfer-Encoding: chunked", b"A: b\r\ntransfer-encoding:chunked"])
def test_a_body_of_unknown_length_is_told(pair: Pair, head: bytes) -> None:
    assert pair.says(b"POST / HTTP/1.1\r\n" + head + b"\r\n\r\n") is State.UNMEASURED


@pytest.mark.parametrize("length", [b"", b"-1", b"+5", b"many", b"5, 5", b"9" * 20, b"9" * 5000])
def test_a_length_that_is_none_is_told(pair: Pair, length: bytes) -> None:
    """It is never taken for an empty body, as what follows would be answered as a request."""
    assert pair.says(b"POST / HTTP/1.1\r\nContent-Length: " + length + b"\r\n\r\n") is State.MISMEASURED


@pytest.mark.parametrize("length", [b"5", b"05", b"\t5 ", b"0" * 21 + b"5"])
def test_a_length_is_what_the_parser_takes_it_for(pair: Pair, length: bytes) -> None:
    """However it is written, both read as many bytes."""
    request = b"POST / HTTP/1.1\r\nContent-Length: " + length + b"\r\n\r\nhello"
    assert pair.says(request + GET) is State.WHOLE

    parsed = next(pair.parser())

    assert parsed.body.read() == b"hello"
    assert pair.incoming.received == GET


def test_a_long_head_is_refused(pair: Pair) -> None:
    """Whether or not it ends."""
    head = b"GET / HTTP/1.1\r\nX-A: " + b"a" * LONGEST_HEAD
    assert pair.says(head) is State.LONG_HEAD
    assert pair.says(b"\r\n\r\n") is State.LONG_HEAD


def test_an_upload_has_an_end(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often its client sends something."""
    monkeypatch.setattr(incoming, "UPLOAD_SECONDS", 0)
    assert pair.says(b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MOST_KEPT + 1)) is State.UPLOAD
    pair.incoming.recv(8192)
    pair.client.sendall(b"a")

    with pytest.raises(TimeoutError):
        pair.incoming.recv(8192)


def test_a_body_that_nobody_wants_is_waited_for_so_long(pair: Pair) -> None:
    """Gunicorn's own deadline holds: it is there long before an upload's."""
    pair.says(b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % (MOST_KEPT + 1))
    pair.server.setblocking(True)
    parser = pair.parser()
    next(parser)

    assert not parser.finish_body(deadline=time.monotonic() + 0.05)


def test_who_hangs_up_is_gone(pair: Pair) -> None:
    """Also in the middle of a request."""
    pair.says(GET[:5])
    pair.client.close()

    assert pair.incoming.advance() is State.GONE
