"""The workplace says when a status feed cannot be read."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from diagnostics.content.feeds.reading import Reading
from diagnostics.domain import live
from diagnostics.domain.feeds import KnownFeed
from diagnostics.domain.live import LiveSite
from diagnostics.models import Guide
from tests.web.page import Page

SINCE = dt.datetime(2026, 11, 29, 9, tzinfo=dt.UTC)


def notes(editor: Client, path: str, **fields: Any) -> list[str]:
    """What the page says of a feed in this state."""
    with live.site_override(LiveSite((), {"apple-status": KnownFeed("apple-status", **fields)})):
        page = Page(editor.get(path))
    return [
        " ".join("".join(one.itertext()).split())
        for one in page.elements(class_="warn")
        if "feed" in "".join(one.itertext())
    ]


@pytest.mark.parametrize("path", ["/admin/", "/admin/guides/lamp/"])
def test_a_feed_that_cannot_be_read_is_told_with_its_time(editor: Client, guide: Guide, path: str) -> None:
    (note,) = notes(
        editor, path, failing_since=SINCE, error="It answered 500 Oops.", read_at=SINCE, reading=Reading({})
    )

    assert "“apple-status” has not been readable since 29 November 2026, 09:00 UTC: It answered 500 Oops." in note
    assert (
        "What it said on 29 November 2026, 09:00 UTC counts less as it grows old, and not at all after three hours"
        in note
    )


def test_a_feed_that_nobody_reads_is_told(editor: Client, guide: Guide) -> None:
    assert "has never been read" in notes(editor, "/admin/")[0]
    assert "watch_status" in notes(editor, "/admin/", read_at=timezone.now() - dt.timedelta(hours=1))[0]


def test_a_feed_that_is_read_needs_no_word(editor: Client, guide: Guide) -> None:
    """Nor does one that this guide does not ask."""
    assert notes(editor, "/admin/", read_at=timezone.now()) == []
    guide.question_set.update(finding="")
    assert notes(editor, "/admin/guides/lamp/", failing_since=SINCE) == []
