"""Fixtures of tests/fixtures.py for these tests."""

from tests.fixtures import published

__all__ = ["published"]
