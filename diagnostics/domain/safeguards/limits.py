"""How often one caller may do a thing in an hour.

Counted in the cache; where that is away, and without ``CACHE_URL``, each process counts for itself. A caller is an
address, kept as a keyed hash for an hour at most. Of IPv6 a caller is the 64 bits that one customer has; larger networks
are counted beside them, since whoever has one has very many of those.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from diagnostics.config import callers

WINDOW: Final = 3600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``most`` points an hour for what is called ``name``.

    wider: bits of larger IPv6 networks, from the smallest, and how many times as much all of one may do together.
    """

    name: str
    most: int
    wider: tuple[tuple[int, int], ...] = ((48, 16),)


MAKING: Final = Limit("make", 30)
"""Links that visitors make."""
OPENING: Final = Limit("open", 300)
"""Links that are looked at or acted on, and codes that are tried."""
WRONG_CODES: Final = Limit("wrong-code", 12, wider=((48, 8), (32, 64)))
"""Codes that there are not, from one address."""
AGENTS_WRONG_CODES: Final = Limit("agent-wrong-code", 60)
"""Codes that there are not, in the search of one agent."""
TELLING: Final = Limit("tell", 120)
"""Outcomes that are recorded."""
MAILING: Final = Limit("mail", 30)
"""Links that one agent sends by mail."""
CORRECTING: Final = Limit("correct", 12)
"""Lines in which visitors say what is wrong on a page."""
PROGRAM: Final = Limit("program", 3600)
"""What one key asks for; a caller is a key."""
NEW_LINK: Final = 6
"""Points of a link that a program makes."""
WRONG_CODE: Final = 25
"""Points of a code that there is not, of a program."""
WRONG_KEY: Final = Limit("wrong-key", 30)
"""Keys that there are not, from one address."""


def spend(limit: Limit, caller: str, points: int = 1) -> int:
    """Seconds until the caller may try again; 0 where it is allowed now.

    What is refused to a network is not counted against the larger one around it: nobody uses up what others have.
    """
    window, left = _window()
    for key, most in _counters(limit, caller, window):
        if _add(key, points, left) > most:
            return left
    return 0


def give_back(limit: Limit, caller: str, points: int = 1) -> None:
    """What was spent, and allowed, did not count after all."""
    window, left = _window()
    for key, _ in _counters(limit, caller, window):
        _add(key, -points, left)


def flag(name: str, seconds: int) -> None:
    """Have ``is_flagged`` say yes for so long."""
    cache.set(f"flag-{name}", 1, seconds)


def is_flagged(name: str) -> bool:
    return bool(cache.get(f"flag-{name}"))


def _window() -> tuple[int, int]:
    """The hour, and the seconds that are left of it."""
    window, passed = divmod(int(time.time()), WINDOW)
    return window, WINDOW - passed


def _counters(limit: Limit, caller: str, window: int) -> Iterator[tuple[str, int]]:
    """The key of each counter and what it may reach: of the caller, then of larger and larger networks."""
    yield _key(limit, callers.network(caller), window), limit.most
    if callers.is_ipv6(caller):
        for bits, times in limit.wider:
            yield _key(limit, callers.network(caller, bits), window), limit.most * times


def _add(key: str, points: int, left: int) -> int:
    cache.add(key, 0, timeout=left + 1)
    try:
        return int(cache.incr(key, points))
    except ValueError:
        return points  # the key went away meanwhile


def _key(limit: Limit, network: str, window: int) -> str:
    counted = f"{limit.name}|{network}|{window}"
    return "limit-" + salted_hmac("diagnostics.limits", counted, algorithm="sha256").hexdigest()
