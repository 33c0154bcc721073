"""How long a thread waits for the database, counted where it waits: by the client, whatever the server does."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from math import inf
from typing import Final


@dataclass(slots=True)
class Patience:
    """Attributes: each: seconds that one answer may take. left: seconds for all answers together.

    is_admitted: the circuit of the database has been asked already.
    """

    each: float = inf
    left: float = inf
    is_admitted: bool = False


FADING: Final = 0.9
"""Of what was usual, with every answer."""
_usual = 0.0
_patience: ContextVar[Patience] = ContextVar("patience", default=Patience())  # noqa: B039 (endless: it never changes)


def longest_wait() -> float:
    """Seconds that the next answer may take; endless where nobody set a limit, as in a command."""
    now = _patience.get()
    return min(now.each, now.left)


def spend(seconds: float) -> None:
    """An answer took so long."""
    _patience.get().left -= seconds


def note_answer(seconds: float) -> None:
    """The database answered after so long."""
    global _usual  # noqa: PLW0603 (one number of this process)
    _usual = max(seconds, FADING * _usual)


def usual_wait() -> float:
    """About the longest that lately somebody had to wait for an answer, and got it."""
    return _usual


def forget() -> None:
    """Nothing is known of how long answers take."""
    global _usual  # noqa: PLW0603 (as above)
    _usual = 0.0


def is_admitted() -> bool:
    return _patience.get().is_admitted


def set_patience(each: float, *, is_admitted: bool = False) -> None:
    """For everything that this thread does from now on."""
    _patience.set(Patience(each, is_admitted=is_admitted))


@contextmanager
def patience(each: float, total: float = inf, *, is_admitted: bool = False) -> Iterator[None]:
    """Inside, nobody waits longer; never longer than outside either."""
    outer = _patience.get()
    inner = Patience(min(each, outer.each), min(total, outer.left), is_admitted or outer.is_admitted)
    token = _patience.set(inner)
    try:
        yield
    finally:
        _patience.reset(token)
