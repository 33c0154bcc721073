"""A help centre on another origin shows a guide in its page."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.house.checkout import Running
from tests.house.first_start import first_start
from tests.house.help_centre import HelpCentre, help_centre

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HelpCentre]:
    with help_centre(tmp_path_factory.mktemp("help")) as running:
        yield running


@pytest.fixture(scope="module")
def site(centre: HelpCentre, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The starter guide, which the help centre may frame."""
    with (
        first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("embed") / "site") as checkout,
        checkout.started("manage.py", "serve", EMBED_HOSTS=centre.origin) as running,
    ):
        running.wait_until_ready()
        centre.show_guide_of(running.address)
        yield running


@pytest.fixture
def page(site: Running, centre: HelpCentre, new_context: "Callable[..., BrowserContext]") -> "Page":
    page = new_context().new_page()
    page.goto(centre.page)
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
    site: Running, centre: HelpCentre, new_context: "Callable[..., BrowserContext]"
) -> None:
    from playwright.sync_api import expect

    page = new_context(java_script_enabled=False).new_page()
    page.goto(centre.page)
    page.get_by_role("link", name="Find out why").click()
    expect(page).to_have_url(f"{site.address}/imessage/check/?device=iphone")


def test_where_it_may_not_be_framed_the_link_stays(
    site: Running, centre: HelpCentre, new_context: "Callable[..., BrowserContext]"
) -> None:
    """The same page, under an origin that EMBED_HOSTS does not name."""
    from playwright.sync_api import expect

    page = new_context().new_page()
    page.goto(centre.page.replace("localhost", "127.0.0.1"))
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("link", name="Find out why")).to_be_visible()
    assert page.locator("iframe").evaluate("frame => frame.clientHeight") == 0
