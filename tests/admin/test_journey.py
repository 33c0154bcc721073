"""A day at the workplace in a real browser: an editor writes, a publisher publishes a part and takes it back."""

import re
from collections.abc import Iterator
from threading import enumerate as threads

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import drafts, live
from diagnostics.domain.publishing.publishing import publish
from diagnostics.domain.safeguards import roles
from diagnostics.models import Case, Examination, Guide, Question, Step
from tests.builders import make_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "candle light 9"
CHECK = 60_000
"""Milliseconds that a check may take on a busy machine."""


@pytest.fixture
def guide(transactional_db: None) -> Iterator[Guide]:
    """The lamp guide, live."""
    live.forget()
    guide = drafts.replace(make_document())
    publish("lamp", note="First", by="ada")
    yield guide
    live.forget()
    Examination.objects.all().delete()
    for thread in threads():
        if thread.name.startswith(tuple(Examination.KINDS.values())):
            thread.join(60)


def signed_in(browser: Browser, server: LiveServer, name: str, group: str) -> Page:
    """The browser of somebody of this group, at the overview of the guide."""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    page = browser.new_page(base_url=server.url)
    page.goto(reverse("admin:guide-home", args=["lamp"]))
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Why won't my lamp light?")
    return page


def to_tab(page: Page, name: str) -> None:
    """One of the pages of the guide."""
    page.get_by_role("navigation", name="This guide").get_by_role("link", name=name, exact=True).click()


def add_a_cause(page: Page) -> None:
    """By the guided way: it begins like the dead bulb."""
    to_tab(page, "Tasks")
    page.get_by_role("link", name="Add a cause").click()
    page.get_by_label("Which cause is it most like?").select_option(label="The bulb is dead")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("What is wrong, as a line in a list").fill("The fuse has blown")
    page.get_by_label("One sentence about it").fill("A fuse in your home has blown.")
    page.locator("[name=slug]").fill("fuse")
    page.get_by_role("button", name="Add the cause").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("The fuse has blown")


def add_a_question(page: Page) -> None:
    """With two answers, which are added in the browser."""
    page.goto(f"{reverse('admin:diagnostics_question_add')}?guide={Guide.objects.get().pk}")
    page.get_by_label("Question:", exact=True).fill("Do other lamps light?")
    page.get_by_label("In a list of answers:").fill("Other lamps")
    page.get_by_label("Why we ask:").fill("A fuse takes several lamps with it.")
    page.get_by_label("Effort:").select_option("glance")
    for number, (text, slug) in enumerate([("Yes, they do", "they-do"), ("No, all are dark", "all-dark")]):
        page.get_by_role("button", name="Add another Answer").click()
        answer = page.locator(f"#options-{number}")
        answer.locator(f"#id_options-{number}-text").fill(text)
        answer.locator(f"#id_options-{number}-slug").fill(slug)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("is saved in the draft")


def add_signs(page: Page) -> None:
    """In the table: all dark speaks strongly for the fuse. What that does is told before it is saved."""
    question = Question.objects.get(text="Do other lamps light?")
    page.goto(reverse("admin:guide-signs-question", args=["lamp", question.slug]) + "?causes=all")
    row = page.get_by_role("row", name="The fuse has blown")
    row.get_by_role("combobox").nth(1).select_option(label="strongly for")
    expect(page.get_by_text("The fuse has blown", exact=False).last).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".messagelist")).to_be_visible()


def add_a_step(page: Page) -> None:
    """It cures the fuse, and forgets to say what is lost."""
    page.goto(f"{reverse('admin:diagnostics_step_add')}?guide={Guide.objects.get().pk}")
    page.get_by_label("Title:").fill("Change the fuse")
    page.get_by_label("Summary:").fill("It brings the light back.")
    page.get_by_label("Minutes of work:").fill("3")
    page.get_by_label("Disruption:").select_option("loses-settings")
    page.get_by_role("searchbox").last.fill("manual")
    page.get_by_role("option", name="The lamp's manual").click()
    page.get_by_role("button", name="Add another Variant").click()
    page.locator("#id_variants-0-text").fill("1. Take the old fuse out.\n2. Put the new one in.")
    page.get_by_role("button", name="Add another Cause that it cures").click()
    page.locator("#remedies-0 .select2-selection").click()
    page.locator(".select2-dropdown input").fill("fuse")
    page.get_by_role("option", name="The fuse has blown").click()
    page.locator("#id_remedies-0-word").select_option("always")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("is saved in the draft")


def check_and_fix(page: Page) -> None:
    """The check names what is missing and leads to the field; after that, nothing stands in the way."""
    page.goto(reverse("admin:guide-check", args=["lamp"]))
    expect(page.get_by_text("Write exactly what is lost, and how to keep it.")).to_be_visible()
    page.get_by_role("link", name="Change the fuse").first.click()
    expect(page).to_have_url(re.compile("#id_loses$"))
    page.get_by_label("What is lost:").fill("Nothing, if you do it **by day**.")
    expect(page.locator("strong", has_text="by day")).to_be_visible()
    page.get_by_label("Disruption:").select_option("nothing")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.goto(reverse("admin:guide-check", args=["lamp"]))
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("Nothing stands in the way of publishing.")).to_be_visible(timeout=CHECK)


def preview_and_keep(page: Page) -> None:
    """The draft is walked as a visitor would, and the walk is kept as a case."""
    page.goto("/preview/draft/lamp/check/?see=dark&show=steps")
    expect(page.get_by_text("Visitors do not see this yet.")).to_be_visible()
    question = Question.objects.get(text="Do other lamps light?")
    page.goto(f"/preview/draft/lamp/check/?see=dark&{question.slug}=all-dark&show=steps")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Change the fuse")
    page.get_by_role("link", name="Keep this as a case").click()
    page.get_by_label("Title").fill("Everything is dark: the fuse")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Case.objects.get().first == ["change-the-fuse"]


def publish_a_part(page: Page) -> None:
    """Everything but the question: it stays in the draft, and its signs and the case with it."""
    to_tab(page, "Publish")
    page.get_by_label("Do other lamps light?").uncheck()
    page.get_by_label("Everything is dark: the fuse").uncheck()
    page.get_by_role("button", name="Check what is ticked").click()
    expect(page.get_by_text("No error stands in the way.")).to_be_visible(timeout=CHECK)
    page.get_by_label("What is new in it").fill("The fuse, and how to change it.")
    if page.get_by_label("I have read the new warnings").count():
        page.get_by_label("I have read the new warnings").check()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("Release 2 is live")


def take_it_back(page: Page) -> None:
    """Two clicks and a reason."""
    to_tab(page, "Releases")
    page.get_by_role("link", name="Make live again release 1").click()
    page.get_by_label("Why is it taken back?").fill("The fuse was another one.")
    page.get_by_role("button", name="Make release 1 live again").click()
    expect(page.locator(".messagelist")).to_contain_text("elease 1 is live")


@pytest.mark.slow
def test_editor_writes_and_publisher_publishes_a_part(browser: Browser, live_server: LiveServer, guide: Guide) -> None:
    """From empty forms to the public site and back, without a developer."""
    editor = signed_in(browser, live_server, "eve", roles.EDITORS)
    add_a_cause(editor)
    add_a_question(editor)
    add_signs(editor)
    add_a_step(editor)
    check_and_fix(editor)
    preview_and_keep(editor)

    visitor = browser.new_page(base_url=live_server.url)
    visitor.goto("/lamp/causes/")
    expect(visitor.get_by_text("The fuse has blown")).to_have_count(0)

    publisher = signed_in(browser, live_server, "pat", roles.PUBLISHERS)
    publish_a_part(publisher)
    live.refresh()
    visitor.goto("/lamp/steps/change-the-fuse/")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Change the fuse")
    visitor.goto("/lamp/check/?ask=do-other-lamps-light")
    expect(visitor.get_by_text("Do other lamps light?")).to_have_count(0)

    take_it_back(publisher)
    live.refresh()
    assert (visitor.goto("/lamp/steps/change-the-fuse/") or pytest.fail("no answer")).status == 410
    assert Step.objects.filter(slug="change-the-fuse").exists()
