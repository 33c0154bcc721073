"""Searching live guides."""

import gc

from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import live, searches
from diagnostics.domain.searches import guides
from tests.builders import make_document
from tests.fixtures import Publish, published

__all__ = ["published"]


def test_a_release_has_one_index_as_long_as_it_is_live(
    published: Publish, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Made at the first search, found again, and gone with the release; no query."""
    published(make_document())
    here = live.site().guides["lamp"]
    with django_assert_num_queries(0):
        assert searches.search(here, "option dark").understood
        first = guides._indexes[here]
        off = frozenset({("see", "dark")})
        assert off.isdisjoint(one.pair for one in searches.search(here, "option dark", off=off).understood)
        assert searches.way_to(here, ("see", "dark")) == (("see", "dark"),)
    assert guides._indexes[here] is first
    published(make_document(title="Why is it dark?"))
    held = len(guides._indexes)
    del here
    gc.collect()
    assert len(guides._indexes) < held


def test_indexes_are_made_before_they_are_asked_for(published: Publish) -> None:
    """Of guides that visitors use; a guide that nobody has opened is not loaded for it."""
    published(make_document())
    searches.prepare()
    assert not any(one.is_loaded for one in live.site().shelved.values())
    here = live.site().guides["lamp"]
    searches.prepare()
    assert here in guides._indexes
