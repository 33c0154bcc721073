"""Lists and forms stand in one guide: its tabs, its lists, and the way back to it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from diagnostics.admin.frame.page import TABS
from diagnostics.admin.frame.part_lists import list_address
from diagnostics.domain import drafts
from diagnostics.models import Cause, Guide, Option, Remedy, SignRow, Step
from diagnostics.models.drafts.tables import TABLES
from tests.admin.form_client import address_of, change
from tests.builders import make_document


@pytest.fixture
def torch(guide: Guide) -> Guide:
    """A second guide, with the names of the first."""
    return drafts.replace(make_document(slug="torch", title="Why won't my torch light?"))


def tabs(page: Any) -> list[str]:
    """What the tabs of a page lead to, the lists of parts among them."""
    found = re.search(r'<nav class="tabs".*?</nav>', page.content.decode(), re.DOTALL)
    return re.findall(r'href="([^"]*)"', found[0]) if found else []


def crumbs(page: Any) -> list[tuple[str, str]]:
    """The breadcrumbs that lead somewhere."""
    found = re.search(r'<ol class="breadcrumbs">.*?</ol>', page.content.decode(), re.DOTALL)
    links = re.findall(r'<a href="([^"]*)">\s*(.*?)\s*</a>', found[0], re.DOTALL) if found else []
    return [(text.replace("&#x27;", "'"), address.replace("&amp;", "&")) for address, text in links]


@pytest.mark.broad
@pytest.mark.parametrize("table", [*TABLES.values(), Guide, Option, Remedy, SignRow])
def test_every_form_has_the_tabs_of_its_guide_and_no_list_of_tables(table: Any, editor: Client, torch: Guide) -> None:
    """With a second guide beside it."""
    for row in table.objects.all()[:1]:
        page = editor.get(address_of(row))
        assert page.context["guide"].slug == "lamp"
        found = tabs(page)
        assert {reverse(f"admin:{tab.name}", args=["lamp"]) for tab in TABS} <= set(found)
        assert {list_address(each, page.context["guide"]) for each in TABLES.values()} <= set(found)
        assert "nav-sidebar" not in page.content.decode()
        assert ("Why won't my lamp light?", "/admin/guides/lamp/") in crumbs(page)


@pytest.mark.broad
@pytest.mark.parametrize("table", [*TABLES.values(), Option, Remedy, SignRow])
def test_every_list_of_one_guide_has_its_tabs_and_its_rows(table: Any, editor: Client, torch: Guide) -> None:
    """And a list of all guides has none."""
    page = editor.get(list_address(table, torch))
    assert page.context["guide"] == torch
    assert reverse("admin:guide-home", args=["torch"]) in tabs(page)
    rows = page.context["cl"].result_list
    own = table.objects.filter(**{list_address(table, torch).partition("?")[2].partition("__id__exact")[0]: torch})
    assert set(rows) == set(own)
    assert tabs(editor.get(list_address(table, None))) == []


def test_add_button_of_a_list_begins_in_its_guide(editor: Client, torch: Guide) -> None:
    """Nobody has to choose the guide again."""
    page = editor.get(list_address(Cause, torch))
    address = page.context["add_address"]
    assert f'href="{address.replace("&", "&amp;")}"' in page.content.decode()
    form = editor.get(address)
    assert str(form.context["adminform"].form["guide"].value()) == str(torch.pk)
    assert reverse("admin:guide-home", args=["torch"]) in tabs(form)


def test_saving_deleting_and_bringing_back_stay_in_the_guide(editor: Client, torch: Guide) -> None:
    """Whether one came by the list or by a link."""
    cause = Cause.objects.get(guide=torch, slug="bulb")
    page = editor.get(change(editor, cause, name="Else").url)
    here = ("Causes", list_address(Cause, torch))
    assert here in crumbs(page)
    delete = address_of(cause).replace("change", "delete")
    assert here in crumbs(editor.get(delete))
    assertRedirects(editor.post(delete, {"post": "yes"}), here[1])
    deleted = editor.get(f"{reverse('admin:deleted', args=['causes'])}?guide={torch.pk}")
    ((revision, _),) = deleted.context["deleted"]
    assert here in crumbs(deleted)
    back = editor.get(reverse("admin:revision", args=[revision.pk]))
    shown = back.context["undo"].fingerprint
    assertRedirects(editor.post(reverse("admin:revision", args=[revision.pk]), {"shown": shown}), here[1])
    assert Cause.objects.filter(guide=torch, slug="bulb").exists()


def test_list_leads_to_what_was_deleted_in_its_guide(editor: Client, torch: Guide, guide: Guide) -> None:
    """Of another guide nothing is offered."""
    editor.post(address_of(Step.objects.get(guide=torch, slug="candle")).replace("change", "delete"), {"post": "yes"})
    for one, count in ((torch, 1), (guide, 0)):
        address = f"{reverse('admin:deleted', args=['steps'])}?guide={one.pk}"
        assert f'href="{address}"' in editor.get(list_address(Step, one)).content.decode()
        assert len(editor.get(address).context["deleted"]) == count


def test_filters_of_the_list_are_kept_on_the_way_back(editor: Client, torch: Guide) -> None:
    """Deleting from a list that was searched leads to what was searched."""
    cause = Cause.objects.get(guide=torch, slug="bulb")
    kept = {"_changelist_filters": f"guide__id__exact={torch.pk}&q=bulb"}
    delete = address_of(cause).replace("change", "delete")
    response = editor.post(delete, {"post": "yes"}, query_params=kept)
    assertRedirects(response, f"{list_address(Cause, torch)}&q=bulb")


def test_only_filters_beside_the_guide_can_be_taken_off(editor: Client, torch: Guide) -> None:
    """The list of one guide is the whole list."""
    assert editor.get(list_address(Cause, torch)).context["is_filtered"] is False
    page = editor.get(f"{list_address(Cause, torch)}&q=bulb")
    assert page.context["is_filtered"] is True
    assert "Show all again" in page.content.decode()
