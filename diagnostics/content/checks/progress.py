"""How far a long task has come, reported while it runs."""

from collections.abc import Callable

type Tell = Callable[[float, str], object]
"""Hears the share that is done, in [0, 1], and what is being done, as a sentence."""


def ignore_progress(_share: float, _doing: str) -> None:
    """For callers who need no progress."""


def scale_progress(tell: Tell, start: float, end: float) -> Tell:
    """A listener for the part of the work between the shares ``start`` and ``end``."""
    return lambda share, doing: tell(start + share * (end - start), doing)
