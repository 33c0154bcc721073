"""Without a connection: what was opened stays readable, what was ticked and tried is not lost, nothing old looks new."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.axe import axe_violations
from tests.browser.conftest import Come
from tests.browser.visitor import Visitor
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser

STEPS = "/imessage/check/?see=green&device=iphone&who=everybody&show=steps"
WAIT = "/imessage/check/?see=waiting&device=iphone&started=new-sim&how-long=hours&waiting=wait-new-number&since={}"
CAUSES = "/imessage/causes/"
INSTRUCTIONS = "/imessage/steps/ask-it/"
"""The page of a step to which the instructions of another one lead."""
LISTED = 5
MOST_PAGES = 40
ADDRESSES = """caches.keys()
    .then(names => caches.open(names.find(name => name.startsWith("pages-")) ?? "none")).then(pages => pages.keys())
    .then(all => all.map(one => one.url.replace(location.origin, "")))"""
UNTIL_CONTROLLED = """new Promise(done => navigator.serviceWorker.controller
    ? done() : navigator.serviceWorker.addEventListener("controllerchange", () => done()))"""
UNTIL_KEPT = f"""async path => {{
    for (let round = 0; round < 300; round++) {{
        if (navigator.serviceWorker.controller && (await {ADDRESSES}).includes(path)) return;
        await new Promise(done => setTimeout(done, 50));
    }}
    throw new Error(`${{path}} is not kept`);
}}"""
OPEN_ONE_AFTER_THE_OTHER = """async (many) => {
    const headers = {"HX-Request": "true", "HX-Target": "main#screen", "HX-Current-URL": location.href};
    for (let i = 0; i < many; i++) await fetch(`${location.pathname}?see=green&utm=${i}`, {headers});
}"""
PUT_A_NOTICE = """async path => {
    const pages = await caches.open((await caches.keys()).find(name => name.startsWith("pages-")));
    const kept = await pages.match(path);
    const notice = '<p class="notice">A problem since <time datetime="2026-11-29T10:02Z">10:02</time>.</p>';
    const html = (await kept.text()).replace('<div class="walk">', notice + '<div class="walk">');
    await pages.put(path, new Response(html, {headers: kept.headers}));
}"""
WITHOUT_HAS = """for (const name of ["querySelector", "querySelectorAll"]) {
    const find = Document.prototype[name];
    Document.prototype[name] = function (selector) {
        if (selector.includes(":has(")) throw new DOMException(selector, "SyntaxError");
        return find.call(this, selector);
    };
}"""
"""As in browsers from before 2023."""
SHUT = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('shut', 'SecurityError') }})"
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@pytest.fixture(autouse=True)
def _lost_connections_are_no_faults(visitor: Visitor, watch: Watch) -> None:
    watch.expect("ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "Failed to fetch")


def open_and_keep(visitor: Visitor, path: str) -> None:
    """The page, once it is kept."""
    visitor.open(path)
    wait_until_kept(visitor.page, path)


def wait_until_kept(page: Page, path: str) -> None:
    page.evaluate(UNTIL_KEPT, path)


@contextmanager
def offline(context: BrowserContext) -> Iterator[None]:
    context.set_offline(offline=True)
    yield
    context.set_offline(offline=False)


def step(visitor: Visitor, number: int) -> Locator:
    """The first step stands open, the others folded below it."""
    return visitor.main.locator("article.open, .below > details").nth(number - 1)


def ticks(step: Locator) -> list[bool]:
    return [box.is_checked() for box in step.get_by_role("checkbox").all()]


def still_not(step: Locator) -> None:
    step.get_by_role("button", name=re.compile("Still not sending|It did not help")).click()


def still_not_here(step: Locator) -> None:
    """Said and noted on this page: a request that is only on its way would yet arrive once there is a connection."""
    still_not(step)
    expect(step).to_contain_text("Tried.")


def test_from_the_first_step_to_the_fifth_without_a_connection(visitor: Visitor, watch: Watch) -> None:
    """Each "still not" opens the next step and takes the focus there; online again, the server hears of all of them."""
    open_and_keep(visitor, STEPS)
    here = visitor.page.url
    with offline(watch.context):
        for number in range(1, LISTED):
            step(visitor, number).get_by_role("checkbox").nth(1).check()
            still_not(step(visitor, number))
            expect(step(visitor, number)).to_contain_text("Tried.")
            expect(step(visitor, number + 1)).to_have_attribute("open", "")
            expect(step(visitor, number + 1).locator("> summary")).to_be_focused()
        fifth = step(visitor, LISTED)
        name = fifth.locator("> summary b").inner_text()
        fifth.get_by_role("checkbox").first.check()
        assert visitor.page.url == here
        assert axe_violations(visitor.page) == []

    visitor.expect_told("You are back online.")
    visitor.press("Look again with what you tried", within=visitor.status)

    assert [key for key, _ in visitor.pairs].count("tried") == LISTED - 1
    expect(visitor.main).to_contain_text("We looked again with what you tried.")
    there = visitor.main.locator("article.open, .below > details", has_text=name).first
    assert ticks(there) == [True] + [False] * (len(ticks(there)) - 1)
    visitor.page.reload()
    expect(visitor.main).not_to_contain_text("We looked again")
    expect(there.locator(".line-tick").first).to_be_checked()


def test_the_next_thing_pressed_tells_the_server_too(visitor: Visitor, watch: Watch) -> None:
    """Whoever overlooks the line goes on from what was tried all the same."""
    open_and_keep(visitor, STEPS)
    with offline(watch.context):
        still_not_here(step(visitor, 1))
    with visitor.page_change():
        still_not(step(visitor, 2))

    assert [key for key, _ in visitor.pairs].count("tried") == 2
    expect(visitor.main).to_contain_text("We looked again with what you tried.")


def test_a_tab_that_was_dropped_comes_back_as_it_was(visitor: Visitor, watch: Watch) -> None:
    """Opened again without a connection, the address brings steps, ticks and tries, and says how old the page is."""
    open_and_keep(visitor, STEPS)
    with offline(watch.context):
        step(visitor, 1).get_by_role("checkbox").first.check()
        still_not_here(step(visitor, 1))
        visitor.page.close()
        again = Visitor(watch.context.new_page())
        again.open(STEPS)

        expect(again.main).to_contain_text(re.compile(r"You are offline\. This page is from \d\d:\d\d\."))
        assert again.path == STEPS
        expect(step(again, 1)).to_contain_text("Tried.")
        assert ticks(step(again, 1))[0]
        expect(step(again, 2)).to_have_attribute("open", "")
        expect(step(again, 2).locator("> .do")).to_be_visible()
        for number in range(2, LISTED + 1):
            still_not(step(again, number))
        expect(step(again, LISTED).locator(".notice")).to_be_focused()
        expect(step(again, LISTED)).to_contain_text("That was the last step on this page.")


def test_a_notice_out_of_a_kept_page_is_old(visitor: Visitor, watch: Watch) -> None:
    """What was found out at a certain time was not looked up since, and the page says so, in old browsers as well."""
    watch.context.add_init_script(WITHOUT_HAS)
    open_and_keep(visitor, STEPS)
    visitor.page.evaluate(PUT_A_NOTICE, STEPS)
    with offline(watch.context):
        visitor.page.reload()
        expect(visitor.main).to_contain_text("A problem since 10:02. Not checked since then.")


def test_it_works_without_a_connection(visitor: Visitor, watch: Watch) -> None:
    """The page is glad, keeps it in mind, and leads on once there is a connection; it can be taken back before."""
    open_and_keep(visitor, STEPS)
    with offline(watch.context):
        step(visitor, 1).get_by_role("button", name="It works now").click()
        expect(step(visitor, 1).locator(".notice")).to_contain_text("Good to hear.")
        step(visitor, 1).get_by_role("button", name="Take back").click()
        expect(step(visitor, 1).get_by_role("button", name="It works now")).to_be_focused()
        step(visitor, 1).get_by_role("button", name="It works now").click()
        expect(step(visitor, 1).locator(".notice")).to_contain_text("Good to hear.")
    visitor.press("See how to keep it that way", within=visitor.status)

    assert visitor.pairs[-1][0] == "worked"


def test_a_wait_goes_on_without_a_connection(visitor: Visitor, watch: Watch) -> None:
    """What is tried meanwhile does not begin it again; the next step offers what fits every step, and no wait."""
    since = timezone.now().strftime("%Y%m%dT%H%M")
    open_and_keep(visitor, WAIT.format(since))
    with offline(watch.context):
        step(visitor, 1).get_by_role("button", name="I don’t want to wait").click()
        offered = step(visitor, 2).locator("> .outcome button")
        expect(offered).to_have_text(["It works now", "It did not help", "I can’t do this"])
        sent = step(visitor, 2).locator("> .outcome [name=walk]").input_value()
        assert re.search("waiting=|since=", sent) is None
        step(visitor, 1).get_by_role("button", name="Take back").click()
        still_not_here(step(visitor, 2))
    visitor.press("Look again with what you tried", within=visitor.status)

    assert [key for key, _ in visitor.pairs][-3:] == ["waiting", "since", "tried"]
    assert ("since", since) in visitor.pairs


@pytest.mark.slow
def test_a_walk_is_kept_as_it_goes(visitor: Visitor, watch: Watch) -> None:
    """Pages that htmx brought are kept whole, too, and so is what their instructions lead to."""
    open_and_keep(visitor, "/imessage/")
    visitor.answer_all({"see": "green", "device": "iphone", "who": "everybody"})
    wait_until_kept(visitor.page, visitor.path)
    wait_until_kept(visitor.page, INSTRUCTIONS)
    heading = visitor.heading.inner_text()
    with offline(watch.context):
        visitor.page.reload()
        expect(visitor.heading).to_have_text(heading)
        expect(visitor.page.get_by_role("link", name="Skip to the content")).to_be_attached()
        visitor.page.goto(INSTRUCTIONS)
        expect(visitor.main).to_contain_text("This page is from")
        visitor.page.go_back()
        expect(visitor.heading).to_have_text(heading)


@pytest.mark.slow
def test_what_was_not_kept_says_what_can_be_read(visitor: Visitor, watch: Watch) -> None:
    """In its place stands a page that lists what was; as soon as there is a connection the page itself comes."""
    open_and_keep(visitor, STEPS)
    title = " ".join(visitor.heading.inner_text().split())
    with offline(watch.context):
        visitor.page.goto("/imessage/carriers/")
        expect(visitor.heading).to_have_text("This page needs a connection")
        expect(visitor.main.get_by_role("listitem").first).to_have_text(title)
        visitor.main.get_by_role("link", name=title).click()
        expect(step(visitor, 1).locator("> .do")).to_be_visible()
        visitor.page.go_back()
    expect(visitor.page.get_by_role("table").first).to_be_visible()


@pytest.mark.slow
def test_nothing_is_fetched_ahead_of_a_page_that_is_never_kept(
    plain: Visitor, come: Come, watches: list[Watch]
) -> None:
    """The page of a link leaves nothing on the device."""
    plain.open(STEPS)
    plain.press("Save or send this")
    other = come()
    ahead: list[str] = []
    watches[-1].context.on("request", lambda asked: ahead.append(asked.url) if "purpose" in asked.headers else None)
    other.open(plain.path)
    other.page.evaluate(UNTIL_CONTROLLED)
    open_and_keep(other, CAUSES)

    assert ahead == []


def test_ticks_end_with_the_walk(visitor: Visitor) -> None:
    """They survive a reload and a change of the walk; whoever starts again has new lists."""
    visitor.open(STEPS)
    step(visitor, 2).locator("> summary").click()
    step(visitor, 2).get_by_role("checkbox").first.check()
    name = step(visitor, 2).locator("> summary b").inner_text()
    with visitor.page_change():
        still_not(step(visitor, 1))
    expect(visitor.main.locator("[data-step]", has_text=name).locator(".line-tick").first).to_be_checked()
    visitor.press("Start again", within=visitor.said)
    visitor.open(STEPS)

    assert not any(ticks(step(visitor, 2)))


@pytest.mark.slow
def test_kept_pages_are_bounded(visitor: Visitor) -> None:
    open_and_keep(visitor, STEPS)
    visitor.page.evaluate(OPEN_ONE_AFTER_THE_OTHER, MOST_PAGES + 5)
    wait_until_kept(visitor.page, f"/imessage/check/?see=green&utm={MOST_PAGES + 4}")

    assert len(visitor.page.evaluate(ADDRESSES)) == MOST_PAGES


def test_without_service_workers_nothing_else_changes(come: Come, watches: list[Watch]) -> None:
    """Ticks survive a reload; without a connection the page stays and says so."""
    visitor = come(service_workers="block")
    watches[-1].expect("blocked by Playwright", "ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    visitor.open(STEPS)
    step(visitor, 1).get_by_role("checkbox").first.check()
    visitor.page.reload()
    assert ticks(step(visitor, 1))[0]
    with offline(watches[-1].context):
        still_not(step(visitor, 1))
        visitor.expect_told("No connection. What you see here stays.")


@pytest.mark.slow
def test_where_storage_is_shut_the_page_remembers(visitor: Visitor, watch: Watch) -> None:
    """As in some private windows: ticks and tries last as long as the page."""
    watch.context.add_init_script(SHUT)
    open_and_keep(visitor, STEPS)
    with offline(watch.context):
        step(visitor, 1).get_by_role("checkbox").first.check()
        still_not(step(visitor, 1))
        expect(step(visitor, 2).locator("> summary")).to_be_focused()
        assert ticks(step(visitor, 1))[0]
    visitor.press("Look again with what you tried", within=visitor.status)

    assert "tried" in dict(visitor.pairs)


@pytest.mark.slow
def test_on_a_slow_connection_the_page_comes_first(visitor: Visitor, watch: Watch) -> None:
    """On slow 3G the steps stand there before anything is fetched for later; then they, too, stay without a connection."""
    watch.context.new_cdp_session(visitor.page).send("Network.emulateNetworkConditions", SLOW_3G)
    visitor.page.goto(STEPS, wait_until="load")
    assert visitor.page.evaluate(f"{ADDRESSES}") == []
    expect(step(visitor, 1).locator("> .do")).to_be_visible()

    wait_until_kept(visitor.page, STEPS)
    with offline(watch.context):
        visitor.page.reload()
        expect(step(visitor, 1).locator("> .do")).to_be_visible()
