"""Two editors on one object: what they changed apart is kept of both; where they meet, the second is asked."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from diagnostics.models import Cause, Guide, Remedy, Step, Variant
from tests.admin.form_client import address_of, change, field_values, form_data, open_form


@pytest.fixture
def eve(db: None) -> Client:
    """The browser of a second editor."""
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client = Client()
    client.force_login(user)
    return client


def list_differences(response: Any) -> list[tuple[str, str, str]]:
    """What the second editor is told: label, the words of the other, their own."""
    assert response.status_code == 200
    differences = response.context["meanwhile"].differences
    return [(each.label, each.theirs, each.yours) for each in differences]


def test_second_editor_is_told_who_changed_what(editor: Client, eve: Client, guide: Guide) -> None:
    """Both words stand side by side, nothing is saved, and what was typed is in the form."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(editor, address_of(cause)) | {"name": "Mine"}
    assert change(eve, cause, name="Theirs").status_code == 302
    response = editor.post(address_of(cause), mine)
    assert list_differences(response) == [("Name", "Theirs", "Mine")]
    assert response.context["meanwhile"].by.who == "eve"
    assert response.context["adminform"].form["name"].value() == "Mine"
    assert Cause.objects.get(slug="bulb").name == "Theirs"


def test_second_editor_may_save_anyway(editor: Client, eve: Client, guide: Guide) -> None:
    """The second time their form counts."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(editor, address_of(cause)) | {"name": "Mine"}
    change(eve, cause, name="Theirs")
    response = editor.post(address_of(cause), mine)
    assert editor.post(address_of(cause), form_data(response)).status_code == 302
    assert Cause.objects.get(slug="bulb").name == "Mine"


def test_third_change_in_between_is_told_again(editor: Client, eve: Client, guide: Guide) -> None:
    """Saving anyway overwrites only what one has seen."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(editor, address_of(cause)) | {"name": "Mine"}
    change(eve, cause, name="Theirs")
    response = editor.post(address_of(cause), mine)
    change(eve, cause, name="Theirs again")
    assert list_differences(editor.post(address_of(cause), form_data(response))) == [("Name", "Theirs again", "Mine")]


def test_what_the_two_changed_apart_is_kept_of_both(editor: Client, eve: Client, guide: Guide) -> None:
    """The second editor does not take back what they never looked at, and is told that there was something."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(editor, address_of(cause)) | {"name": "Mine"}
    change(eve, cause, summary="Theirs.")
    page = editor.post(address_of(cause), mine, follow=True).content.decode()
    assert "While you were writing, eve saved this on" in page
    assert "That is kept as well: Summary." in page
    assert Cause.objects.filter(slug="bulb", name="Mine", summary="Theirs.").exists()


def test_what_was_not_touched_follows_where_something_else_meets(editor: Client, eve: Client, guide: Guide) -> None:
    """The page that comes back has it as it is now, and says so."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(editor, address_of(cause)) | {"name": "Mine"}
    change(eve, cause, name="Theirs", summary="Theirs.")
    response = editor.post(address_of(cause), mine)
    assert list_differences(response) == [("Name", "Theirs", "Mine"), ("Summary", "Theirs.", "")]
    assert editor.post(address_of(cause), form_data(response)).status_code == 302
    assert Cause.objects.filter(slug="bulb", name="Mine", summary="Theirs.").exists()


def test_the_same_change_twice_is_no_conflict(editor: Client, eve: Client, guide: Guide) -> None:
    """Who wants what is there already is not stopped."""
    cause = Cause.objects.get(slug="bulb")
    mine = open_form(editor, address_of(cause)) | {"name": "Same"}
    change(eve, cause, name="Same")
    assert editor.post(address_of(cause), mine).status_code == 302


def test_fault_of_ones_own_is_no_conflict(editor: Client, guide: Guide) -> None:
    """A form that is shown again for a fault can be saved once the fault is cured."""
    cause = Cause.objects.get(slug="bulb")
    response = change(editor, cause, name="")
    assert response.context["meanwhile"] is None
    assert editor.post(address_of(cause), form_data(response) | {"name": "Cured"}).status_code == 302


def rewire(*names: str) -> tuple[Step, list[Variant]]:
    """The step with two variants."""
    step = Step.objects.get(slug="rewire")
    return step, list(step.variants.all())


def test_row_that_the_other_changed_is_told(editor: Client, eve: Client, guide: Guide) -> None:
    """Rows inside the form are compared field by field."""
    step, (desk, _) = rewire()
    mine = open_form(editor, address_of(step)) | {"variants-0-label": "My desk"}
    change(eve, step, **{"variants-0-label": "Their desk"})
    response = editor.post(address_of(step), mine)
    assert list_differences(response) == [("Variant “Their desk” › For whom", "Their desk", "My desk")]
    assert editor.post(address_of(step), form_data(response)).status_code == 302
    desk.refresh_from_db()
    assert desk.label == "My desk"


def test_row_that_the_other_added_stays(editor: Client, eve: Client, guide: Guide) -> None:
    """It is saved with the form; where the form comes back for something else, it is told and stands in it."""
    step, _ = rewire()
    mine = open_form(editor, address_of(step)) | {"title": "Mine"}
    added = {"variants-2-label": "Theirs", "variants-2-text": "1. Go.", "variants-2-position": 30}
    assert change(eve, step, **added, title="Hers", **{"variants-TOTAL_FORMS": 3}).status_code == 302
    response = editor.post(address_of(step), mine)
    assert list_differences(response) == [("Title", "Hers", "Mine"), ("Variant “Theirs”", "added", "")]
    assert editor.post(address_of(step), form_data(response)).status_code == 302
    assert sorted(step.variants.values_list("label", flat=True)) == ["", "Desk", "Theirs"]
    assert Step.objects.get(pk=step.pk).title == "Mine"


def test_row_that_the_other_deleted_is_gone_where_it_was_not_touched(editor: Client, eve: Client, guide: Guide) -> None:
    """There is no dead end, and the deletion holds."""
    step, _ = rewire()
    mine = open_form(editor, address_of(step)) | {"title": "Mine"}
    change(eve, step, **{"variants-0-DELETE": "on"})
    page = editor.post(address_of(step), mine, follow=True).content.decode()
    assert "That is kept as well: Variant “Desk”." in page
    assert list(step.variants.values_list("label", flat=True)) == [""]
    assert Step.objects.get(pk=step.pk).title == "Mine"


def test_row_that_the_other_deleted_comes_back_where_it_was_changed(editor: Client, eve: Client, guide: Guide) -> None:
    """What was typed is not lost with the row that it was typed into, and the whole row comes with it."""
    step, _ = rewire()
    mine = open_form(editor, address_of(step)) | {"variants-0-text": "1. My desk."}
    change(eve, step, **{"variants-0-DELETE": "on"})
    response = editor.post(address_of(step), mine)
    assert list_differences(response) == [("Variant “Desk” › Instructions", "taken out", "1. My desk.")]
    assert editor.post(address_of(step), form_data(response)).status_code == 302
    assert sorted(step.variants.values_list("label", "text")) == [("", ""), ("Desk", "1. My desk.")]


def test_row_that_the_other_changed_is_not_deleted_unseen(editor: Client, eve: Client, guide: Guide) -> None:
    """Who takes a row out is shown what somebody wrote into it meanwhile; the second time it goes."""
    step, _ = rewire()
    mine = open_form(editor, address_of(step)) | {"variants-0-DELETE": "on"}
    change(eve, step, **{"variants-0-label": "Their desk"})
    response = editor.post(address_of(step), mine)
    assert list_differences(response) == [("Variant “Their desk” › For whom", "Their desk", "taken out")]
    deleting = form_data(response) | {"variants-0-DELETE": "on"}
    assert step.variants.count() == 2
    assert editor.post(address_of(step), deleting).status_code == 302
    assert list(step.variants.values_list("label", flat=True)) == [""]


def test_row_that_both_deleted_is_gone(editor: Client, eve: Client, guide: Guide) -> None:
    """Deleting what is deleted is what one wanted."""
    step, _ = rewire()
    mine = open_form(editor, address_of(step)) | {"variants-0-DELETE": "on"}
    change(eve, step, **{"variants-0-DELETE": "on"})
    assert editor.post(address_of(step), mine).status_code == 302
    assert list(step.variants.values_list("label", flat=True)) == [""]


def test_new_row_is_kept_beside_the_others_rows(editor: Client, eve: Client, guide: Guide) -> None:
    """Both add a remedy; both are there in the end."""
    step, _ = rewire()
    grid, switch = Cause.objects.get(slug="switch"), Cause.objects.get(slug="outage")
    mine = open_form(editor, address_of(step))
    mine |= {"remedies-2-cause": grid.pk, "remedies-2-word": "seldom", "remedies-TOTAL_FORMS": 3}
    change(eve, step, **{"remedies-2-cause": switch.pk, "remedies-2-word": "usually", "remedies-TOTAL_FORMS": 3})
    assert editor.post(address_of(step), mine).status_code == 302
    assert set(step.remedies.values_list("cause__slug", "word")) >= {("switch", "seldom"), ("outage", "usually")}
    assert Remedy.objects.filter(step=step).count() == 4


def test_object_that_was_deleted_meanwhile_can_be_made_anew(editor: Client, eve: Client, guide: Guide) -> None:
    """What was typed is shown with the name of who deleted it, and is saved as a new one."""
    step, _ = rewire()
    mine = open_form(editor, address_of(step)) | {"title": "Still mine"}
    assert eve.post(address_of(step).replace("change", "delete"), {"post": "yes"}).status_code == 302
    response = editor.post(address_of(step), mine)
    assert response.status_code == 200
    assert (response.context["meanwhile"].by.who, response.context["meanwhile"].is_deleted) == ("eve", True)
    assert response.context["adminform"].form["title"].value() == "Still mine"
    page = response.content.decode()
    assert 'action="/admin/diagnostics/step/add/"' in page
    saved = editor.post("/admin/diagnostics/step/add/", field_values(response.context))
    assert saved.status_code == 302, saved.context["errors"]
    new = Step.objects.get(slug="rewire")
    assert (new.title, new.variants.count(), new.remedies.count()) == ("Still mine", 2, 2)
