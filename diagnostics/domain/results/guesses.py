"""Guessing codes: what does not fit is counted, for each caller and for all of them together.

The numbers are made plain in docs/agents.md and docs/results.md.
"""

from collections.abc import Callable
from typing import Final

from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.limits import AGENTS_WRONG_CODES, WRONG_CODES, Limit

WRONG_SPOKEN: Final = Limit("wrong-spoken", 100)
"""Spoken codes that there are not, of all callers together, before a second proof is asked for."""
CAREFUL: Final = 24 * 3600
"""Seconds for which it is asked for then."""
_FLAG: Final = "spoken-proof"


class TooManyGuesses(Exception):
    """The caller tried too many wrong codes, and may try again in ``seconds``."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"Try again in {seconds} seconds.")


def look_up[T](caller: str, find: Callable[[], T | None], *, spoken: bool = False) -> T | None:
    """What ``find`` finds for a code that this address typed. Raises TooManyGuesses.

    A try is spent before it is made, so that many at once are no more than one after another.
    """
    found = _look_up(WRONG_CODES, caller, find)
    if found is None and spoken and limits.spend(WRONG_SPOKEN, ""):
        limits.flag(_FLAG, CAREFUL)
    return found


def look_up_for_agent[T](agent: int, find: Callable[[], T | None]) -> T | None:
    """The same for a code that an agent typed into the search of the desk."""
    return _look_up(AGENTS_WRONG_CODES, f"agent {agent}", find)


def needs_proof() -> bool:
    """Whether so many spoken codes were wrong lately that the right ones need their second proof."""
    return limits.is_flagged(_FLAG)


def _look_up[T](limit: Limit, caller: str, find: Callable[[], T | None]) -> T | None:
    if seconds := limits.spend(limit, caller):
        raise TooManyGuesses(seconds)
    is_wrong = False
    try:
        found = find()
        is_wrong = found is None
    finally:
        if not is_wrong:
            limits.give_back(limit, caller)
    return found
