"""Status feeds of other sites: one process at a time fetches them into a row, all read it, and it answers questions.

Not here: what the bytes of a feed mean (``content.feeds``).
"""

from diagnostics.domain.feeds.findings import Findings
from diagnostics.domain.feeds.known_feeds import KnownFeed
from diagnostics.domain.feeds.sources import Source, sources
from diagnostics.domain.feeds.thread import start

__all__ = ["Findings", "KnownFeed", "Source", "sources", "start"]
