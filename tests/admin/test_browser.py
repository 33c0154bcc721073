"""The editors' workplace in a real browser, under our Content-Security-Policy."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import drafts
from diagnostics.models import Cause, Guide, Remedy, Step
from tests.domain.rich import rich_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about: refused scripts and styles, errors of scripts."""
    heard: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def sign_in(page: Page, live_server: LiveServer, address: str) -> None:
    """Go to a page of the workplace as an editor does, by way of the login."""
    User.objects.create_superuser("ada", password="candle light")
    page.goto(f"{live_server.url}{address}")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("candle light")
    page.get_by_role("button", name="Log in").click()


@pytest.mark.slow
def test_step_gets_a_remedy_by_search(
    page: Page, live_server: LiveServer, complaints: list[str], keep_picture: Callable[[str], None]
) -> None:
    """An editor signs in, opens a step, adds a row, finds a cause by typing and saves; the browser refuses nothing."""
    guide: Guide = drafts.replace(rich_document())
    step, cause = Step.objects.get(guide=guide, slug="turn-on"), Cause.objects.get(guide=guide, slug="dust")
    sign_in(page, live_server, reverse("admin:diagnostics_step_change", args=[step.pk]))
    expect(page.get_by_role("heading", name="Change troubleshooting step")).to_be_visible()
    page.get_by_text("Add another Cause that it cures").click()
    row = page.locator("#remedies-1")
    row.locator(".select2-selection").click()
    page.locator(".select2-dropdown input").fill("dust")
    page.get_by_role("option", name="Cause dust").click()
    row.get_by_label("How often").select_option("seldom")
    keep_picture("admin-step")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("is saved in the draft")
    assert Remedy.objects.filter(step=step, cause=cause, word="seldom").exists()
    assert complaints == []
