"""Passkeys in a real Chromium, with a security key that it makes up itself."""

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import live
from tests.axe import axe_violations, misfits

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SLOW_MACHINE = 60_000
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module", autouse=True)
def _patience() -> None:
    expect.set_options(timeout=SLOW_MACHINE)


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> str:
    """Under a name, as passkeys want it."""
    cache.clear()
    live.forget()
    settings.SITE_URL = live_server.url.replace("127.0.0.1", "localhost")
    return str(settings.SITE_URL)


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about; that a form was refused (422) is no complaint."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "422" not in message.text:
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def type_password(page: Page, site: str) -> None:
    page.goto(f"{site}/agents/sign-in/?next=/sign-in/")
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("candle light")
    page.get_by_role("button", name="Sign in").click()


def objections(page: Page) -> list[str]:
    return [f"{page.url}: {one}" for one in axe_violations(page) + misfits(page)]


@pytest.mark.slow
def test_a_passkey_is_set_up_and_opens(page: Page, site: str, complaints: list[str]) -> None:
    """Set up with a password, then used in place of a code; every page on the way is fit for all, and none breaks the policy."""
    page.set_default_timeout(SLOW_MACHINE)
    page.set_viewport_size({"width": 375, "height": 800})
    User.objects.create_user("ada", password="candle light")
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    key = tools.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})["authenticatorId"]
    type_password(page, site)
    found = objections(page)
    page.get_by_role("link", name="Set up a second step").click()
    found += objections(page)
    page.get_by_role("link", name="An app that shows codes").click()
    found += objections(page)
    page.go_back()
    page.get_by_role("link", name="A passkey").click()
    found += objections(page)
    page.get_by_label("What it is on").fill("My laptop")
    page.get_by_label("Your password").fill("candle light")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    found += objections(page)
    page.get_by_role("link", name="I have kept them").click()
    expect(page.locator("main")).to_contain_text("Passkey “My laptop”")
    found += objections(page)

    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in to the agents’ desk")).to_be_visible()
    type_password(page, site)
    tools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True})
    found += objections(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="How you sign in")).to_be_visible()
    assert found == []
    assert complaints == []


def test_a_browser_that_has_none_of_them_says_so(page: Page, site: str) -> None:
    """Stopped or not there: what happened is told, and what was typed is still there."""
    page.set_default_timeout(SLOW_MACHINE)
    User.objects.create_user("ada", password="candle light")
    type_password(page, site)
    page.add_init_script("navigator.credentials.create = () => Promise.reject(new Error('stopped'));")
    page.goto(f"{site}/sign-in/passkey/")
    page.get_by_label("What it is on").fill("My laptop")
    page.get_by_label("Your password").fill("candle light")
    page.get_by_role("button", name="Set it up").click()

    expect(page.get_by_role("alert")).to_contain_text("No passkey was made")
    expect(page.get_by_label("What it is on")).to_have_value("My laptop")
