"""Marks of callers that all workers share, so that a caller counts once whichever of them it asks; only in Redis."""

from functools import lru_cache
from typing import Final, Self

from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.base import BaseCache
from django.utils.crypto import salted_hmac

from diagnostics.domain.crowds.rule import INTERVAL
from diagnostics.domain.safeguards.circuit import CACHE

KEPT: Final = INTERVAL + 60
"""Seconds: until the last worker has looked at the walks of an interval."""


class SharedMarks:
    """The salt comes from SECRET_KEY and the interval; a mark is kept alone, with nothing that it belongs to."""

    def __init__(self, kept: BaseCache) -> None:
        self._cache = kept

    @classmethod
    def configured(cls) -> Self | None:
        """None where each process has a cache of its own."""
        return cls(cache) if settings.CACHES["default"]["BACKEND"].endswith("RedisCache") else None

    def is_new(self, mark: bytes) -> bool | None:
        """Whether no worker has asked this before; None where nobody knows."""
        is_new = self._cache.add(f"walk-{mark.hex()}", 1, timeout=KEPT)
        return is_new if CACHE.is_sound else None


@lru_cache(maxsize=2)
def salt(interval: int) -> bytes:
    """The same in all workers."""
    return salted_hmac("diagnostics.crowds", str(interval), algorithm="sha256").digest()
