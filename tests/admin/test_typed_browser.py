"""The session ends while one writes, in a real browser: sign in, and the form is there as it was typed."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import drafts
from diagnostics.models import Step
from tests.admin.form_client import address_of
from tests.admin.test_browser import complaints, sign_in
from tests.axe import axe_violations
from tests.builders import make_document
from tests.domain.rich import rich_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["complaints"]


def sign_in_again(page: Page) -> None:
    """On the page that came instead of the saved form."""
    expect(page.get_by_role("status")).to_contain_text("What you typed is kept")
    assert axe_violations(page) == []
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("candle light")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".messagelist")).to_contain_text("Your session had ended.")


@pytest.mark.slow
def test_form_comes_back_after_the_session_ended(
    page: Page, live_server: LiveServer, complaints: list[str], keep_picture: Callable[[str], None]
) -> None:
    """With a row that was added a moment ago; saved is what one then saves."""
    drafts.replace(rich_document())
    step = Step.objects.get(slug="turn-on")
    sign_in(page, live_server, address_of(step))
    page.get_by_label("Title").fill("Typed for an hour")
    page.get_by_text("Add another Variant").click()
    page.locator("#variants-1").get_by_label("Instructions").fill("1. Turn it on.\n2. Wait.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).first.click()
    keep_picture("admin-sign-in-again")
    sign_in_again(page)
    expect(page.get_by_label("Title")).to_have_value("Typed for an hour")
    keep_picture("admin-typed")
    assert axe_violations(page) == []
    assert Step.objects.get(pk=step.pk).title != "Typed for an hour"
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("is saved in the draft")
    assert Step.objects.get(pk=step.pk).title == "Typed for an hour"
    assert list(step.variants.values_list("text", flat=True))[-1] == "1. Turn it on.\n2. Wait."
    assert complaints == []


def test_sign_table_comes_back_after_the_session_ended(
    page: Page, live_server: LiveServer, keep_picture: Callable[[str], None]
) -> None:
    """The choices that were made are marked as not saved yet, and one press of Save saves them."""
    guide = drafts.replace(make_document())
    sign_in(page, live_server, reverse("admin:guide-signs-question", args=["lamp", "see"]))
    cell = page.get_by_role("combobox", name="The power is out Option dark", exact=True)
    cell.select_option("proves")
    expect(page.locator("#effect")).to_contain_text("1 row not saved yet.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save").click()
    sign_in_again(page)
    expect(cell).to_have_value("proves")
    keep_picture("admin-typed-signs")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_contain_text("1 row of signs is saved")
    assert dict(drafts.document(guide).questions[0].signs["outage"]) == {"dark": "proves", "flicker": "against"}
