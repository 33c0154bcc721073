"""What a client has sent so far, and whether it is a whole request."""

import re
import socket
from enum import Enum, auto
from typing import Final

END_OF_HEAD: Final = b"\r\n\r\n"
LONGEST_HEAD: Final = 32_768
MOST_KEPT: Final = 131_072
"""Bytes of a body that are waited for in memory. Visitors may send less; only an upload is larger."""
AT_ONCE: Final = 65_536
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
    GONE = auto()
    """The client has hung up."""


class Incoming:
    """What gunicorn's parser reads instead of the socket. It gets one request and never a byte of the next."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.received = bytearray()
        self._ready = 0
        self._to_come = 0

    def recv(self, size: int) -> bytes:
        """The next bytes of a request that was found to be ``WHOLE``; of an ``UPLOAD``, also what is still to come."""
        if self._ready:
            part = bytes(self.received[: min(size, self._ready)])
            del self.received[: len(part)]
            self._ready -= len(part)
            return part
        part = self.sock.recv(min(size, self._to_come)) if self._to_come else b""
        self._to_come -= len(part)
        return part

    def advance(self) -> State:
        """Take in what has arrived, without waiting; how the request stands."""
        return self._state() if self.take_in() else State.GONE

    def asks_first(self) -> bool:
        """Whether the client sends its body only once it is told to (``Expect: 100-continue``)."""
        return ASKS_FIRST.search(self.received, 0, self.received.find(END_OF_HEAD)) is not None

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
        end = self.received.find(END_OF_HEAD)
        if end < 0:
            # The parser says what is wrong with a head that does not end.
            return State.HEAD if len(self.received) < LONGEST_HEAD else self._hand_over(len(self.received))
        start, body = end + len(END_OF_HEAD), 0
        if found := LENGTH.search(self.received, 0, end):
            if found[1].lower() != b"content-length":
                return State.UNMEASURED
            # What is no number is for the parser to refuse.
            body = int(found[2]) if found[2].strip().isdigit() and len(found[2]) < 20 else 0
        if len(self.received) >= start + body:
            return self._hand_over(start + body)
        if body <= MOST_KEPT:
            return State.BODY
        self._to_come = start + body - len(self.received)
        self._ready = len(self.received)
        return State.UPLOAD

    def _hand_over(self, length: int) -> State:
        self._ready = length
        return State.WHOLE
