"""Pages that are kept, and a site that changes: a new release, a new build, a server that hangs."""

import os
import signal
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Come
from tests.browser.test_offline import STEPS, offline, step, wait_until_kept
from tests.browser.visitor import Visitor
from tests.browser.watching import Watch
from tests.house.checkout import PATIENCE, Running, Site
from tests.house.first_start import first_start

pytestmark = [pytest.mark.browser, pytest.mark.slow]

UNTIL_NEW_WORKER = """async before => {
    for (let round = 0; round < 300; round++) {
        await (await navigator.serviceWorker.ready).update();
        if ((await caches.keys()).every(name => !before.includes(name))) return;
        await new Promise(done => setTimeout(done, 100));
    }
    throw new Error("The old worker is still here");
}"""


@pytest.fixture(scope="module")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Running]]:
    """A site that these tests may change, stop and start."""
    with (
        first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("own")) as site,
        site.started("manage.py", "serve") as running,
    ):
        running.wait_until_ready()
        yield site, running


@pytest.fixture
def at_home(come: Come, watches: list[Watch], own_site: tuple[Site, Running]) -> Visitor:
    """A visitor of that site, who has opened steps and kept them."""
    visitor = come()
    watches[-1].expect("third party", "ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to fetch")
    visitor.page.goto(own_site[1].address + STEPS)
    wait_until_kept(visitor.page, STEPS)
    return visitor


def publish(site: Site, running: Running, old: str, new: str) -> None:
    """The guide with another wording, once it is live."""
    folder = site.folder / "diagnostics" / "content" / "library" / "imessage"
    steps = (folder / "steps.yaml").read_text(encoding="utf-8")
    assert old in steps
    (folder / "steps.yaml").write_text(steps.replace(old, new), encoding="utf-8")
    for command in (["import_guide", str(folder)], ["publish", "imessage"]):
        done = site.run("manage.py", *command)
        assert done.returncode == 0, done.stderr
    until = time.monotonic() + PATIENCE
    while new not in running.get(STEPS)[2] and time.monotonic() < until:
        time.sleep(0.2)


def test_a_new_release_replaces_what_was_kept(at_home: Visitor, own_site: tuple[Site, Running]) -> None:
    """One page of the new release is enough, and nothing that an older one said is shown any more."""
    old, new = "Is it off? Turn it on.", "Switch it on where it is off."
    expect(at_home.main).to_contain_text(old)
    publish(*own_site, old, new)
    at_home.page.goto(f"{own_site[1].address}/imessage/causes/")
    wait_until_kept(at_home.page, "/imessage/causes/")
    wait_until_kept(at_home.page, STEPS)
    with offline(at_home.page.context):
        at_home.page.goto(own_site[1].address + STEPS)
        expect(at_home.main).to_contain_text("You are offline.")
        expect(at_home.main).to_contain_text(new)
        expect(at_home.main).not_to_contain_text(old)


def test_an_open_page_hears_of_a_new_release_when_it_is_back(at_home: Visitor, own_site: tuple[Site, Running]) -> None:
    """It does not change under the reader's hands: it offers to be loaded again. So does a page without steps to try."""
    at_home.page.goto(f"{own_site[1].address}/imessage/steps/turn-on/")
    wait_until_kept(at_home.page, "/imessage/steps/turn-on/")
    with offline(at_home.page.context):
        publish(*own_site, "Wait a minute, and send your message again.", "Send your message again, a minute later.")
    expect(at_home.main).to_contain_text("This page has changed since you opened it.")
    at_home.main.get_by_role("link", name="Load it again").click()
    expect(at_home.main).to_contain_text("Send your message again, a minute later.")


def test_a_site_that_hangs_gives_way_to_what_was_kept(at_home: Visitor, own_site: tuple[Site, Running]) -> None:
    """After some seconds the page stands there as it was, and says why and from when."""
    os.killpg(own_site[1].process.pid, signal.SIGSTOP)
    try:
        at_home.page.reload()
        expect(at_home.main).to_contain_text("The connection is very slow. This page is from")
    finally:
        os.killpg(own_site[1].process.pid, signal.SIGCONT)
    expect(step(at_home, 1).locator("> .do")).to_be_visible()


def test_a_new_build_takes_over_at_once(at_home: Visitor, own_site: tuple[Site, Running]) -> None:
    """Its worker throws away what older ones kept, and keeps the page that is open."""
    site, running = own_site
    before = at_home.page.evaluate("caches.keys()")
    style = site.folder / "static" / "css" / "site.css"
    style.write_text(style.read_text(encoding="utf-8") + "/* new */\n", encoding="utf-8")
    assert site.run("manage.py", "serve", "--collect-only").returncode == 0
    os.kill(running.process.pid, signal.SIGUSR2)
    at_home.page.evaluate(UNTIL_NEW_WORKER, before)
    wait_until_kept(at_home.page, STEPS)

    assert not set(before) & set(at_home.page.evaluate("caches.keys()"))
    with offline(at_home.page.context):
        at_home.page.reload()
        expect(at_home.main).to_contain_text("You are offline.")
        assert at_home.page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
