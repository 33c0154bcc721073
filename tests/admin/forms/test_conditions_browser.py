"""Conditions by titles, what is asked before a text is left, and what is too large, in a real browser."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import drafts
from diagnostics.models import Step
from tests.admin.form_client import address_of
from tests.admin.test_browser import complaints, sign_in
from tests.domain.rich import rich_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["complaints"]


def test_condition_is_chosen_by_titles(
    page: Page, live_server: LiveServer, complaints: list[str], keep_picture: Callable[[str], None]
) -> None:
    """By keyboard; a second line, a second combination; what is untouched stays to the letter."""
    drafts.replace(rich_document())
    step = Step.objects.get(slug="rewire")
    sign_in(page, live_server, address_of(step))
    page.get_by_text("When it is offered").click()
    when = page.get_by_role("group", name="Only where", exact=True).last
    expect(when.locator("summary").first).to_have_text("What about kind? Option desk")
    when.get_by_role("button", name="Add a question").focus()
    page.keyboard.press("Enter")
    line = when.locator(".condition-line").last
    expect(line.get_by_label("Question")).to_be_focused()
    page.keyboard.type("What about see")
    line.get_by_label("Option dark").focus()
    page.keyboard.press("Space")
    expect(line.locator("summary")).to_have_text("What about see? Option dark")
    expect(line.get_by_label("Question").locator("option", has_text="What about kind?")).to_be_disabled()
    page.get_by_role("button", name="Add a combination").click()
    never = page.get_by_role("group", name="All of these together").last
    never.get_by_label("Question").select_option(label="What about power?")
    never.get_by_label("Option off").check()
    keep_picture("admin-conditions")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("is saved in the draft")
    step.refresh_from_db()
    assert step.when == {"kind": ["desk"], "see": ["dark"]}
    assert step.never_while == [
        {"street": ["dark"], "kind": ["desk", "ceiling"]},
        {"see": ["flicker"]},
        {"power": ["off"]},
    ]
    assert step.variants.order_by("position")[0].when == {"kind": ["desk"]}
    assert complaints == []


@pytest.mark.slow
def test_condition_with_unknown_names_keeps_and_names_them(page: Page, live_server: LiveServer) -> None:
    """A line can be taken out; what cannot be read is put right as text; a new row has pickers too."""
    drafts.replace(rich_document())
    step = Step.objects.get(slug="turn-on")
    Step.objects.filter(pk=step.pk).update(when={"sea": ["dark"], "see": ["drak", "flicker"]})
    sign_in(page, live_server, address_of(step))
    page.get_by_text("When it is offered").click()
    when = page.get_by_role("group", name="Only where", exact=True).last
    first, second = when.locator("summary").all()
    expect(first).to_have_text("“sea”: there is no such question “dark”: there is no such answer")
    expect(second).to_contain_text("“drak”: there is no such answer")
    area = page.locator("#id_when")
    expect(area).to_have_value("sea: dark\nsee: drak, flicker")
    first.click()
    when.get_by_role("button", name="Take this line out").first.click()
    expect(area).to_have_value("see: drak, flicker")
    expect(when.get_by_role("button", name="Add a question")).to_be_focused()
    page.get_by_text("As text").last.click()
    page.evaluate("document.querySelector('#id_when').closest('details').open = true")
    area.fill("no colon")
    area.blur()
    expect(page.get_by_text("This cannot be shown as choices.")).to_be_visible()
    area.fill("")
    area.blur()
    page.get_by_text("Add another Variant").click()
    row = page.locator("#variants-1")
    row.get_by_label("Instructions").fill("1. Turn.")
    row.get_by_role("button", name="Add a question").click()
    row.get_by_label("Question").select_option(label="What about see?")
    row.get_by_label("Option dark").check()
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("is saved in the draft")
    step.refresh_from_db()
    assert step.when == {}
    assert list(step.variants.values_list("when", flat=True)) == [{}, {"see": ["dark"]}]


@pytest.mark.parametrize("place", ["form", "task", "table"])
def test_leaving_unsaved_words_is_asked_about(place: str, page: Page, live_server: LiveServer) -> None:
    """In forms, tasks and tables; whoever has changed nothing is not asked."""
    drafts.replace(rich_document())
    step = Step.objects.get(slug="turn-on")
    addresses = {
        "form": address_of(step),
        "task": f"{reverse('admin:guide-new-cause', args=['lamp'])}?like=bulb",
        "table": reverse("admin:guide-signs-question", args=["lamp", "see"]),
    }
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    sign_in(page, live_server, addresses[place])
    page.on("dialog", stay)
    page.locator("h1").click()
    page.reload()
    assert asked == []
    if place == "table":
        page.get_by_role("combobox", name="The power is out Option dark", exact=True).select_option("proves")
    else:
        page.locator("#id_title, #id_name").fill("Typed for an hour")
    page.locator("h1").click()
    page.get_by_role("link", name="Overview").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    expect(page).to_have_url(f"{live_server.url}{addresses[place]}")


@pytest.mark.slow
def test_what_is_too_large_is_not_sent(page: Page, live_server: LiveServer) -> None:
    """The words stay in the form, which says how much there may be."""
    drafts.replace(rich_document())
    step = Step.objects.get(slug="turn-on")
    sign_in(page, live_server, address_of(step))
    expect(page.get_by_label("Title")).to_be_visible()
    length = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1
    page.evaluate(f"document.querySelector('#id_loses').value = 'x'.repeat({length})")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("a form may hold 10 MB at most")
    assert page.evaluate("document.querySelector('#id_loses').value.length") == length
