"""What a client has sent so far, and whether it is a whole request."""

import math
import re
import socket
import time
from enum import Enum, auto
from typing import Final

END_OF_HEAD: Final = b"\r\n\r\n"
LONGEST_HEAD: Final = 32_768
MOST_KEPT: Final = 131_072
"""Bytes of a body that are waited for in memory. Visitors may send less; only an upload is larger."""
AT_ONCE: Final = 65_536
UPLOAD_SECONDS: Final = 60
"""From the end of an upload's head to its last byte."""
MOST_DIGITS: Final = 18
LENGTH: Final = re.compile(rb"\r\n(content-length|transfer-encoding)[ \t]*:[ \t]*([^\r]*)", re.IGNORECASE)

ASKS_FIRST: Final = re.compile(rb"\r\nexpect[ \t]*:[ \t]*100-continue", re.IGNORECASE)


class State(Enum):
    HEAD = auto()
    """Its head is not complete."""
    BODY = auto()
    """Its body is not complete."""
    WHOLE = auto()
    """It can be answered without waiting for the client."""
    UPLOAD = auto()
    """Its body is too large to be kept: whoever answers it waits for the client."""
    UNMEASURED = auto()
    """Its body does not say how long it is."""
    MISMEASURED = auto()
    """What it says of the length of its body is no number, or far too large."""
    LONG_HEAD = auto()
    """Its head is too long to be kept."""
    GONE = auto()
    """The client has hung up."""


class Incoming:
    """What gunicorn's parser reads instead of the socket. It gets one request and never a byte of the next."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.received = bytearray()
        self._ready = 0
        self._to_come = 0
        self._until = math.inf
        self._begin()

    def _begin(self) -> None:
        self._searched = 0
        self._start, self._body = 0, 0

    def recv(self, size: int) -> bytes:
        """The next bytes of a request that was found to be ``WHOLE``; of an ``UPLOAD``, also what is still to come.

        Raises TimeoutError where an upload takes too long as a whole.
        """
        if self._ready:
            part = bytes(self.received[: min(size, self._ready)])
            del self.received[: len(part)]
            self._ready -= len(part)
            return part
        part = self._wait_for(min(size, self._to_come)) if self._to_come else b""
        self._to_come -= len(part)
        return part

    def _wait_for(self, size: int) -> bytes:
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("The upload takes too long.")
        patience = self.sock.gettimeout()
        self.sock.settimeout(min(patience or left, left))
        try:
            return self.sock.recv(size)
        finally:
            self.sock.settimeout(patience)

    def gettimeout(self) -> float | None:
        """Asked by gunicorn, which reads what a page left of a body, for some seconds."""
        return self.sock.gettimeout()

    def settimeout(self, seconds: float | None) -> None:
        """How long ``recv`` waits for the client at a time."""
        self.sock.settimeout(seconds)

    def advance(self) -> State:
        """Take in what has arrived, without waiting; how the request stands."""
        return self._state() if self.take_in() else State.GONE

    def asks_first(self) -> bool:
        """Whether the client, whose head is complete, sends its body only once it is told to (``Expect: 100-continue``)."""
        return ASKS_FIRST.search(self.received, 0, self._start) is not None

    def take_in(self) -> bool:
        """Read what has arrived, without waiting; whether the client is still there."""
        try:
            part = self.sock.recv(AT_ONCE)
        except BlockingIOError:
            return True
        except OSError:
            return False
        self.received += part
        return bool(part)

    def _state(self) -> State:
        if not self._start and (state := self._read_head()):
            return state
        length = self._start + self._body
        if len(self.received) >= length:
            return self._hand_over(length)
        if self._body <= MOST_KEPT:
            return State.BODY
        self._until = time.monotonic() + UPLOAD_SECONDS
        self._to_come = length - len(self.received)
        self._hand_over(len(self.received))
        return State.UPLOAD

    def _read_head(self) -> State | None:
        """Note where the body begins and how long it is, once for each request; a state where that cannot be said."""
        end = self.received.find(END_OF_HEAD, self._searched)
        self._searched = max(0, len(self.received) - len(END_OF_HEAD) + 1)
        if (len(self.received) if end < 0 else end) >= LONGEST_HEAD:
            # An address without end is refused by the parser, which has words for it.
            has_address = self.received.find(b"\r\n", 0, LONGEST_HEAD) >= 0
            return State.LONG_HEAD if has_address else self._hand_over(len(self.received))
        if end < 0:
            return State.HEAD
        if found := LENGTH.search(self.received, 0, end):
            if found[1].lower() != b"content-length":
                return State.UNMEASURED
            digits = found[2].strip(b" \t")
            if not digits.isdigit() or len(digits.lstrip(b"0")) > MOST_DIGITS:
                return State.MISMEASURED
            self._body = int(digits.lstrip(b"0") or b"0")
        self._start = end + len(END_OF_HEAD)
        return None

    def _hand_over(self, length: int) -> State:
        self._ready = length
        self._begin()
        return State.WHOLE
