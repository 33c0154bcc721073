"""Marks of callers that all workers share, so that a caller counts once whichever of them it asks; only in Redis."""

import logging
import time
from functools import lru_cache
from typing import Final, Self

from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.utils.crypto import salted_hmac

from diagnostics.domain.crowds.rule import INTERVAL
from diagnostics.domain.safeguards.outage import Outage

log: Final = logging.getLogger(__name__)

KEPT: Final = INTERVAL + 60
"""Seconds: until the last worker has looked at the walks of an interval."""
PATIENCE: Final = 60.0
"""Seconds that a cache which fails is not asked again."""
_AWAY: Final = "The cache is away (%s). Each worker counts walks by itself."


class SharedMarks:
    """The salt comes from SECRET_KEY and the interval; a mark is kept alone, with nothing that it belongs to."""

    def __init__(self, kept: BaseCache) -> None:
        self._cache = kept
        self._ask_at = 0.0
        self._away = Outage(log, begun=_AWAY, over="The cache is back. All workers count walks together.")

    @classmethod
    def configured(cls) -> Self | None:
        """None where each process has a cache of its own."""
        return cls(cache) if settings.CACHES["default"]["BACKEND"].endswith("RedisCache") else None

    def is_new(self, mark: bytes) -> bool | None:
        """Whether no worker has asked this before; None where nobody knows."""
        if time.monotonic() < self._ask_at:
            return None
        try:
            is_new = self._cache.add(f"walk-{mark.hex()}", 1, timeout=KEPT)
        except Exception as error:  # noqa: BLE001 (Redis raises its own)
            self._away.note(error)
            self._ask_at = time.monotonic() + PATIENCE
            return None
        self._away.note(None)
        return is_new


@lru_cache(maxsize=2)
def salt(interval: int) -> bytes:
    """The same in all workers."""
    return salted_hmac("diagnostics.crowds", str(interval), algorithm="sha256").digest()
