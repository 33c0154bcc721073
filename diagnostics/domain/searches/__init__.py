"""Searching live guides, and counting what was not found, so that editors can write the words that are missing.

Not here: what fits a query (``content/search``), the pages (``web/search``).
"""

from diagnostics.domain.searches.guides import prepare, search, way_to
from diagnostics.domain.searches.missed import flush, forget, miss, tend

__all__ = ["flush", "forget", "miss", "prepare", "search", "tend", "way_to"]
