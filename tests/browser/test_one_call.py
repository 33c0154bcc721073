"""One call, from the page of a help centre to a number in the workplace, with nothing between them but the network."""

import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests import feed_server
from tests.browser.conftest import SLOW_MACHINE
from tests.feed_server import FeedServer
from tests.house.checkout import Running
from tests.house.first_start import first_start
from tests.house.help_centre import HelpCentre, help_centre

pytestmark = pytest.mark.browser

PASSWORD: Final = "candle light 9"
REFERENCE: Final = "T-1042"
AT_ONCE: Final = 5_000
"""Milliseconds in which the agent sees what the customer does."""
PREPARE: Final = """
from django.contrib.auth.models import Group, User
from diagnostics.domain.webhooks import signing
from diagnostics.models import Webhook
for name, group in (("olga", "Agents"), ("edda", "Editors")):
    User.objects.create_user(name, password={password!r}, is_staff=group == "Editors").groups.add(Group.objects.get(name=group))
hook = Webhook.objects.create(name="Tickets", address={address!r}, events=list(Webhook.EVENTS))
signing.renew(hook)
print(signing.secret(hook))
"""


@pytest.fixture
def tickets() -> Iterator[FeedServer]:
    """A ticket system that takes every webhook."""
    with feed_server.serve(feed_server.page(b"thanks", "202 Accepted")) as server:
        yield server


@pytest.fixture
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HelpCentre]:
    with help_centre(tmp_path_factory.mktemp("help")) as running:
        yield running


@pytest.fixture
def secrets() -> list[str]:
    """The webhook's, once the site is there."""
    return []


@pytest.fixture
def site(
    tickets: FeedServer, centre: HelpCentre, secrets: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The starter guide on two workers, with an agent, an editor and the webhook."""
    with first_start(tmp_path_factory).copied(tmp_path_factory.mktemp("call") / "site") as checkout:
        code = PREPARE.format(password=PASSWORD, address=tickets.address)
        made = checkout.run("manage.py", "shell", "-v", "0", "-c", code)
        assert made.returncode == 0, made.stderr
        secrets.append(made.stdout.strip())
        settings = {"EMBED_HOSTS": centre.origin, "WEBHOOK_PRIVATE_HOSTS": "127.0.0.1", "WEB_CONCURRENCY": "2"}
        with checkout.started("manage.py", "serve", **settings) as running:
            running.wait_until_ready()
            centre.show_guide_of(running.address)
            yield running


def sign_in(page: Page, name: str) -> None:
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("[name=password]")).to_have_count(0)
    page.wait_for_load_state()


def heard(tickets: FeedServer, secret: str) -> list[dict[str, Any]]:
    """What the ticket system was told, each signed with the secret."""
    found = []
    for request in tickets.requests:
        head, _, body = request.partition("\r\n\r\n")
        signature = re.search(r"fixpath-signature: t=(\d+),v1=([0-9a-f]{64})", head, re.IGNORECASE)
        assert signature, head
        signed = f"{signature[1]}.{body}".encode()
        assert hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest() == signature[2]
        found.append(json.loads(body))
    return found


@pytest.mark.slow
def test_one_call(
    site: Running,
    tickets: FeedServer,
    centre: HelpCentre,
    secrets: list[str],
    new_context: Callable[..., BrowserContext],
) -> None:
    """Embedded, taken up by an agent, finished on a phone without JavaScript, watched, told to tickets, and counted."""

    def come(**browser: Any) -> Page:
        page = new_context(**browser).new_page()
        page.set_default_timeout(SLOW_MACHINE)
        return page

    visitor = come()
    visitor.goto(centre.page)
    expect(visitor.frame_locator("fixpath-guide iframe").locator("legend").first).to_be_visible(timeout=SLOW_MACHINE)

    agent = come(viewport={"width": 1280, "height": 900})
    link = make_link(agent, site.address)
    told, lead = agent.locator("#news .timeline"), agent.locator("#news .lead")

    phone = come(java_script_enabled=False, viewport={"width": 375, "height": 812})
    phone.goto(link)
    expect(told).to_contain_text("Opened the link", timeout=AT_ONCE)
    phone.locator("form.outcome button[value=not]").click()
    expect(told).to_contain_text("Did not help:", timeout=AT_ONCE)
    step, title = go_on_until_a_step(phone)
    phone.locator("form.outcome button[value=fixed]").first.click()
    expect(phone).to_have_url(re.compile(rf"worked={step}&link="))
    expect(told).to_contain_text("It works now:", timeout=AT_ONCE)
    expect(lead).to_contain_text("Fixed by", timeout=AT_ONCE)

    events = wait_for_outcome(tickets, secrets[0], step)
    assert [one["data"]["reference"] for one in events if one["event"] == "link.made"] == [REFERENCE]
    assert {"link.made", "link.opened", "link.event", "outcome"} <= {one["event"] for one in events}

    editor = come()
    editor.goto(f"{site.address}/admin/guides/imessage/helped/?by=step")
    sign_in(editor, "edda")
    row = editor.locator("table.ends tr", has=editor.get_by_role("rowheader", name=title, exact=True))
    expect(row.locator("td").first).to_have_text("1")


def make_link(agent: Page, site: str) -> str:
    """Answer by keyboard, and share; the address of the link."""
    agent.goto(f"{site}/agents/imessage/?device=iphone")
    sign_in(agent, "olga")
    expect(agent.locator("#talk")).to_be_visible()
    agent.keyboard.press("/")
    agent.keyboard.type("not delivered")
    agent.keyboard.press("Enter")
    agent.keyboard.press("Enter")
    expect(agent.locator("#advice .offers").first).to_be_visible(timeout=SLOW_MACHINE)
    agent.keyboard.press("l")
    agent.get_by_label("reference").fill(REFERENCE)
    agent.get_by_role("button", name="Make the link").click()
    return agent.get_by_label("Link only").input_value()


def go_on_until_a_step(phone: Page) -> tuple[str | None, str]:
    """The first step after questions that the customer cannot answer, and its title."""
    while not phone.locator("form.outcome button[value=fixed]").count():
        phone.get_by_label("Not sure").check()
        phone.get_by_role("button", name="Continue").click()
    title = re.sub(r"^\d+\.\s*", "", phone.locator("h1").inner_text())
    return phone.locator("[data-step]").first.get_attribute("data-step"), title


def wait_for_outcome(tickets: FeedServer, secret: str, step: str | None) -> list[dict[str, Any]]:
    """Everything that was told, once the fix is."""
    until = time.monotonic() + SLOW_MACHINE / 1000
    while time.monotonic() < until:
        events = heard(tickets, secret)
        if step in {one["data"]["step"] for one in events if one["event"] == "outcome"}:
            return events
        time.sleep(0.2)
    pytest.fail("the ticket system does not hear of the fix")
