"""``DATABASE_URL`` and ``CACHE_URL`` as Django wants them."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url

from diagnostics.config.env import WrongSetting

SQLITE = "django.db.backends.sqlite3"
POSTGRES = "django.db.backends.postgresql"
OURS = "diagnostics.domain"
"""Where the backends lie that give up in time."""

SQLITE_OPTIONS: dict[str, Any] = {
    # Take the write lock at BEGIN: a transaction that reads first and writes later would otherwise fail at once.
    "transaction_mode": "IMMEDIATE",
    "timeout": 10,
    # FULL: a code that was shown to somebody survives a power cut too. Writes are few, and visitors' pages wait for none.
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
POSTGRES_OPTIONS: dict[str, Any] = {
    # What cannot be made soon is not tried again and again: whoever wants a connection later has one made at once.
    "pool": {"min_size": 1, "max_size": 16, "timeout": 5, "reconnect_timeout": 0.5},
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "application_name": "fixpath",
}
CACHE_SECONDS = 0.2
"""How long a request may wait for Redis."""


def database(url: str, home: Path) -> dict[str, Any]:
    """The database of this address; without one, SQLite in ``home``. Raises ``WrongSetting``."""
    if not url:
        home.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{home / 'fixpath.sqlite3'}"
    parsed: dict[str, Any] = dict(_parse(url))
    ours = {SQLITE: SQLITE_OPTIONS, POSTGRES: POSTGRES_OPTIONS}[parsed["ENGINE"]]
    parsed["OPTIONS"] = ours | parsed.get("OPTIONS", {})
    parsed["ENGINE"] = parsed["ENGINE"].replace("django.db.backends", OURS)
    return parsed


def _parse(url: str) -> dj_database_url.DBConfig:
    # The message must not repeat the address: it may hold a password.
    try:
        parsed = dj_database_url.parse(url)
    except ValueError:
        parsed = {}
    known = parsed.get("ENGINE") in {SQLITE, POSTGRES}
    if not known or not parsed.get("NAME"):
        raise WrongSetting("DATABASE_URL", "must look like postgres://user:password@host/name or sqlite:////path/file.")
    return parsed


def cache(url: str) -> dict[str, Any]:
    """The cache of this address; without one, each process keeps its own. Raises ``WrongSetting``."""
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}
    if not _is_redis(url):
        raise WrongSetting("CACHE_URL", "must look like redis://host:6379/0 or rediss://host:6379/0.")
    return {
        "BACKEND": f"{OURS}.safeguards.redis_cache.SteadyRedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "fixpath",
        "OPTIONS": {"socket_connect_timeout": CACHE_SECONDS, "socket_timeout": CACHE_SECONDS},
    }


def _is_redis(url: str) -> bool:
    """Whether it can be used: what its port stumbles over later may be half of a password, and would be logged."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"redis", "rediss"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
