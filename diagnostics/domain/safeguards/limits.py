"""How often one caller may do a thing in an hour. Counted in the cache; where that is away, everybody may.

A caller is an address (of IPv6 the first 64 bits, which one customer has). It is kept as a keyed hash, for an hour at
most. Without ``CACHE_URL`` each process counts for itself.
"""

import logging
import time
from dataclasses import dataclass
from typing import Final

from django.core.cache import cache
from django.utils.crypto import salted_hmac

from diagnostics.config import callers

log: Final = logging.getLogger(__name__)

WINDOW: Final = 3600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Limit:
    """``most`` points an hour for what is called ``name``."""

    name: str
    most: int


MAKING: Final = Limit("make", 30)
"""Links that visitors make."""
OPENING: Final = Limit("open", 300)
"""Links that are looked at or acted on, and codes that are tried."""
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
WRONG_KEY: Final = Limit("wrong-key", 30)
"""Keys that there are not, from one address."""
WRONG_CODE: Final = 25
"""Points of a code that there is not: twelve of them an hour."""


def spend(limit: Limit, caller: str, points: int = 1) -> int:
    """Seconds until the caller may try again; 0 where it is allowed now."""
    window, passed = divmod(int(time.time()), WINDOW)
    left = WINDOW - passed
    key = _key(limit, caller, window)
    try:
        cache.add(key, 0, timeout=left + 1)
        spent = cache.incr(key, points)
    except Exception:
        # Redis raises its own errors, and ValueError where the key went away meanwhile.
        log.warning("The cache is away: nothing is limited.", exc_info=True)
        return 0
    return left if spent > limit.most else 0


def _key(limit: Limit, caller: str, window: int) -> str:
    counted = f"{limit.name}|{callers.network(caller)}|{window}"
    return "limit-" + salted_hmac("diagnostics.limits", counted, algorithm="sha256").hexdigest()
