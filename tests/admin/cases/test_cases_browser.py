"""The form of a case in a real browser, from the keyboard, under our Content-Security-Policy."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import drafts
from diagnostics.models import Case
from tests.admin.form_client import address_of
from tests.admin.test_browser import complaints, sign_in
from tests.axe import axe_violations
from tests.domain.rich import rich_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["complaints"]


@pytest.mark.slow
def test_case_is_filled_from_the_keyboard(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    """Answers open with Enter, titles are chosen by typing them, and one more step can be chosen each time."""
    drafts.replace(rich_document())
    case = Case.objects.get(slug="end")
    sign_in(page, live_server, address_of(case))
    page.locator("#id_answers summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("What about street?").focus()
    page.keyboard.type("Option lit")
    steps = page.locator("#id_first select")
    for number, title in enumerate(("Do candle", "Do electrician")):
        steps.nth(number).focus()
        page.keyboard.type(title)
        page.keyboard.press("Tab")
        expect(steps).to_have_count(number + 2)
    expect(steps.nth(2)).to_have_accessible_name("Step 3")
    page.set_viewport_size({"width": 375, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert axe_violations(page) == []
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_be_visible()
    case.refresh_from_db()
    assert (case.answers, case.first) == ({"street": "lit"}, ["candle", "electrician"])
    assert complaints == []
