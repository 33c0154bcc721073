"""The page of keys: made, shown once, revoked; for administrators alone."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from diagnostics.domain.programs import keys
from diagnostics.domain.safeguards import roles
from diagnostics.models import ProgramKey

pytestmark = pytest.mark.django_db
FORM = {"name": "Tickets, Ada", "scopes": ["links:make", "links:read"]}


def test_a_key_is_shown_once(editor: Client) -> None:
    """In the answer to the form and never again; it opens what was ticked."""
    page = editor.post(reverse("admin:keys"), FORM)
    text = re.findall(r"fpk_[0-9a-f]{8}_[\w-]{43}", page.content.decode())
    key = keys.find(text[0])
    assert len(text) == 1
    assert key is not None
    assert (key.name, key.scopes, str(key.made_by)) == ("Tickets, Ada", ["links:make", "links:read"], "ada")
    assert "no-store" in page.headers["Cache-Control"]
    again = editor.get(reverse("admin:keys")).content.decode()
    assert f"fpk_{key.handle}" in again
    assert text[0] not in again


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Say which program uses it."),
        ({"name": "x" * 81}, "Use at most 80 characters."),
        ({"scopes": []}, "Tick at least one."),
        ({"scopes": ["everything"]}, "Choose from these."),
    ],
)
def test_a_wrong_form_comes_back_as_it_was_filled_in(editor: Client, wrong: dict[str, object], said: str) -> None:
    page = editor.post(reverse("admin:keys"), FORM | wrong)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert str((FORM | wrong)["name"]) in page.content.decode()
    assert not ProgramKey.objects.exists()


def test_a_key_is_revoked_after_a_question(editor: Client) -> None:
    """Looking at the question changes nothing; a second time there is nothing to do."""
    key, text = keys.make("Tickets", ["links:make"])
    address = reverse("admin:key-revoke", args=[key.pk])
    assert "will open nothing any more" in editor.get(address).content.decode()
    assert keys.find(text) == key
    page = editor.post(address, follow=True).content.decode()
    assert "“Tickets” opens nothing any more." in page
    assert "Revoked on" in page
    assert keys.find(text) is None
    assert "had been revoked already" in editor.post(address, follow=True).content.decode()
    assert editor.get(reverse("admin:key-revoke", args=[0])).status_code == 404


@pytest.mark.parametrize("group", [roles.EDITORS, roles.PUBLISHERS])
def test_only_administrators_see_keys(group: str) -> None:
    """Others are refused, and the first page does not speak of them."""
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    assert client.get(reverse("admin:keys")).status_code == 403
    assert client.post(reverse("admin:keys"), FORM).status_code == 403
    assert "Keys of programs" not in client.get(reverse("admin:index")).content.decode()


def test_the_first_page_leads_there(editor: Client) -> None:
    assert reverse("admin:keys") in editor.get(reverse("admin:index")).content.decode()
