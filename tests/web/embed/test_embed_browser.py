"""A help centre on another origin shows a guide in its page."""

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.house.checkout import Running
from tests.house.first_start import first_start

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><title>Help</title><h1>Help</h1><p style="height: 300px">Before it.</p>
<fixpath-guide guide="imessage" answers="device=iphone"><a href="{site}/imessage/check/?device=iphone">Find out
why</a></fixpath-guide><p><button>After it</button></p><script async src="{site}/embed.js"></script>"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        pass


@pytest.fixture(scope="module")
def help_centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Its folder, and its origin."""
    folder = tmp_path_factory.mktemp("help")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield folder, f"http://localhost:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module")
def site(help_centre: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The starter guide, which the help centre may frame."""
    with (
        first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("embed") / "site") as checkout,
        checkout.started("manage.py", "serve", EMBED_HOSTS=help_centre[1]) as running,
    ):
        running.wait_until_ready()
        (help_centre[0] / "index.html").write_text(PAGE.format(site=running.address), encoding="utf-8")
        yield running


@pytest.fixture
def page(site: Running, help_centre: tuple[Path, str], new_context: "Callable[..., BrowserContext]") -> "Page":
    page = new_context().new_page()
    page.goto(f"{help_centre[1]}/index.html")
    return page


def test_a_guide_is_walked_in_another_site(page: "Page") -> None:
    """It is as high as its content, comes into view with each question, and takes the focus."""
    from playwright.sync_api import expect

    frame = page.frame_locator("fixpath-guide iframe")
    expect(frame.locator("h1")).to_have_count(1)
    expect(page.get_by_role("link", name="Find out why")).to_have_count(0)

    def gap() -> int:
        """Pixels of the page that do not show in the frame."""
        height = page.locator("iframe").evaluate("frame => frame.getBoundingClientRect().height")
        return int(abs(frame.locator("html").evaluate("html => html.getBoundingClientRect().height") - height))

    expect.set_options(timeout=15_000)
    page.wait_for_function("document.querySelector('iframe').clientHeight > 300")
    assert gap() <= 1
    question = frame.locator("h1").inner_text()

    page.get_by_role("button", name="After it").scroll_into_view_if_needed()
    frame.get_by_label("Not sure").check()
    frame.get_by_role("button", name="Continue").click()
    expect(frame.locator("h1")).not_to_have_text(question)
    page.wait_for_function("Math.abs(document.querySelector('fixpath-guide').getBoundingClientRect().top) < 2")
    assert gap() <= 1

    page.evaluate("document.querySelector('fixpath-guide').focus()")
    expect(frame.locator("h1")).to_be_focused()
    alone = frame.get_by_role("link", name="Open this in a window of its own").get_attribute("href")
    assert alone
    assert "/embed/" not in alone
    assert "device=iphone" in alone


def test_without_the_script_the_link_stays(
    site: Running, help_centre: tuple[Path, str], new_context: "Callable[..., BrowserContext]"
) -> None:
    from playwright.sync_api import expect

    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{help_centre[1]}/index.html")
    page.get_by_role("link", name="Find out why").click()
    expect(page).to_have_url(f"{site.address}/imessage/check/?device=iphone")


def test_where_it_may_not_be_framed_the_link_stays(
    site: Running, help_centre: tuple[Path, str], new_context: "Callable[..., BrowserContext]"
) -> None:
    """The same page, under an origin that EMBED_HOSTS does not name."""
    from playwright.sync_api import expect

    page = new_context().new_page()
    page.goto(f"{help_centre[1].replace('localhost', '127.0.0.1')}/index.html")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name="Find out why")).to_be_visible()
    assert page.locator("iframe").evaluate("frame => frame.clientHeight") == 0
