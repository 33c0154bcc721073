"""Argon2 with less memory, one at a time in each process: whoever sends passwords by the hundred starves nobody."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Condition
from typing import Final, Literal, override

from django.contrib.auth.hashers import Argon2PasswordHasher

PATIENCE: Final = {"known": 5.0, "stranger": 0.5}
"""Seconds that somebody waits for their turn."""
MOST_WAITING: Final = {"known": 8, "stranger": 1}

type Who = Literal["stranger", "known"]

_who: Final[ContextVar[Who]] = ContextVar("who", default="known")


class HashingBusy(Exception):
    """Too many passwords are being looked at; worth trying again in a few seconds."""


@contextmanager
def hashing_for(who: Who) -> Iterator[None]:
    """A stranger yields to those whom we know, and gives up sooner. Outside of this, everybody is known."""
    token = _who.set(who)
    try:
        yield
    finally:
        _who.reset(token)


class Turnstile:
    """Lets one in at a time; those whom we know go before strangers. Raises ``HashingBusy``."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._busy = False
        self._waiting = {"known": 0, "stranger": 0}
        self._rest_until = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        who = _who.get()
        with self._changed:
            self._enter(who)
        began = time.monotonic()
        try:
            yield
        finally:
            with self._changed:
                self._busy = False
                if who == "stranger":
                    # Half of the time belongs to everybody else, however many strangers come.
                    self._rest_until = 2 * time.monotonic() - began
                self._changed.notify_all()

    def _enter(self, who: Who) -> None:
        if self._wait_for(who) and self._waiting[who] >= MOST_WAITING[who]:
            raise HashingBusy
        end = time.monotonic() + PATIENCE[who]
        self._waiting[who] += 1
        try:
            while wait := self._wait_for(who):
                left = end - time.monotonic()
                if left <= 0:
                    raise HashingBusy
                self._changed.wait(min(wait, left))
            self._busy = True
        finally:
            self._waiting[who] -= 1

    def _wait_for(self, who: Who) -> float:
        """Seconds until it is worth looking again; 0: go in."""
        if self._busy or (who == "stranger" and self._waiting["known"]):
            return PATIENCE[who]
        return max(0.0, self._rest_until - time.monotonic()) if who == "stranger" else 0.0


TURNSTILE: Final = Turnstile()


class LeanArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id as OWASP's least (19 MiB, two passes, one lane) instead of 100 MiB and eight lanes.

    Hashes made before are made anew when their owner signs in.
    """

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1

    @override
    def encode(self, password: str, salt: str) -> str:
        with TURNSTILE.turn():
            return super().encode(password, salt)

    @override
    def verify(self, password: str, encoded: str) -> bool:
        with TURNSTILE.turn():
            return super().verify(password, encoded)
