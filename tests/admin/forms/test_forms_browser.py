"""Forms, order and two editors in a real browser, under our Content-Security-Policy."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import changing, deletions, object_of, revisions
from diagnostics.models import Cause, Guide, Step
from tests.admin.form_client import address_of
from tests.admin.test_browser import complaints, sign_in
from tests.axe import axe_violations, misfits
from tests.domain.rich import rich_document
from tests.share import some

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["complaints"]


def test_preview_follows_while_one_writes(
    page: Page, live_server: LiveServer, complaints: list[str], keep_picture: Callable[[str], None]
) -> None:
    """Beside the text stands what visitors will see, also in a row that was added a moment ago."""
    drafts.replace(rich_document())
    step = Step.objects.get(slug="turn-on")
    sign_in(page, live_server, address_of(step))
    page.get_by_label("What is lost").fill("See [[lamp-settings]] and [[nothing]].")
    beside = page.get_by_role("group", name="Preview: Loses")
    expect(beside.locator(".path")).to_have_text("Lamp")
    expect(beside).to_contain_text("There is no menu path “nothing”.")
    page.get_by_text("Add another Variant").click()
    row = page.locator("#variants-1")
    row.get_by_label("Instructions").fill("1. **Turn** it on.")
    expect(row.get_by_role("group", name="Preview: Text").locator("li strong")).to_have_text("Turn")
    keep_picture("admin-preview")
    assert complaints == []


def test_order_is_changed_by_keyboard(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    """The focus stays on the row that moves, and where it stands is said."""
    drafts.replace(rich_document())
    third = Cause.objects.order_by("position")[2]
    sign_in(page, live_server, reverse("admin:guide-order", args=["lamp", "causes"]))
    page.get_by_role("button", name=f"Up: {third.name}").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("It is number 2 of")
    expect(page.get_by_role("button", name=f"Up: {third.name}")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("It is number 1 of")
    expect(page.get_by_role("button", name=f"Down: {third.name}")).to_be_focused()
    assert Cause.objects.order_by("position")[0] == third
    assert complaints == []


@pytest.mark.slow
def test_second_of_two_editors_sees_both(
    page: Page, live_server: LiveServer, complaints: list[str], keep_picture: Callable[[str], None]
) -> None:
    """What the other wrote stands beside what was typed, and saving again goes through."""
    drafts.replace(rich_document())
    step = Step.objects.get(slug="rewire")
    sign_in(page, live_server, address_of(step))
    page.get_by_label("Title").fill("Mine")
    with changing(step.guide, by=User.objects.create_user("eve"), comment=""):
        Step.objects.filter(pk=step.pk).update(title="Theirs", summary="Theirs too.")
        step.variants.first().delete()  # type: ignore[union-attr]  # there are two
    page.get_by_role("button", name="Save", exact=True).first.click()
    told = page.get_by_role("region", name="eve saved this")
    expect(told).to_contain_text("Theirs")
    expect(told).to_contain_text("Mine")
    expect(page.get_by_label("Title")).to_have_value("Mine")
    expect(page.get_by_label("Summary")).to_have_value("Theirs too.")
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        keep_picture(f"admin-two-editors-{width}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert axe_violations(page) == []
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist")).to_contain_text("is saved in the draft")
    assert (Step.objects.get(pk=step.pk).title, step.variants.count()) == ("Mine", 1)
    assert complaints == []


def test_forms_have_no_barriers(page: Page, live_server: LiveServer) -> None:
    """axe finds nothing in full forms, rows inside, history and order; the rest is tried in tests/admin/test_access.py."""
    guide: Guide = drafts.replace(rich_document())
    step = Step.objects.get(slug="rewire")
    with changing(guide, by=None, comment="Imported."):
        Step.objects.filter(pk=step.pk).update(title="Imported")
        Cause.objects.filter(slug="dust").delete()
    (deletion,) = deletions("causes")
    sign_in(page, live_server, address_of(guide))
    found: dict[str, list[str]] = {}
    rows = [model.objects.first() for model in (type(guide), *(type(row) for row in (Cause.objects.all()[0], step)))]
    places = [address_of(row) for row in rows]
    for name in ("signrow", "option", "remedy"):
        places += [reverse(f"admin:diagnostics_{name}_changelist"), reverse(f"admin:diagnostics_{name}_add")]
    places += [
        reverse("admin:diagnostics_step_history", args=[step.pk]),
        *(reverse("admin:revision", args=[one.pk]) for one in revisions(*object_of(step))),
        reverse("admin:revision", args=[deletion.pk]),
        reverse("admin:diagnostics_step_delete", args=[step.pk]),
        reverse("admin:deleted", args=["causes"]),
        reverse("admin:deleted", args=["steps"]),
        reverse("admin:guide-order", args=["lamp", "steps"]),
    ]
    # What another width can spoil needs no second look at everything.
    for width, faults_of in ((375, axe_violations), (1280, misfits)):
        page.set_viewport_size({"width": width, "height": 900})
        for place in some(places):
            page.goto(f"{live_server.url}{place}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            if problems := [*faults_of(page), *([f"{wide} px wide"] if wide > width else [])]:
                found[f"{place} {width}"] = problems
    assert found == {}
