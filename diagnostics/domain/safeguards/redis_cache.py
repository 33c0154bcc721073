"""Redis as Django's cache, and the memory of this process for as long as it does not answer."""

from contextlib import suppress
from functools import partial
from typing import Any, Final

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis import RedisError

from diagnostics.domain.safeguards.circuit import CACHE
from diagnostics.domain.safeguards.counters import HOUR

MOST_ENTRIES: Final = 10_000
"""That a process keeps while Redis is away."""


class SteadyRedisCache(RedisCache):
    """Never fails and never waits long: what Redis does not answer is answered by this process alone."""

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = _Client

    def probe(self) -> None:
        """Ask Redis itself; the circuit hears what came of it."""
        with suppress(RedisError, OSError):
            self._cache.ask("set", self.make_key("probe"), 1, 1)  # type: ignore[attr-defined]  # as above


class _Client:
    """Does what Django's client for Redis does."""

    def __init__(self, servers: list[str], **options: Any) -> None:  # noqa: ANN401 (as Django's own)
        self._redis = RedisCacheClient(servers, **options)
        self._alone = LocMemCache("without-redis", {"max_entries": MOST_ENTRIES})

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (a method of Django's client)
        return partial(self._do, name)

    def _do(self, name: str, *args: Any) -> Any:  # noqa: ANN401 (as above)
        if CACHE.admits():
            with suppress(RedisError, OSError):
                return self.ask(name, *args)
        if name == "incr":
            # It may be that Redis knows it, and this process has not yet met it.
            self._alone.add(args[0], 0, HOUR)
        return getattr(self._alone, name)(*args)

    def ask(self, name: str, *args: Any) -> Any:  # noqa: ANN401 (as above)
        """Raises RedisError, OSError."""
        try:
            answer = getattr(self._redis, name)(*args)
        except (RedisError, OSError) as error:
            CACHE.fail(error)
            raise
        CACHE.succeed()
        return answer
