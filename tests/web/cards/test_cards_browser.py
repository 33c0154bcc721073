"""Cards of a started site: two workers draw in the background, and a strict browser reads the data."""

import json
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from diagnostics.web.cards.picture_files import PictureFiles
from tests.browser.watching import Watch
from tests.house.checkout import Running, Site
from tests.house.first_start import first_start

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENOUGH = 30
"""Pictures; more than a worker draws before it looks at the database again."""
AT_MOST = 120
"""Seconds, on a busy machine."""
STEP = "/imessage/steps/restart/"
SIZE_OF = """async (address) => {
    const picture = await createImageBitmap(await (await fetch(address)).blob());
    return [picture.width, picture.height];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("cards") / "site") as checkout:
        yield checkout


@pytest.fixture(scope="module")
def running(site: Site) -> Iterator[Running]:
    with site.started("manage.py", "serve", WEB_CONCURRENCY="2") as running:
        running.wait_until_ready()
        yield running


def test_pictures_are_drawn_while_nobody_asks(site: Site, running: Running) -> None:
    """Both workers put theirs into one folder, and every file there is whole."""
    files, until = PictureFiles(site.folder / "var" / "cards"), time.monotonic() + AT_MOST
    while len(names := [file.stem for file in files.folder.glob("*.png")]) < ENOUGH and time.monotonic() < until:
        time.sleep(0.2)

    assert len(names) >= ENOUGH, running.log_text()
    assert [name for name in names if files.read(name) is None] == []


def test_a_strict_browser_reads_data_and_picture(
    running: Running, new_context: Callable[..., "BrowserContext"]
) -> None:
    """The policy lets a block of data stand in the page, and nothing complains; the picture is one."""
    context = new_context()
    watch = Watch(context, running.address)
    page = context.new_page()
    page.goto(running.address + STEP)
    (data,) = page.locator("script[type='application/ld+json']").all_text_contents()
    picture = page.locator("meta[property='og:image']").get_attribute("content")

    assert [one["@type"] for one in json.loads(data)["@graph"]] == ["HowTo", "BreadcrumbList"]
    assert page.evaluate(SIZE_OF, picture) == [1200, 630]
    assert watch.all_faults() == []
