"""A whole guide is deleted on purpose only, and comes back with one button."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from diagnostics.domain import drafts, live
from diagnostics.domain.drafts import history
from diagnostics.domain.publishing import starter
from diagnostics.domain.publishing.importing import import_folder
from diagnostics.models import Cause, Guide
from tests.admin.form_client import address_of
from tests.admin.history.buttons import delete
from tests.domain.rich import rich_document
from tests.markup import flat

LIST = reverse("admin:deleted", args=["guide"])
"""Of work of this process, that bringing the starter guide back may take; a busy machine counts for nothing."""


def text(response: Any) -> str:
    """The page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def deletion_of(guide: Guide) -> str:
    return address_of(guide).replace("change", "delete")


@pytest.mark.parametrize("typed", [None, "", "lamb", "yes", "lamp lamp"])
def test_guide_is_not_deleted_without_its_name(typed: str | None, editor: Client, guide: Guide) -> None:
    """The page comes back with what was typed, and says so; the button alone does nothing."""
    form = {"post": "yes"} if typed is None else {"post": "yes", "name": typed}
    response = editor.post(deletion_of(guide), form)
    assert (response.status_code, "That is not its name. Nothing was deleted." in text(response)) == (422, True)
    assert f'name="name" value="{typed or ""}"' in flat(response.content.decode())
    assert drafts.document(guide) == rich_document()


@pytest.mark.parametrize("typed", ["lamp", " Lamp", "why won’t my  lamp light?"])
def test_guide_is_deleted_by_its_name(typed: str, editor: Client, guide: Guide) -> None:
    """Its address or its title will do; the next page leads to where it is found."""
    page = editor.get(deletion_of(guide))
    assert "Type its name to delete it: lamp" in text(page)
    assert "6 troubleshooting steps" in page.context["deleted_objects"]
    response = editor.post(deletion_of(guide), {"post": "yes", "name": typed}, follow=True)
    assert not Guide.objects.exists()
    assert f'<a href="{LIST}">Deleted guides</a>' in response.content.decode()


def test_who_may_not_delete_all_of_it_may_not_delete_it(editor: Client, guide: Guide) -> None:
    """The name does not help."""
    somebody = User.objects.create_user("max", is_staff=True)
    somebody.user_permissions.add(*Permission.objects.filter(codename__in=["delete_guide", "view_guide"]))
    editor.force_login(somebody)
    assert "troubleshooting step" in text(editor.get(deletion_of(guide)))
    assert editor.post(deletion_of(guide), {"post": "yes", "name": "lamp"}).status_code == 403
    assert editor.post(reverse("admin:diagnostics_guide_delete", args=[guide.pk + 1]), {"name": "x"}).status_code == 302
    assert Guide.objects.exists()


def test_deleted_guide_comes_back_in_one_step(editor: Client, guide: Guide) -> None:
    """It is found from the first page and from the list of guides, with one button beside it; visitors noticed nothing."""
    before = live.refresh().guides["lamp"].document
    delete(editor, guide)
    assert live.refresh().guides["lamp"].document == before
    for page in (reverse("admin:index"), reverse("admin:diagnostics_guide_changelist")):
        assert f'href="{LIST}"' in editor.get(page).content.decode()
    response = press(editor)
    assert response.redirect_chain == [("/admin/guides/lamp/", 302)]
    assert drafts.document(drafts.get_guide("lamp")) == rich_document()
    assert text(editor.get(LIST)).endswith("Nothing has been deleted here that could be brought back.")


def press(editor: Client) -> Any:
    """The button in the list."""
    (found,) = re.findall(
        r'<form method="post" action="([^"]+)">.*?name="shown" value="([0-9a-f]+)"',
        flat(editor.get(LIST).content.decode()),
        re.DOTALL,
    )
    return editor.post(found[0], {"shown": found[1]}, follow=True)


def test_deleted_guide_whose_name_was_given_away_says_so(editor: Client, guide: Guide) -> None:
    """It stays where it is, and the page tells what to do."""
    delete(editor, guide)
    drafts.replace(rich_document())
    response = press(editor)
    assert response.status_code == 409
    assert "“lamp” belongs to something else by now. Rename that first, then put this back." in text(response)
    assert "The draft has changed" not in text(response)


@pytest.mark.slow
def test_large_guide_comes_back(editor: Client) -> None:
    """The starter guide, which fills a thousand rows, with one button."""
    import_folder(next(starter.guide_folders()))
    guide = Guide.objects.get()
    document = drafts.document(guide)
    delete(editor, guide)
    response = press(editor)
    assert response.status_code == 200
    assert drafts.document(Guide.objects.get()) == document


def test_other_deleted_objects_are_looked_at_first(editor: Client, guide: Guide) -> None:
    """They change what is there."""
    delete(editor, Cause.objects.get(slug="dust"))
    page = editor.get(reverse("admin:deleted", args=["causes"]))
    assert "You see what changes before anything is saved." in text(page)
    assert 'name="shown"' not in page.content.decode()
    assert len(history.deletions("causes")) == 1
