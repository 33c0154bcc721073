"""The preview in a real browser: htmx takes the bar along, and nothing is refused."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import drafts, live
from tests.axe import axe_violations, misfits
from tests.domain.rich import rich_document
from tests.share import some

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("preview/", "tasks/", "tasks/version/", "tasks/version/kind/desk/", "tasks/cause/", "tasks/cause/?like=bulb")
MORE = ("tasks/cause/dust/", "tasks/carrier/", "tasks/fact/?words=lamp", "tasks/fact/?source=manual")


def sign_in(page: Page, live_server: LiveServer, address: str) -> list[str]:
    """Go to a page by way of the login; the list fills with what the browser complains about."""
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    User.objects.create_superuser("ada", password="candle light")
    page.goto(f"{live_server.url}{address}")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("candle light")
    page.get_by_role("button", name="Log in").click()
    return heard


def test_the_bar_follows_the_walk(page: Page, live_server: LiveServer) -> None:
    """After each answer, without a new page, the bar keeps the walk that is shown as a case."""
    live.forget()
    drafts.replace(rich_document())
    heard = sign_in(page, live_server, "/preview/draft/lamp/check/")
    keep = page.get_by_role("link", name="Keep this as a case")
    expect(keep).to_have_attribute("href", "/admin/guides/lamp/keep/")
    page.evaluate("window.isTheSamePage = true")
    page.get_by_text("Option dark").click()
    page.get_by_role("button", name="Continue").click()
    expect(keep).to_have_attribute("href", re.compile("see=dark"))
    assert page.evaluate("window.isTheSamePage") is True
    assert page.url.startswith(f"{live_server.url}/preview/draft/lamp/check/?")
    expect(page.locator("#preview-bar")).to_have_count(1)
    assert axe_violations(page) == []
    keep.click()
    expect(page.get_by_role("heading", name="Keep this as a case")).to_be_visible()
    assert heard == []
    live.forget()


def test_pages_are_open_to_everybody(page: Page, live_server: LiveServer) -> None:
    """axe finds nothing on any page of the tasks, and none is wider than the window."""
    drafts.replace(rich_document())
    heard = sign_in(page, live_server, "/admin/guides/lamp/tasks/")
    for address in some([*PAGES, *MORE]):
        page.goto(f"{live_server.url}/admin/guides/lamp/{address}")
        for width in (375, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert (address, width, [*axe_violations(page), *misfits(page)]) == (address, width, [])
    assert heard == []
