"""A result link of somebody who waits: its page, its text and its data."""

import datetime as dt

import pytest
from django.utils import timezone

from diagnostics.domain.live import LiveGuide
from diagnostics.models import ResultLink
from tests.web.page import pairs
from tests.web.results.pinned import look_at, post, share_walk

pytestmark = pytest.mark.django_db
SAID = "see=dark&kind=desk&street=dark"


def waiting_since(ago: dt.timedelta) -> tuple[str, dt.datetime]:
    """The address of a link of a wait of an hour that began so long ago, and when it did."""
    since = (timezone.now() - ago).replace(second=0, microsecond=0)
    return share_walk(f"{SAID}&waiting=wait-power&since={since:%Y%m%dT%H%M}", release="1"), since


def test_the_page_shows_the_wait(lamp: LiveGuide) -> None:
    """Until when, what to leave alone, what can be done; it says the same in a text and as data."""
    address, since = waiting_since(dt.timedelta(minutes=10))
    page = look_at(address)

    assert page.heading.startswith("Wait until ")
    assert "Do not open the fuse box." in page.words_of("lose")
    assert "What you can do meanwhile" in page.texts("h2")
    text = look_at(address.rstrip("/") + ".txt").response.content.decode()
    assert f"Waiting since {since:%Y-%m-%d %H:%M} UTC: Wait until the power is back\n" in text
    assert "Can be done meanwhile:\n1. Look with a torch\n" in text
    data = look_at(address.rstrip("/") + ".json").response.json()
    assert (data["walk"]["waiting"]["slug"], data["walk"]["waiting"]["since"]) == (
        "wait-power",
        f"{since:%Y-%m-%dT%H:%M:00Z}",
    )
    assert data["decision"]["move"] == "wait"


def test_once_it_is_over_the_page_asks(lamp: LiveGuide) -> None:
    """A kept page knows the time too; what is said there goes on from it."""
    address, _ = waiting_since(dt.timedelta(minutes=70))
    page = look_at(address)

    assert page.heading == "Did it work?"
    assert ("waiting", "wait-power") in pairs(page.links["I need longer"])
    link = ResultLink.objects.get()
    said = post("/lamp/outcome/", link=link.code, walk=link.walk, step="wait-power", kind="not")
    after = pairs(said.response.headers["Location"])
    assert ("tried", "wait-power") in after
    assert "waiting" not in dict(after)
    worked = post("/lamp/outcome/", link=link.code, walk=link.walk, step="wait-power", kind="fixed")
    assert look_at(worked.response.headers["Location"]).elements(class_="lead")
