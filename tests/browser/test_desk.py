"""The agents' desk in a browser: filled while a customer talks, shared, and worked through at the other end."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.axe import ENHANCED, axe_violations, misfits
from tests.browser.conftest import SLOW_MACHINE
from tests.browser.watching import Watch
from tests.fonts import NARROW
from tests.house.checkout import Site
from tests.share import some

pytestmark = pytest.mark.browser

NAME, PASSWORD = "olga", "candle light 9"
MAKE_AGENT: Final = f"""
from django.contrib.auth.models import Group, User
if not User.objects.filter(username={NAME!r}).exists():
    User.objects.create_user({NAME!r}, password={PASSWORD!r}).groups.add(*Group.objects.filter(name__in=["Agents", "Supervisors"]))
    User.objects.create_user("omar").groups.add(Group.objects.get(name="Agents"))
"""
WIDE: Final = {"width": 1280, "height": 900}
PHONE: Final = {"width": 375, "height": 812}
AT_ONCE: Final = 5_000
"""Milliseconds in which the agent sees what the customer does."""

type Come = Callable[..., Page]


@pytest.fixture(scope="module")
def login(base_url: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """One agent, in the checkout that serves this site; once, whatever module asks first."""
    (log,) = tmp_path_factory.getbasetemp().glob(f"*[0-9]/log-{urlsplit(base_url).port}.txt")
    made = Site(log.parent).run("manage.py", "shell", "-v", "0", "-c", MAKE_AGENT)

    assert made.returncode == 0, made.stderr


@pytest.fixture
def expected() -> list[str]:
    """Words of the faults that a test makes on purpose."""
    return []


@pytest.fixture
def come(new_context: Callable[..., BrowserContext], base_url: str, login: None, expected: list[str]) -> Iterator[Come]:
    """People with browsers of their own; no page of theirs does what none may do."""
    watches: list[Watch] = []

    def person(**browser: Any) -> Page:
        context = new_context(**({"viewport": WIDE} | browser))
        context.set_default_timeout(SLOW_MACHINE)
        watches.append(Watch(context, base_url))
        return context.new_page()

    yield person
    # An agent has a session: cookies are no fault here.
    faults = [fault for watch in watches for fault in watch.faults]
    assert [fault for fault in faults if not any(word in fault for word in expected)] == []


@pytest.fixture
def agent(come: Come) -> Page:
    return signed_in(come())


def signed_in(page: Page) -> Page:
    """Through the desk's own door, with the keyboard."""
    page.goto("/agents/")
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("#talk")).to_be_visible()
    page.wait_for_load_state()
    return page


def choose(page: Page, question: str, option: str) -> None:
    """Say what the customer says, and wait until the advice has taken it up."""
    page.locator(f"input[name='{question}'][value='{option}']").check()
    expect(page).to_have_url(re.compile(rf"[?&]{question}={option}(&|$)"))


def pages_of_the_desk(agent: Page) -> list[str]:
    """Every page, with a link that has a spoken code."""
    talk = "/agents/imessage/?see=green&device=iphone&tried=turn-on&talking_on_it=yes"
    agent.goto(talk)
    code = share(agent, Note_to_the_customer="A note", Your_reference="T-1")
    agent.get_by_role("button", name="Make a spoken code").click()
    pages = [talk, "/agents/imessage/share/?see=green", f"/agents/links/{code}/", "/agents/links/", "/agents/password/"]
    pages += ["/agents/imessage/", "/agents/links/all/?only=open", f"/agents/links/{code}/hand-over/"]
    return [*pages, "/agents/imessage/?see=green&worked=turn-on", "/agents/sign-in/"]


def share(page: Page, **typed: str) -> str:
    """Make a link; its code."""
    page.get_by_role("button", name="Share this with the customer").click()
    for label, text in typed.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    page.get_by_role("button", name="Make the link").click()
    expect(page).to_have_url(re.compile(r"/agents/links/[A-Z-]{14}/$"))
    return page.url.rstrip("/").rpartition("/")[2]


def test_an_agent_helps_a_customer(agent: Page, come: Come) -> None:
    """Filled in any order, shared with a note; the customer's phone without JavaScript works through it; it is seen."""
    choose(agent, "device", "iphone")
    choose(agent, "see", "green")
    agent.get_by_label("We are talking on the device that fails").check()
    expect(agent).to_have_url(re.compile("talking_on_it=yes"))
    steps = agent.locator(".offer button[name=tried]")
    first = steps.first.get_attribute("value")
    code = share(agent, Note_to_the_customer="Try these <b>tonight</b>.", Your_reference="T-4711")
    news = agent.locator("#news")
    expect(news).to_contain_text("Nothing done on it yet")

    customer = come(viewport=PHONE, java_script_enabled=False)
    customer.goto("/r/")
    customer.get_by_label("code", exact=False).first.fill(code.replace("-", " ").lower())
    customer.keyboard.press("Enter")
    expect(customer.get_by_text("Try these <b>tonight</b>.")).to_be_visible()
    expect(customer.get_by_text("The person who helps you sees what you tick off")).to_be_visible()
    assert "T-4711" not in customer.content()
    customer.locator(f"#tick-{first} button[value=tick]").click()
    expect(news).to_contain_text("Done:", timeout=AT_ONCE)
    expect(news).to_contain_text("Still open")
    customer.locator("form.outcome button[value=fixed], form.outcome button[value=explained]").first.click()
    expect(news.locator("p.lead")).to_contain_text(re.compile("Fixed by|Explained by"), timeout=AT_ONCE)

    agent.get_by_role("link", name="Your links").click()
    row = agent.get_by_role("row").filter(has_text="T-4711").first
    expect(row).to_contain_text(re.compile("Fixed by|Explained by"))


@pytest.mark.slow
def test_digits_are_read_out(agent: Page, come: Come) -> None:
    """A code of eight digits, typed on a phone, leads to the same page."""
    code = share(agent)
    agent.get_by_role("button", name="Make a spoken code").click()
    digits = agent.locator(".digits").inner_text()
    customer = come(viewport=PHONE, java_script_enabled=False)
    customer.goto("/r/")
    customer.get_by_label("code", exact=False).first.fill(digits)
    customer.keyboard.press("Enter")

    expect(customer).to_have_url(re.compile(f"/r/{code}/$"))


def test_the_desk_works_without_javascript(come: Come) -> None:
    """The same form, sent by its own buttons; nothing that was chosen is lost on the way."""
    page = signed_in(come(java_script_enabled=False))
    page.locator("input[name=see][value=green]").check()
    page.get_by_role("button", name="Update the advice").click()
    expect(page).to_have_url(re.compile(r"/\?see=green$"))
    page.locator("input[name=device][value=iphone]").check()
    page.locator(".offer button[name=tried]").first.click()
    expect(page).to_have_url(re.compile(r"see=green&device=iphone&tried="))
    page.locator("input[name=sms][value=yes]").check()
    share(page)
    page.go_back()
    expect(page).to_have_url(re.compile("sms=yes"))


def test_the_keyboard_is_enough(agent: Page) -> None:
    """Answers are chosen with the arrow keys, and the focus stays where the agent is, whatever the advice says."""
    agent.get_by_role("link", name="What is wrong with your messages?").press("Enter")
    expect(agent.locator("#see--not-delivered")).to_be_focused()
    agent.keyboard.press("ArrowDown")
    expect(agent).to_have_url(re.compile("see=green"))
    expect(agent.locator("#q-see.told")).to_be_visible()
    expect(agent.locator("#see--green")).to_be_focused()
    agent.keyboard.press("ArrowDown")
    expect(agent).not_to_have_url(re.compile("see=green"))
    expect(agent.locator("#q-see input:focus")).to_be_checked()


def test_a_whole_call_by_keys(agent: Page) -> None:
    """Find a question, choose by number, go from step to step, and share: no mouse, and the focus goes along."""
    press = agent.keyboard.press
    press("/")
    expect(agent.locator("#find")).to_be_focused()
    agent.keyboard.type("green instead")
    expect(agent.locator("#said > .q:visible")).to_have_count(1)
    press("Enter")
    expect(agent.locator("#see--green")).to_be_focused()
    press("Enter")
    expect(agent.locator("#told-see summary")).to_contain_text("It is green instead of blue")
    expect(agent.locator("#q-device")).to_be_visible()
    expect(agent.locator("#q-device:focus")).to_be_visible()
    press("1")
    expect(agent).to_have_url(re.compile(r"see=green&device=iphone$"))
    expect(agent.locator("#q-facts:focus")).to_be_visible()
    press("2")
    expect(agent.locator("#facts--others")).to_be_checked()
    expect(agent.locator("#facts--others")).to_be_focused()
    expect(agent.locator("#told-facts")).to_be_visible()
    press("n")
    expect(agent.locator("#said > .q.next :focus")).to_be_visible()
    press("0")
    expect(agent).to_have_url(re.compile("=not-sure"))
    expect(agent.locator("#said > .q:focus")).to_be_visible()
    press("s")
    first = agent.locator("article.offer")
    expect(first).to_be_focused()
    step = first.locator("button[name=tried]").get_attribute("value")
    press("d")
    expect(agent).to_have_url(re.compile(f"tried={step}"))
    expect(first).to_be_focused()
    press("h")
    expect(agent.locator("#help > summary")).to_be_focused()
    expect(agent.locator("#help textarea")).to_be_visible()
    press("l")
    expect(agent.get_by_role("heading", name="Share this with the customer")).to_be_visible()


@pytest.mark.slow
def test_two_digits_are_one_number(agent: Page) -> None:
    """Of more than nine answers."""
    numbers = agent.locator("#q-see .chip", has=agent.locator("kbd", has_text=re.compile("^12$")))
    name = numbers.locator("input").get_attribute("value")
    agent.keyboard.press("1")
    agent.keyboard.press("2")

    expect(agent).to_have_url(re.compile(f"see={name}$"))


@pytest.mark.slow
def test_keys_rest_while_somebody_types_and_when_they_are_off(agent: Page) -> None:
    """In a field they are letters; switched off they are nothing, and stay so after a reload."""
    choose(agent, "see", "green")
    address = agent.url
    agent.locator("#find").focus()
    agent.keyboard.type("w1")
    assert (agent.locator("#find").input_value(), agent.url) == ("w1", address)
    agent.keyboard.press("Escape")
    expect(agent.locator("#find")).to_have_value("")
    agent.keyboard.press("?")
    agent.get_by_label("Single keys work on this page").uncheck()
    expect(agent.locator("#talk kbd:visible")).to_have_count(0)
    agent.reload()
    agent.keyboard.press("1")
    agent.keyboard.press("w")
    agent.wait_for_timeout(1_000)
    assert agent.url == address


def test_answers_are_taken_back(agent: Page) -> None:
    """A chosen answer can be taken back, which leaves nothing of it in the address."""
    choose(agent, "see", "green")
    agent.locator("#told-see summary").click()
    agent.locator("#q-see").get_by_label("Take back").click()

    expect(agent).not_to_have_url(re.compile("see="))
    expect(agent.locator("#q-see input:checked")).to_have_count(0)


@pytest.mark.slow
def test_folded_parts_stay_as_the_agent_left_them(agent: Page) -> None:
    """A step that was unfolded stays so while more is answered."""
    choose(agent, "see", "green")
    folded = agent.locator("details.offer").last
    name = folded.get_attribute("id")
    folded.locator("summary").click()
    agent.get_by_label("We are talking on the device that fails").check()
    expect(agent).to_have_url(re.compile("talking_on_it=yes"))

    expect(agent.locator(f"#{name}")).to_have_attribute("open", "")


@pytest.mark.slow
def test_a_lost_connection_loses_nothing(agent: Page, expected: list[str]) -> None:
    """The page says so, keeps what was chosen, and goes on when the connection is back."""
    expected += ["net::ERR_FAILED", "Failed to fetch"]
    choose(agent, "see", "green")
    agent.route("**/agents/imessage/**", lambda route: route.abort())
    agent.locator("input[name=device][value=iphone]").check()
    expect(agent.get_by_text("No connection. Nothing you entered is lost.")).to_be_visible()
    agent.unroute("**/agents/imessage/**")
    choose(agent, "sms", "yes")

    expect(agent).to_have_url(re.compile("device=iphone"))
    expect(agent.get_by_text("No connection.")).to_be_hidden()


def test_a_session_that_ended_leads_to_the_door(agent: Page) -> None:
    """And back to the talk, with all that was said before."""
    choose(agent, "see", "green")
    agent.context.clear_cookies()
    agent.locator("input[name=device][value=iphone]").click(no_wait_after=True)
    expect(agent.get_by_label("Password", exact=True)).to_be_visible()
    agent.get_by_label("Name").fill(NAME)
    agent.get_by_label("Password", exact=True).fill(PASSWORD)
    agent.keyboard.press("Enter")

    expect(agent.locator("#see--green")).to_be_checked()


def test_axe_finds_nothing(agent: Page) -> None:
    """Every page of the desk meets every rule on a phone, in light and dark; no page is wider than its window anywhere."""
    found = []
    for path in some(pages_of_the_desk(agent)):
        agent.set_viewport_size(PHONE)  # type: ignore[arg-type]  # a TypedDict of the same shape
        agent.goto(path)
        found += [f"{path}: {one}" for one in axe_violations(agent, ENHANCED)]
        for size in (PHONE, WIDE):
            agent.set_viewport_size(size)  # type: ignore[arg-type]  # as above
            found += [f"{path}: {one}" for one in misfits(agent)]

    assert found == []


def test_no_page_of_the_desk_depends_on_its_font(agent: Page, narrow_browser: Browser, base_url: str) -> None:
    """In a narrow font too, nothing is hard to hit on a phone, and nothing scrolls sideways."""
    signed_in = agent.context.storage_state()
    page = narrow_browser.new_page(base_url=base_url, viewport=PHONE, storage_state=signed_in)  # type: ignore[arg-type]  # TypedDicts of the same shape
    found = []
    for path in some(pages_of_the_desk(agent)):
        page.goto(path)
        found += [f"{path}: {one}" for one in misfits(page)]
    narrow = NARROW.is_drawn(page)
    page.close()

    assert narrow
    assert found == []


def test_lists_are_ticked_by_keyboard(agent: Page) -> None:
    """Space ticks a fact; “None of these” unticks it; what was tried before stands on the same page; all of it live."""
    agent.goto("/agents/imessage/?see=not-delivered&device=iphone")
    agent.locator("#facts--filter").press("Space")
    expect(agent).to_have_url(re.compile(r"facts=filter(&|$)"))
    expect(agent.locator("#q-facts.told")).to_be_visible()
    expect(agent.locator("#facts--filter")).to_be_focused()
    agent.locator("#facts--others").press("Space")
    expect(agent).to_have_url(re.compile(r"facts=filter&facts=others(&|$)"))
    agent.locator("#facts--none").press("Space")
    expect(agent).to_have_url(re.compile(r"facts=none(&|$)"))
    expect(agent).not_to_have_url(re.compile("facts=filter"))
    expect(agent.locator("#q-facts input:checked")).to_have_count(1)
    agent.locator("#before summary").press("Enter")
    agent.locator("#done-before input").first.press("Space")
    expect(agent).to_have_url(re.compile("did="))
    agent.locator("#done-before input").first.press("Space")
    expect(agent).not_to_have_url(re.compile("did="))
