"""A feed on a local server, and the row that it is read into."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from diagnostics.content.feeds.readers import READERS
from diagnostics.domain.feeds import Source
from tests import feed_server
from tests.feed_server import FeedServer
from tests.samples import sample


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """Serves the sample of an outage."""
    with feed_server.serve(feed_server.page(sample("status/outage.json"))) as running:
        yield running


@pytest.fixture
def source(server: FeedServer, settings: Settings) -> Source:
    """The server's feed, configured."""
    settings.STATUS_FEEDS = {"": server.address}
    return Source(READERS["apple-status"], server.address)
