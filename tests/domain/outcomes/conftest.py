"""The rich lamp, live, and a process that has heard nothing."""

from collections.abc import Iterator

import pytest

from diagnostics.domain import live, outcomes
from diagnostics.domain.live import LiveGuide
from tests.fixtures import Publish, published
from tests.web.lamp import rich_lamp

__all__ = ["published"]


@pytest.fixture(autouse=True)
def _nothing_said() -> Iterator[None]:
    outcomes.forget()
    yield
    outcomes.forget()


@pytest.fixture
def lamp(published: Publish) -> LiveGuide:
    published(rich_lamp())
    return live.site().guides["lamp"]
