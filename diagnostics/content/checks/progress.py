"""How far something long has come, told while it runs."""

from collections.abc import Callable

type Tell = Callable[[float, str], object]
"""Hears the share that is done, in [0, 1], and what is being done, as a sentence."""


def ignore_progress(_share: float, _doing: str) -> None:
    """For those whom progress does not interest."""


def scale_progress(tell: Tell, start: float, end: float) -> Tell:
    """A listener for a part of the work, which takes it from ``start`` to ``end``."""
    return lambda share, doing: tell(start + share * (end - start), doing)
