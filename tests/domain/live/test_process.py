"""What a request reads, and the thread behind it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from diagnostics.domain import crowds, drafts, live
from diagnostics.domain.crowds import announcing
from diagnostics.domain.live import LiveGuide, LiveSite, process
from diagnostics.domain.live.reader import Reader
from diagnostics.domain.live.shelf import INDEX
from diagnostics.domain.live.thread import Watch
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.safeguards.patience import longest_wait
from diagnostics.models import Publication, WalkCount
from tests.builders import make_document
from tests.fixtures import Publish

type Count = Callable[[int], AbstractContextManager[CaptureQueriesContext]]

BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    """Every test begins as a process that has served nobody."""
    live.forget()
    yield
    live.forget()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Callable[[], Watch]]:
    """Makes watches that look very often; all are stopped at the end."""
    made: list[Watch] = []

    def begin() -> Watch:
        made.append(Watch(tmp_path / "live", period=0.02))
        made[-1].start()
        assert made[-1].first_look.wait(10)
        return made[-1]

    yield begin
    for one in made:
        one.stop()


def publish_title(title: str) -> Publication:
    drafts.replace(make_document(title=title))
    return publish("lamp", note="", by="ada").publication


def title_of(watch: Watch) -> str:
    return watch.reader.site.guides["lamp"].document.title


def wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    assert holds()


def break_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every look fail as it does when the database is away."""

    def fail(reader: Reader) -> None:
        raise DatabaseError("could not connect\nin detail")

    monkeypatch.setattr(Reader, "read", fail)


def test_live_guide_fixture_is_live(live_guide: LiveGuide) -> None:
    """Tests of other layers get a published guide."""
    assert live.site().find("lamp") is live_guide


@pytest.mark.django_db
def test_site_looks_for_itself_without_a_thread(django_assert_num_queries: Count) -> None:
    """In a shell or under runserver the site is there without a thread, and looks at most every two seconds."""
    publish_title("One")
    assert list(live.site().guides) == ["lamp"]
    with django_assert_num_queries(0):
        live.site()


def test_site_after_refresh_touches_no_database(
    published: Publish, django_assert_num_queries: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A request reads memory, however much time has passed."""
    published(make_document())
    monkeypatch.setattr("diagnostics.domain.live.process.PERIOD", 0.0)
    with django_assert_num_queries(0):
        assert live.site().guides["lamp"].document == make_document()


def test_refresh_swaps_one_reference(published: Publish) -> None:
    """A request that has taken the site keeps it whole while a new one is published."""
    published(make_document(title="One"))
    before = live.site()
    published(make_document(title="Two"))
    assert before.guides["lamp"].document.title == "One"
    assert live.site().guides["lamp"].document.title == "Two"


def test_health_of_a_new_process_knows_nothing() -> None:
    """Before the first look there is no guide and no age."""
    assert live.health() == live.Health((), (), "nothing", None, {})


def test_health_tells_guides_origin_and_age(published: Publish) -> None:
    """After a look the operator reads what is live, whence, and since when."""
    published(make_document())
    health = live.health()
    assert (health.guides, health.failing, health.origin) == (("lamp",), (), "database")
    assert health.age is not None
    assert 0 <= health.age < 10


@BOTH
@pytest.mark.django_db(transaction=True)
def test_watch_shows_what_is_published(watch: Callable[[], Watch], database: None) -> None:
    """A publication reaches visitors without a restart, and lies on disk."""
    publish_title("One")
    one = watch()
    assert (title_of(one), one.reader.origin) == ("One", "database")
    publish_title("Two")
    wait_until(lambda: title_of(one) == "Two")
    wait_until(lambda: len(list(one._shelf.folder.glob("lamp-*.json"))) == 2)


@BOTH
@pytest.mark.django_db(transaction=True)
def test_watch_shows_what_editors_tell_visitors(watch: Callable[[], Watch], database: None) -> None:
    """On every worker, within a look; and it goes when it is ended."""
    publish_title("One")
    workers = [watch(), watch()]

    def texts() -> set[str]:
        notices = [one.reader.site.findings("lamp").notice for one in workers]
        return {notice.text if notice else "" for notice in notices}

    assert texts() == {""}
    announcing.say("lamp", "Many lamps are dark.", minutes=30, by="ada")
    wait_until(lambda: texts() == {"Many lamps are dark."})
    announcing.end("lamp", by="ada")
    wait_until(lambda: texts() == {""})


@pytest.mark.django_db(transaction=True)
def test_watch_writes_what_was_counted(watch: Callable[[], Watch]) -> None:
    """And looks at it, for agents."""
    publish_title("One")
    crowds.forget()
    crowds.count("lamp", "complaint", "dark", caller="192.0.2.1")
    watch()
    wait_until(lambda: crowds.last_look("lamp") is not None)
    assert [(one.key, one.walks) for one in WalkCount.objects.all()] == [("dark", 1)]


@pytest.mark.django_db(transaction=True)
def test_watch_does_chores_again_and_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """One that fails is said in the log, and holds up neither the others nor the next time."""
    done: list[str] = []

    def fail() -> None:
        done.append("fails")
        raise ValueError("a chore")

    busy = Watch(tmp_path, period=0.05, chores=[fail, lambda: done.append("works")])
    busy.start()
    wait_until(lambda: done[:4] == ["fails", "works"] * 2)
    busy.stop()
    assert "A chore of the background thread failed." in caplog.text


@BOTH
@pytest.mark.django_db(transaction=True)
def test_watch_has_a_connection_that_gives_up_soon(
    watch: Callable[[], Watch], database: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread waits for nothing longer than three seconds, and takes no connection out of a pool."""
    options: dict[str, object] = {}
    waits: list[float] = []
    read = Reader.read

    def spy(reader: Reader) -> object:
        waits.append(longest_wait())
        options.update(connection.settings_dict["OPTIONS"])
        return read(reader)

    monkeypatch.setattr(Reader, "read", spy)
    watch()
    if connection.vendor == "postgresql":
        assert "pool" not in options
        assert options["connect_timeout"] == 3
        assert "statement_timeout=3s" in str(options["options"])
    assert waits[0] == 3
    assert connection.settings_dict["OPTIONS"] == settings.DATABASES["default"]["OPTIONS"]


@pytest.mark.django_db(transaction=True)
def test_watch_starts_from_disk_without_a_database(
    watch: Callable[[], Watch], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A worker that starts while the database is away serves what was live last, and says so once."""
    publish_title("One")
    watch()
    break_database(monkeypatch)
    one = watch()
    assert (title_of(one), one.reader.origin, one.reader.age) == ("One", "disk", None)
    wait_until(lambda: one._away.lasts)
    one.look()
    said = [record.message for record in caplog.records if record.message.startswith("The database is away (could not")]
    assert len(said) <= 2  # of the two watches
    assert "in detail" not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_watch_goes_on_while_the_database_is_away(
    watch: Callable[[], Watch], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Visitors notice nothing when the database goes away, and what was published meanwhile comes when it is back."""
    publish_title("One")
    one = watch()
    with monkeypatch.context() as away:
        break_database(away)
        wait_until(lambda: one._away.lasts)
        publish_title("Two")
        assert title_of(one) == "One"
    wait_until(lambda: title_of(one) == "Two")
    wait_until(lambda: "The database is back." in caplog.text)


@pytest.mark.django_db(transaction=True)
def test_watch_survives_its_own_mistakes(
    watch: Callable[[], Watch], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing that goes wrong in a look ends the thread."""
    publish_title("One")
    one = watch()
    with monkeypatch.context() as broken:
        broken.setattr(Reader, "read", lambda _: 1 / 0)
        wait_until(lambda: "The publications cannot be read." in caplog.text)
    publish_title("Two")
    wait_until(lambda: title_of(one) == "Two")


@pytest.mark.django_db(transaction=True)
def test_watch_refuses_a_damaged_file(watch: Callable[[], Watch], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a database, a file that was changed is not shown to anybody."""
    publish_title("One")
    file = next(watch()._shelf.folder.glob("lamp-*.json"))
    file.write_text(file.read_text().replace("One", "Owned"))
    break_database(monkeypatch)
    one = watch()
    assert (list(one.reader.site.guides), one.reader.origin) == ([], "nothing")


@pytest.mark.django_db(transaction=True)
def test_watch_goes_on_when_the_disk_is_full(
    watch: Callable[[], Watch], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """That nothing can be kept is said, and visitors are served all the same."""
    publish_title("One")
    (tmp_path / "live").touch()
    one = watch()
    assert title_of(one) == "One"
    one.look()
    assert caplog.text.count("cannot be kept") == 1


@pytest.mark.django_db(transaction=True)
def test_what_feeds_and_editors_say_is_not_kept_on_disk(watch: Callable[[], Watch]) -> None:
    """So the disk is left alone until something is published."""
    publish_title("One")
    one = watch()
    index = one._shelf.folder / INDEX
    before = index.stat().st_mtime_ns
    announcing.say("lamp", "Many lamps are dark.", minutes=30, by="ada")
    wait_until(lambda: one.reader.site.findings("lamp").notice is not None)
    one.look()
    assert index.stat().st_mtime_ns == before
    publish_title("Two")
    wait_until(lambda: index.stat().st_mtime_ns > before)


@pytest.mark.django_db(transaction=True)
def test_watch_loads_the_only_guide_at_once(watch: Callable[[], Watch]) -> None:
    """The first visitor of a site with one guide does not wait for it to be loaded."""
    publish_title("One")
    assert watch().reader.site.shelved["lamp"].is_loaded


@pytest.mark.django_db(transaction=True)
def test_start_begins_one_thread(tmp_path: Path) -> None:
    """However often it is called, a process has one thread; site and health then speak of what that found."""
    publish_title("One")
    live.start(tmp_path)
    first = process._process.watch
    live.start(tmp_path)
    assert process._process.watch is first
    assert list(live.site().guides) == ["lamp"]
    assert (live.health().guides, live.health().origin) == (("lamp",), "database")
    assert (tmp_path / INDEX).exists()


@pytest.mark.django_db(transaction=True)
def test_start_after_a_fork_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker has not its parent's thread, so it starts its own."""
    live.start(tmp_path)
    parent = process._process
    monkeypatch.setattr(os, "getpid", lambda: parent.pid + 1)
    live.start(tmp_path)
    child = process._process.watch
    assert child is not None
    assert child is not parent.watch
    assert parent.watch is not None
    parent.watch.stop()


@pytest.mark.django_db(transaction=True)
def test_site_waits_for_the_first_look_only_so_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request to a new process waits for the first look, but not longer than some seconds."""
    publish_title("One")
    read = Reader.read

    def slowly(reader: Reader) -> LiveSite:
        time.sleep(0.3)
        return read(reader)

    monkeypatch.setattr(Reader, "read", slowly)
    monkeypatch.setattr(process, "FIRST_LOOK", 0.05)
    live.start(tmp_path)
    assert list(live.site().guides) == []
    monkeypatch.setattr(process, "FIRST_LOOK", 10.0)
    assert list(live.site().guides) == ["lamp"]
