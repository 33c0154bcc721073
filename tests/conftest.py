"""What all tests share: the browser, the servers that some of them need, and how properties are tried."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from tests.away import database_is_away
from tests.fonts import NARROW, WIDE
from tests.fresh_database import FreshDatabase
from tests.one_run import folder_of_this_run
from tests.share import DRAW, some

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "tests" / "house"
JOURNEYS = ROOT / "tests" / "browser"
OWN = (ROOT / "tests" / "engine", ROOT / "tests" / "content")
LIBRARY = ROOT / "tests" / "content" / "library"
SCREENSHOTS = ROOT / "var" / "screenshots"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
PICTURES = not IN_CI and not DRAW
ON_POSTGRES = os.environ.get("TEST_DATABASE") == "postgres"
CHROMIUM = os.environ.get("CHROMIUM") or next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))), None
)
# A server's command is often not on the PATH of people.
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")

set_hypothesis_home_dir(ROOT / "var" / "hypothesis")
hypothesis.settings.register_profile("all", deadline=None, max_examples=70)
hypothesis.settings.register_profile("share", deadline=None, max_examples=20)
hypothesis.settings.register_profile("ci", deadline=None, max_examples=70, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("ci" if IN_CI else "share" if DRAW else "all")


def _missing() -> dict[str, str]:
    """Marker → what its tests need and do not find here."""
    needs = {
        "browser": (CHROMIUM, "no Chromium found (put it on the PATH, or name it in CHROMIUM)"),
        "postgres": (os.environ.get("TEST_POSTGRES_URL"), "no PostgreSQL (name one in TEST_POSTGRES_URL)"),
        "nginx": (NGINX, "no nginx found (put it on the PATH)"),
        "redis": (os.environ.get("TEST_REDIS_URL"), "no Redis (name one in TEST_REDIS_URL)"),
    }
    return {marker: reason for marker, (there, reason) in needs.items() if not there}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest files come first, so that workers that share them end together."""
    if left := _left_to_ci(items):
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
    first = next((item.path for item in items if _is_below(item.path, JOURNEYS)), None)
    items.sort(key=lambda item: _turn(item, first))
    for item in items:
        if _is_example(item):
            item.add_marker("example")
        if item.get_closest_marker("postgres") and not _names_postgres(item.path):
            raise pytest.UsageError(
                f"{item.nodeid} is for PostgreSQL, but bin/test looks for mark.postgres in its file."
            )
        # docs/decisions/050: what was wrong is in what CI prints at its end.
        if IN_CI and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


def _turn(item: pytest.Item, first: Path | None) -> int:
    """Browsers, then started sites, then the rest. One file that needs a started site begins, so that nobody waits for the first start."""
    if item.path == first:
        return 0
    if item.get_closest_marker("browser"):
        return 2 if _is_below(item.path, JOURNEYS) else 1
    return 3 if _is_below(item.path, HOUSE) else 4


def _left_to_ci(items: list[pytest.Item]) -> set[pytest.Item]:
    """What is slow, and most cases of what is broad, where a share is tried."""
    if not DRAW:
        return set()
    broad: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("broad"):
            broad.setdefault(item.nodeid.partition("[")[0], []).append(item)
    cases = {case for law, alike in broad.items() for case in set(alike) - set(some(alike, law=law))}
    return cases | {item for item in items if item.get_closest_marker("slow")}


def pytest_report_header() -> list[str]:
    """What a share is drawn with: with the same number, the same is tried again."""
    return [f"a share of what is alike, drawn with TEST_SHARE={DRAW}"] if DRAW else []


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it for garbage again and again takes a twentieth of a run."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _is_example(item: pytest.Item) -> bool:
    """Whether it says by an example, and not by a property, what the engine or content does."""
    is_property = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
    return not is_property and _is_below(item.path, *OWN) and not _is_below(item.path, LIBRARY)


@cache
def _names_postgres(file: Path) -> bool:
    return "mark.postgres" in file.read_text(encoding="utf-8")


@cache
def _is_below(file: Path, *folders: Path) -> bool:
    return any(map(file.is_relative_to, folders))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was wrong with a test that was run once more: by itself nothing prints it."""
    for report in terminalreporter.stats.get("rerun", ()):
        terminalreporter.section(f"run once more: {report.nodeid}")
        terminalreporter.write_line(report.longreprtext)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test whose server is missing is skipped with a plain word, and fails in CI."""
    for marker, reason in _missing().items():
        if item.get_closest_marker(marker):
            (pytest.fail if IN_CI else pytest.skip)(reason)
    if item.get_closest_marker("postgres") and not ON_POSTGRES:
        pytest.skip("runs on PostgreSQL: TEST_DATABASE=postgres pytest -m postgres")


@pytest.fixture(scope="session", autouse=True)
def _groups_outlive_a_flush() -> None:
    """Tests of transactions empty all tables, and with them what a migration has put there."""
    from django.db.models.signals import post_migrate

    post_migrate.connect(_make_groups, dispatch_uid="groups")


@pytest.fixture(scope="session")
def _fresh_database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FreshDatabase | None]:
    """On SQLite."""
    if ON_POSTGRES:
        yield None
        return
    with closing(FreshDatabase(folder_of_this_run(tmp_path_factory) / "migrated.sqlite3")) as fresh:
        fresh.begin()
        yield fresh


@pytest.fixture(scope="session")
def django_db_setup(
    _fresh_database: FreshDatabase | None, django_db_setup: None, django_db_blocker: "DjangoDbBlocker"
) -> Iterator[None]:
    """As Django sets it up, but on SQLite from what the first process of a run has migrated.

    At the end: PostgreSQL drops no database that a thread is still connected to, even one that has ended.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    with pytest.MonkeyPatch.context() as patch:
        if fresh := _fresh_database:
            with django_db_blocker.unblock():
                fresh.keep()
            patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: fresh.put_back())
        yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # of Django's backend


@pytest.fixture(autouse=True)
def _steady_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test fails because another broke the database, nor because the machine is busy."""
    from diagnostics.domain.safeguards import circuit
    from diagnostics.domain.safeguards.database_guard import READING, WRITING

    for way in (READING, WRITING):
        for name in ("queue", "each", "total", "most"):
            monkeypatch.setattr(way, name, 30.0)
    yield
    circuit.DATABASE.succeed()
    circuit.CACHE.succeed()


@pytest.fixture
def database_away() -> Iterator[None]:
    with database_is_away():
        yield


def _make_groups(sender: Any, using: str, **_: object) -> None:
    from django.apps import apps
    from django.db import connections

    if sender.label == "diagnostics" and "auth_group" in connections[using].introspection.table_names():
        editor = connections[using].schema_editor()
        import_module("diagnostics.migrations.0003_groups").make_groups(apps, editor)
        import_module("diagnostics.migrations.0021_desk").make_group(apps, editor)


@pytest.fixture(scope="session")
def browser_type_launch_args(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The system's own Chromium, with a wide font; it asks nothing of the network by itself."""
    return {
        "executable_path": CHROMIUM,
        "env": WIDE.environment(tmp_path_factory.mktemp("wide")),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-sync",
            "--no-first-run",
        ],
    }


@pytest.fixture(scope="session")
def narrow_browser(
    launch_browser: Callable[..., "Browser"], tmp_path_factory: pytest.TempPathFactory
) -> Iterator["Browser"]:
    """A second Chromium, with a narrow font."""
    NARROW.require()
    browser = launch_browser(env=NARROW.environment(tmp_path_factory.mktemp("narrow")))
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "en-US", "timezone_id": "UTC", "viewport": {"width": 1024, "height": 800}}


@pytest.fixture
def keep_picture(page: "Page") -> Callable[[str], None]:
    """Keeps a picture of the whole page in var/screenshots, for people to look at; neither in CI nor where a share is tried."""

    def keep(name: str) -> None:
        if not PICTURES:
            return
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return keep


@pytest.fixture
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment in which no setting of ours is set."""
    from tests.house.documented import setting_names

    for name in setting_names():
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    return monkeypatch
