"""The history of each row: where it stands, and who may see it or undo."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from diagnostics.domain.safeguards import roles
from diagnostics.models import (
    Cause,
    Guide,
    Question,
    Revision,
    SignRow,
)
from tests.admin.form_client import address_of, change
from tests.admin.history.buttons import at, back_to, bring_back, delete, revisions_of


def test_long_history_has_pages(editor: Client, guide: Guide) -> None:
    """Thirty at a time, each change once."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff")
    newest = revisions_of(cause)[0]
    Revision.objects.bulk_create(
        Revision(guide=guide, part="causes", slug="dust", text=newest.text, why=f"Change {number}")
        for number in range(30)
    )
    address = reverse("admin:diagnostics_cause_history", args=[cause.pk])
    first = editor.get(address)
    second = editor.get(address, {"older": first.context["older"]})
    told = [entry.revision.pk for page in (first, second) for entry in page.context["entries"]]
    assert told == [one.pk for one in revisions_of(cause)]
    assert second.context["older"] is None


def test_rows_inside_an_object_lead_to_its_history(editor: Client, guide: Guide) -> None:
    """Signs are listed by themselves too, and their history is that of the question."""
    change(editor, Question.objects.get(slug="carrier"), label="Other")
    row = SignRow.objects.filter(question__slug="carrier")[0]
    page = editor.get(reverse("admin:diagnostics_signrow_history", args=[row.pk]))
    entry = page.context["entries"][0]
    assert entry.revision.why == "Changed In a list of answers."
    assert "recoverlink" in editor.get(reverse("admin:diagnostics_question_changelist")).content.decode()
    assert "recoverlink" not in editor.get(reverse("admin:diagnostics_signrow_changelist")).content.decode()
    assert editor.get(reverse("admin:deleted", args=["options"])).status_code == 404


@pytest.mark.parametrize(("group", "status"), [(roles.EDITORS, 200), (roles.AGENTS, 302)])
def test_who_may_change_may_undo(group: str, status: int, editor: Client, guide: Guide) -> None:
    """Agents see nothing of it."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff")
    first = revisions_of(cause)[-1]
    user = User.objects.create_user("eve", is_staff=group == roles.EDITORS)
    user.groups.add(Group.objects.get(name=group))
    editor.force_login(user)
    history = reverse("admin:diagnostics_cause_history", args=[cause.pk])
    for address in (history, at(first), reverse("admin:deleted", args=["causes"])):
        assert editor.get(address).status_code == status


def test_who_may_only_look_cannot_undo(editor: Client, guide: Guide) -> None:
    """They see the history, and no way back."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff")
    user = User.objects.create_user("eve", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_cause"))
    editor.force_login(user)
    assert editor.get(reverse("admin:diagnostics_cause_history", args=[cause.pk])).status_code == 200
    first = revisions_of(cause)[-1]
    assert editor.get(at(first)).status_code == 403
    assert editor.get(reverse("admin:deleted", args=["causes"])).status_code == 403


@pytest.mark.parametrize(
    ("name", "names"), [("diagnostics_cause_history", [0]), ("revision", [0]), ("guide-order-history", ["lamp", "no"])]
)
def test_history_of_nothing_is_not_found(name: str, names: list[object], editor: Client, guide: Guide) -> None:
    """Nor is a revision that is not there."""
    assert editor.get(reverse(f"admin:{name}", args=names)).status_code == 404


def test_revision_stands_below_what_its_object_is_called_today(editor: Client, guide: Guide) -> None:
    """Also where it had another slug and another name then."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff", slug="fluff")
    page = editor.get(at(revisions_of(Cause.objects.get(slug="fluff"))[-1]))
    assert page.context["crumbs"][2:] == [
        ("Fluff", address_of(cause)),
        ("History", reverse("admin:diagnostics_cause_history", args=[cause.pk])),
    ]


def test_deletion_in_the_history_of_what_came_back_leads_to_what_was_before(editor: Client, guide: Guide) -> None:
    """It is there again, and can be put back as it was then."""
    cause = Cause.objects.get(slug="dust")
    delete(editor, cause)
    bring_back(editor, "causes", str(cause))
    again = Cause.objects.get(slug="dust")
    change(editor, again, name="Fluff")
    deletion = next(one for one in revisions_of(again) if not one.text)
    back_to(editor, again, deletion)
    assert Cause.objects.get(slug="dust").name == cause.name
