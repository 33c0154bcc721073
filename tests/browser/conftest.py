"""The site as `make run` starts it, and visitors with and without JavaScript."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, Protocol

import pytest

from tests.house.first_start import first_start

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.browser.visitor import Visitor
    from tests.browser.watching import Watch

SLOW_MACHINE = 15_000
"""Milliseconds that an expectation may take."""
DESK: Final[Any] = {"width": 1024, "height": 800}


class Come(Protocol):
    """Makes a visitor with a browser of their own."""

    def __call__(self, **browser: Any) -> "Visitor": ...


@pytest.fixture(scope="session")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A checkout with the starter guide published, served by `manage.py serve`."""
    with (
        first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("site")) as site,
        site.started("manage.py", "serve", WEB_CONCURRENCY="2") as running,
    ):
        running.wait_until_ready()
        yield running.address


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any], base_url: str) -> dict[str, Any]:
    """Every browser opens this site's addresses; its window may be chosen anew."""
    return {name: value for name, value in browser_context_args.items() if name != "viewport"} | {"base_url": base_url}


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    from playwright.sync_api import expect

    expect.set_options(timeout=SLOW_MACHINE)


@pytest.fixture
def watches() -> list["Watch"]:
    return []


@pytest.fixture
def come(new_context: Callable[..., "BrowserContext"], base_url: str, watches: list["Watch"]) -> Iterator[Come]:
    """Visitors, each watched from the first request to the end of the test."""
    from tests.browser.visitor import Visitor
    from tests.browser.watching import Watch

    def visitor(**browser: Any) -> Visitor:
        context = new_context(**({"viewport": DESK} | browser))
        context.set_default_timeout(SLOW_MACHINE)
        watches.append(Watch(context, base_url))
        return Visitor(context.new_page())

    yield visitor
    assert [fault for watch in watches for fault in watch.all_faults()] == []


@pytest.fixture
def visitor(come: Come) -> "Visitor":
    return come()


@pytest.fixture(scope="session")
def _onlooker(
    browser: "Browser", browser_context_args: dict[str, Any], base_url: str
) -> Iterator[tuple["Visitor", "Watch"]]:
    from tests.browser.visitor import Visitor
    from tests.browser.watching import Watch

    context = browser.new_context(**browser_context_args, service_workers="block")
    context.set_default_timeout(SLOW_MACHINE)
    yield Visitor(context.new_page()), Watch(context, base_url)
    context.close()


@pytest.fixture
def onlooker(_onlooker: tuple["Visitor", "Watch"], watches: list["Watch"]) -> Iterator["Visitor"]:
    """Somebody who looks at pages and does nothing there: the same for all tests, as a new browser for each takes time."""
    visitor, watch = _onlooker
    watches.append(watch)
    watch.begin()
    watch.expect("blocked by Playwright")
    watch.context.clear_cookies()
    visitor.page.set_viewport_size(DESK)
    visitor.page.emulate_media(
        media="null", color_scheme="null", forced_colors="null", reduced_motion="null", contrast="null"
    )
    yield visitor
    # What the last page still does wrong belongs to this test.
    visitor.page.goto("about:blank")
    assert watch.all_faults() == []


@pytest.fixture
def plain(come: Come) -> "Visitor":
    return come(java_script_enabled=False)


@pytest.fixture
def watch(visitor: "Visitor", watches: list["Watch"]) -> "Watch":
    """What is watched of the visitor at a desk."""
    return watches[0]


@pytest.fixture
def page(visitor: "Visitor") -> "Page":
    """The page of the visitor at a desk."""
    return visitor.page
