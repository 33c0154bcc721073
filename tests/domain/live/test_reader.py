"""From publications to the site."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from diagnostics.content.document.canonical import sha256
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.feeds.reading import Event, Reading, write_reading
from diagnostics.domain import drafts
from diagnostics.domain.live.live_site import ShelvedRelease
from diagnostics.domain.live.reader import Reader
from diagnostics.domain.publishing.publishing import publish, rollback
from diagnostics.models import FeedReading, Guide, Publication, PublishedName, Release, triggers
from tests.builders import a_page, a_question, an_option, make_document

type Count = Callable[[int], AbstractContextManager[CaptureQueriesContext]]

pytestmark = pytest.mark.django_db
POWER = a_question("power", "lit", an_option("dark", services=["Power"]), finding="apple-status")
LOOK = 3
"""Queries of a look that finds nothing new: the order of the guides, their publications, and what editors tell visitors."""
TEXT_AND_NAMES = 2
"""Queries for a release that is new."""


def publish_document(document: GuideDocument) -> Publication:
    drafts.replace(document)
    return publish(document.slug, note="", by="ada").publication


def put_text(text: str, *, sha: str | None = None, number: int = 2) -> None:
    """Make a text live that publishing would have refused."""
    fields = {"schema": 1, "code": "", "by": "ada"}
    release = Release.objects.create(guide="lamp", number=number, text=text, sha256=sha or sha256(text), **fields)
    Publication.objects.create(guide="lamp", number=number, release=release, by="ada")


def test_reader_of_an_empty_database_finds_nothing() -> None:
    """Without publications there is no guide."""
    assert list(Reader().read().shelved) == []


def test_reader_takes_each_guide_s_newest_publication() -> None:
    """Visitors see what was published last, also when that was a rollback."""
    publish_document(make_document(title="One"))
    publish_document(make_document(title="Two"))
    publish_document(make_document(slug="torch"))
    reader = Reader()
    assert reader.read().guides["lamp"].document.title == "Two"
    publication = rollback("lamp", 1, why="", by="ada")
    guide = reader.read().guides["lamp"]
    assert (guide.document.title, guide.release.number, guide.release.published_at) == ("One", 1, publication.at)


def test_reader_does_nothing_while_nothing_changes(django_assert_num_queries: Count) -> None:
    """A look that finds nothing new costs three small queries and swaps nothing."""
    publish_document(make_document())
    reader = Reader()
    site = reader.read()
    with django_assert_num_queries(LOOK):
        assert reader.read() is site


def test_reader_fetches_only_the_text_that_is_new(django_assert_num_queries: Count) -> None:
    """A new release of one guide leaves all others as they are in memory."""
    publish_document(make_document())
    publish_document(make_document(slug="torch"))
    reader = Reader()
    before = reader.read()
    publish_document(make_document(title="Two"))
    with django_assert_num_queries(LOOK + TEXT_AND_NAMES):
        after = reader.read()
    assert after.shelved["torch"] is before.shelved["torch"]
    assert after.shelved["lamp"] is not before.shelved["lamp"]


def test_reader_loads_a_new_release_before_visitors_get_it() -> None:
    """A first guide waits for its first visitor; one that replaces another is loaded behind the scenes."""
    publish_document(make_document())
    reader = Reader()
    assert not reader.read().shelved["lamp"].is_loaded
    publish_document(make_document(title="Two"))
    assert reader.read().shelved["lamp"].is_loaded


def test_reader_orders_guides_as_editors_do() -> None:
    """Position of the draft says the order of the site; a guide without a draft comes last."""
    for slug in ("lamp", "torch", "candle"):
        publish_document(make_document(slug=slug))
    reader = Reader()
    Guide.objects.filter(slug="torch").update(position=1)
    Guide.objects.filter(slug="candle").delete()
    Guide.objects.filter(slug="lamp").update(position=2)
    assert list(reader.read().shelved) == ["torch", "lamp", "candle"]
    Guide.objects.filter(slug="lamp").update(position=0)
    assert list(reader.read().shelved) == ["lamp", "torch", "candle"]


@pytest.mark.parametrize("text", ["{}", '{"schema":1}', "nonsense"])
def test_reader_keeps_the_live_release_when_the_next_does_not_load(
    text: str, caplog: pytest.LogCaptureFixture, django_assert_num_queries: Count
) -> None:
    """A release that cannot be loaded never goes live; it is logged, named in refused, and not tried again."""
    publish_document(make_document(title="Good"))
    reader = Reader()
    reader.read()
    put_text(text)
    assert reader.read().guides["lamp"].document.title == "Good"
    assert reader.refused_guides == ("lamp",)
    assert any(one.getMessage().startswith("Release 2 of lamp does not go live: ") for one in caplog.records)
    caplog.clear()
    with django_assert_num_queries(LOOK):
        reader.read()
    assert caplog.records == []


def test_reader_keeps_the_live_release_when_the_next_is_damaged() -> None:
    """A text that does not match its hash never goes live."""
    publish_document(make_document(title="Good"))
    reader = Reader()
    reader.read()
    put_text("{}", sha="0" * 64)
    assert reader.read().guides["lamp"].document.title == "Good"


def test_reader_takes_the_release_that_repairs_a_bad_one() -> None:
    """After a refused release the next sound one goes live, and nothing is refused any more."""
    publish_document(make_document(title="Good"))
    reader = Reader()
    reader.read()
    put_text("{}")
    reader.read()
    publish_document(make_document(title="Better"))
    assert reader.read().guides["lamp"].document.title == "Better"
    assert reader.refused_guides == ()


def test_reader_with_only_a_damaged_release_has_no_guide() -> None:
    """A guide whose one release is damaged is not shown; the site goes on without it."""
    put_text("{}", sha="0" * 64, number=1)
    reader = Reader()
    assert list(reader.read().shelved) == []
    assert reader.refused_guides == ("lamp",)


def test_reader_that_begins_with_the_shelf_fetches_no_text(django_assert_num_queries: Count) -> None:
    """What lies on disk and is still live need not be read again."""
    publish_document(make_document())
    first = Reader()
    first.read()
    with django_assert_num_queries(LOOK):
        Reader(first.site.shelved.values()).read()


def test_reader_knows_every_name_that_was_ever_published(django_assert_num_queries: Count) -> None:
    """Of a renamed guide also those that it had under its old slug; what an older shelf did not keep is read once more."""
    publish_document(make_document(add={"pages": [a_page("dusty")]}))
    publish_document(make_document(slug="torch", aliases=["lamp"]))
    found = Reader().read().shelved["torch"]
    assert found.published.former is not None
    assert found.published.former.has("page", "dusty")
    assert found.published.former.since == {
        "lamp": PublishedName.objects.get(kind="guide", name="lamp", slug="torch").at
    }
    older = ShelvedRelease(replace(found.published, former=None))
    reader = Reader([older])
    assert reader.read().shelved["torch"] is not older
    with django_assert_num_queries(LOOK):
        reader.read()


@pytest.mark.postgres
def test_reader_reads_postgresql_as_well() -> None:
    """The newest publication of each guide is found there, too."""
    publish_document(make_document(title="One"))
    publish_document(make_document(title="Two"))
    assert Reader().read().guides["lamp"].document.title == "Two"
    assert connection.vendor == "postgresql"


def test_reader_reads_what_the_status_feeds_say(settings: Settings, django_assert_num_queries: Count) -> None:
    """With the publications, in one query more; it is taken over in one swap, and answers the guide's questions."""
    publish_document(make_document(add={"questions": [POWER]}))
    settings.STATUS_FEEDS = {"": "http://127.0.0.1:1/"}
    reader = Reader()
    assert reader.read().findings("lamp").unknown == {"power": "unread"}

    text = write_reading(Reading({"Power": (Event("active"),)}))
    FeedReading.objects.create(feed="apple-status", text=text, read_at=timezone.now())
    site = reader.read()
    assert site.findings("lamp").answers == {"power": "dark"}
    with django_assert_num_queries(LOOK + 1):
        assert reader.read() is site

    FeedReading.objects.update(read_at=timezone.now(), failures=1, failing_since=timezone.now(), error="It hangs.")
    feed = reader.read().feeds["apple-status"]
    assert (feed.error, feed.reading) == ("It hangs.", site.feeds["apple-status"].reading)


def test_reader_leaves_a_reading_of_another_version(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    settings.STATUS_FEEDS = {"": "http://127.0.0.1:1/"}
    FeedReading.objects.create(feed="apple-status", text="{}", read_at=timezone.now())
    reader = Reader()

    assert [reader.read().feeds["apple-status"].reading for _ in range(2)] == [None, None]
    assert caplog.text.count("It is fetched anew.") == 1


def overwrite(text: str) -> None:
    """Change the newest release by hand, as somebody with the rights of an administrator could."""
    triggers.drop_triggers(apps.get_app_config("diagnostics"))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE diagnostics_release SET text = %s WHERE number = 2", [text])


def test_reader_takes_a_release_that_was_put_right(caplog: pytest.LogCaptureFixture) -> None:
    """Without a restart, although its number, hash and time are the same; until then the log says so once."""
    publish_document(make_document(title="Good"))
    reader = Reader()
    reader.read()
    text = publish_document(make_document(title="Better")).release.text
    overwrite(text.replace("Better", "Bitter"))
    assert [reader.read().guides["lamp"].document.title for _ in range(2)] == ["Good", "Good"]
    assert reader.refused_guides == ("lamp",)
    (said,) = [record.getMessage() for record in caplog.records]
    assert said.startswith("Release 2 of lamp does not go live: ")
    overwrite(text)
    assert reader.read().guides["lamp"].document.title == "Better"
    assert reader.refused_guides == ()
