"""A process that has counted nothing, and guides of tests/fixtures.py."""

from collections.abc import Iterator

import pytest

from diagnostics.domain import crowds
from tests.fixtures import live_guide, published

__all__ = ["live_guide", "published"]


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    crowds.forget()
    yield
    crowds.forget()
