"""Fixtures of tests/fixtures.py for these tests."""

from tests.fixtures import live_guide, published

__all__ = ["live_guide", "published"]
