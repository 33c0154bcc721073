"""A worker that asks the cache for nothing."""

import time
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from diagnostics.config import databases
from diagnostics.domain.safeguards.circuit import CACHE
from diagnostics.domain.safeguards.probes import Prober

PATIENCE = 10
"""Seconds."""


@pytest.fixture
def prober() -> Iterator[Prober]:
    prober = Prober(period=0.01)
    prober.start()
    yield prober
    prober.stop()


def test_it_is_noticed_that_redis_is_away(settings: Settings, prober: Prober) -> None:
    """``/health/ready`` names it, whichever worker is asked."""
    settings.CACHES = {"default": databases.cache("redis://127.0.0.1:1/0")}
    until = time.monotonic() + PATIENCE
    while CACHE.state == "closed" and time.monotonic() < until:
        time.sleep(0.01)
    assert CACHE.state != "closed"
