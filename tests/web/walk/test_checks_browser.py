"""What a real browser finds out by itself, with other clocks, devices and networks than its own."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide, LiveSite
from tests.axe import ENHANCED, axe_violations
from tests.builders import a_question, an_option, make_document
from tests.fixtures import Publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
STATIC = Path(__file__).parents[3] / "static"
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
HOST = "http://fixpath.test"
SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/{}.1 {}Safari/604.1"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) " + SAFARI.format(27, "Mobile/15E148 ")
IPAD = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) " + SAFARI.format(18, "")
CHROME_ON_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/150.0 Mobile/15E148 Safari/604.1"
TELEVISION = "Mozilla/5.0 (SmartTV; Linux) AppleWebKit/537.36"
FINGERS = "Object.defineProperty(Navigator.prototype, 'maxTouchPoints', {get: () => 5});"
LATE = "{ const now = Date.now; Date.now = () => now() - 10 * 60 * 1000; }"
EARLY = "{ const now = Date.now; Date.now = () => now() + 3 * 3600 * 1000; }"
SLOW = "{ const go = fetch; window.fetch = async (...all) => { await new Promise(done => setTimeout(done, 3200)); return go(...all); }; }"
PRIVATE = "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('', 'SecurityError'); }});"
PATIENCE = 10_000
CHECK = "/imessage/check/?device=iphone&see=not-delivered&ask=who"

type Look = Callable[..., Page]


def answer(site: LiveSite) -> Callable[[Route], None]:
    """The site itself, in this process."""

    def handle(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        file = STATIC / path.removeprefix("/static/")
        if path.startswith("/static/"):
            route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
            return
        with live.site_override(site):
            found = Client().get(path, headers={k: v for k, v in route.request.headers.items() if k.startswith("hx-")})
        route.fulfill(status=found.status_code, body=found.content, headers=dict(found.headers.items()))

    return handle


@pytest.fixture
def look(starter: LiveGuide, new_context: Callable[..., BrowserContext]) -> Look:
    """Opens a page of the starter guide, or of another site, in a browser made to be like this one."""

    def open_page(path: str, *scripts: str, site: LiveSite | None = None, **browser: Any) -> Page:
        context = new_context(**({"user_agent": IPHONE} | browser))
        for script in scripts:
            context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.route(f"{HOST}/**", answer(site or live.site()))
        page.goto(f"{HOST}{path}")
        return page

    return open_page


def line(page: Page, question: str) -> Locator:
    return page.locator(f"[data-line='{question}']")


def option(page: Page, slug: str) -> Locator:
    """The row of one answer to the question of the page."""
    return page.locator(f"form.ask fieldset input[value='{slug}']")


def go_on(page: Page) -> str:
    """Continue, and the query of the next page."""
    before = page.url
    page.get_by_role("button", name="Continue").click()
    expect(page).not_to_have_url(before)
    return page.url.partition("?")[2]


def test_a_clock_that_is_wrong_is_said_and_sent_first(look: Look) -> None:
    """In words, with its answer; on Continue it stands before all that the visitor said, and need not be asked."""
    page = look(CHECK, LATE)
    expect(line(page, "clock")).to_contain_text("We checked: your clock is 10 minutes behind.")
    expect(line(page, "clock").locator("select")).to_have_value("no")
    assert axe_violations(page, ENHANCED) == []
    option(page, "everybody").check()

    assert go_on(page).startswith("version=ios-26-1&clock=no&device=iphone&see=not-delivered&who=everybody")


def test_a_finding_is_overruled_by_its_list(look: Look) -> None:
    """What the visitor says of it counts, also when the other device's clock is read once more."""
    page = look(CHECK, EARLY)
    expect(line(page, "clock")).to_contain_text("your clock is 3 hours ahead.")
    line(page, "clock").locator("select").select_option("not-sure")
    page.evaluate("dispatchEvent(new Event('online'))")
    option(page, "one").check()

    assert "clock=not-sure&device=iphone" in go_on(page)


def test_on_its_own_page_the_answer_is_ticked(look: Look) -> None:
    """And the page says why; a choice is not touched any more."""
    page = look("/imessage/check/?device=iphone&see=not-delivered&ask=clock", LATE)
    expect(option(page, "no")).to_be_checked()
    expect(page.locator("[data-own]")).to_have_text(
        "We checked: your clock is 10 minutes behind. Change the answer if it is wrong.", use_inner_text=True
    )
    option(page, "yes").check()
    page.evaluate("dispatchEvent(new Event('pageshow'))")

    expect(option(page, "yes")).to_be_checked()


def test_a_late_finding_moves_nothing_under_the_finger(look: Look) -> None:
    """Once the visitor has chosen, what comes in later waits for the next page."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page = look("/imessage/check/?device=iphone", LATE)
    page.route(f"{HOST}/clock", hold)
    page.goto(f"{HOST}{CHECK}")
    option(page, "everybody").check()
    while held:
        held.pop().fulfill(body=str(time.time_ns() // 1_000_000))
        page.wait_for_timeout(100)

    expect(option(page, "everybody")).to_be_checked()
    expect(line(page, "clock")).to_be_hidden()
    assert "clock=" not in go_on(page)
    expect(line(page, "clock")).to_be_visible()


def test_the_phone_at_hand_is_filled_in_with_its_version(look: Look) -> None:
    """First which device it is, and where that is known what else Safari tells of it."""
    page = look("/imessage/")
    expect(line(page, "device").locator("select")).to_have_value("iphone")
    expect(line(page, "device")).to_contain_text("Your browser told us this.")
    option(page, "not-delivered").check()
    assert go_on(page) == "device=iphone&see=not-delivered&from=see"

    expect(line(page, "version").locator("select")).to_have_value("ios-26-1")
    expect(line(page, "clock")).to_be_hidden()


@pytest.mark.parametrize(("agent", "seen"), [(IPAD, "ipad"), (CHROME_ON_IPHONE, "iphone")])
def test_devices_that_hide_are_told_apart(look: Look, agent: str, seen: str) -> None:
    """A tablet that calls itself a computer has more than one finger on it; other browsers keep the version to themselves."""
    page = look("/imessage/", FINGERS, user_agent=agent)
    expect(line(page, "device").locator("select")).to_have_value(seen)
    page.goto(f"{HOST}/imessage/check/?device={seen}&see=not-delivered&ask=who")

    expect(line(page, "version")).to_be_visible(visible=agent == IPAD)


@pytest.mark.slow
def test_a_slow_line_is_said(look: Look) -> None:
    """On a device with one line, small answers that take seconds are an answer."""
    page = look("/imessage/check/?device=ipad&see=nothing&ask=who", FINGERS, SLOW, user_agent=IPAD)
    expect(line(page, "web-here")).to_contain_text("took 3 seconds to load here")
    expect(line(page, "web-here").locator("select")).to_have_value("no")


def test_a_lost_line_is_said_until_it_is_back(look: Look) -> None:
    """Offline is trusted, and forgotten with the next connection."""
    page = look("/imessage/check/?device=iphone&see=nothing&ask=web")
    page.context.set_offline(offline=True)
    expect(option(page, "neither")).to_be_checked()
    expect(page.locator("[data-own]")).to_contain_text("We checked: this device is offline.")
    page.context.set_offline(offline=False)
    expect(option(page, "neither")).not_to_be_checked()

    expect(page.locator("[data-own]")).to_be_hidden()


def test_what_is_blocked_is_asked(look: Look) -> None:
    """No answer, no finding, and no error either."""
    page = look("/imessage/check/?device=iphone", user_agent=CHROME_ON_IPHONE)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.message))
    page.route(f"{HOST}/clock", lambda route: route.abort())
    page.goto(f"{HOST}/imessage/check/?device=iphone&see=not-delivered&ask=clock")
    with page.expect_event("requestfailed"):
        page.reload()

    expect(page.locator("input[name=clock]:checked")).to_have_count(0)
    expect(page.locator("[data-offer]")).to_be_hidden()
    assert errors == []


def test_on_another_device_nothing_is_found_but_which_it_is(look: Look) -> None:
    """The clock of the device that is read on says nothing about the one that fails."""
    with_clock = "/imessage/check/?device=ipad&see=not-delivered&ask=clock"
    page = look(with_clock, LATE)
    page.wait_for_load_state("networkidle")
    expect(page.locator("input[name=clock]:checked")).to_have_count(0)
    expect(page.locator("[data-line]:visible")).to_have_count(0)
    page.goto(f"{HOST}/imessage/check/?see=not-delivered&ask=device")

    expect(option(page, "iphone")).to_be_checked()


@pytest.mark.parametrize("storage", [(), (PRIVATE,)], ids=["storage", "private window"])
def test_who_helps_somebody_else_switches_it_off(look: Look, storage: tuple[str, ...]) -> None:
    """For this tab, with no word in the address, and on again; where nothing can be stored, as long as the tab stays."""
    page = look("/imessage/", *storage)
    helping = page.get_by_role("checkbox", name="I’m helping someone else")
    helping.check()
    expect(line(page, "device")).to_be_hidden()
    option(page, "not-delivered").check()
    assert go_on(page) == "see=not-delivered&from=see"

    expect(option(page, "iphone")).not_to_be_checked()
    expect(helping).to_be_checked()
    if not storage:
        page.reload()
        expect(helping).to_be_checked()
    helping.uncheck()
    expect(option(page, "iphone")).to_be_checked()


def test_what_was_found_goes_with_the_device(look: Look) -> None:
    """Who changes the device, or helps somebody else after all, keeps no finding of the one at hand."""
    walk = "/imessage/check/?clock=no&device=iphone&see=not-delivered&who=one"
    page = look(f"{walk}&ask=device")
    option(page, "ipad").check()
    assert go_on(page) == "device=ipad&see=not-delivered&who=one&from=device"
    page.goto(f"{HOST}{walk}&ask=device")
    assert go_on(page) == "clock=no&device=iphone&see=not-delivered&who=one&from=device"

    page.goto(f"{HOST}{walk}&ask=how-often")
    page.get_by_role("checkbox", name="I’m helping someone else").check()
    option(page, "every-time").check()
    assert go_on(page) == "see=not-delivered&who=one&how-often=every-time&from=how-often"


@pytest.fixture
def television(published: Publish) -> LiveSite:
    """A guide of another subject, whose browsers, clock and lists nobody has thought of."""
    kind = a_question("kind", an_option("set", detect="browser has SmartTV"), "desk", asked="second")
    clock = a_question("clock", "wrong", an_option("right", detect="clock < 120"))
    facts = [an_option("here", detect="offline or no touch"), an_option("far", detect="touch"), an_option("dusty")]
    several = a_question("facts", *facts, kind="several", signs={"outage": {"dusty": "for", "here": "against"}})
    questions = make_document().model_dump(mode="json")["questions"]
    published(make_document(questions=[questions[0], kind, questions[2], clock, several]))
    return live.refresh()


def test_another_guide_names_its_own_browsers(look: Look, television: LiveSite) -> None:
    """Without a line of code: a device, a clock that is right, and of a list all that is so."""
    page = look("/lamp/", site=television, user_agent=TELEVISION)
    expect(line(page, "kind").locator("select")).to_have_value("set")
    page.goto(f"{HOST}/lamp/check/?kind=set&see=dark&ask=street")
    expect(line(page, "clock")).to_contain_text("We checked: your clock is right.")
    expect(line(page, "clock").locator("select")).to_have_value("right")
    page.goto(f"{HOST}/lamp/check/?kind=set&see=dark&ask=facts")

    expect(page.locator("input[type=checkbox][name=facts]:checked")).to_have_count(1)
    expect(page.locator("input[value=here]")).to_be_checked()
