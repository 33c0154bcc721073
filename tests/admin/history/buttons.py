"""The pages of the history as a browser uses them."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from diagnostics.domain.drafts.history import object_of, revisions
from diagnostics.models import Revision
from tests.admin.form_client import address_of


def back_to(editor: Client, row: Any, revision: Revision) -> Any:
    """Open an older revision and put it back."""
    assert revision in revisions_of(row)
    return put_back(editor, at(revision))


def at(revision: Revision) -> str:
    """The page of a revision."""
    return reverse("admin:revision", args=[revision.pk])


def bring_back(editor: Client, part: str, title: str) -> Any:
    """Find a deleted object in its list, look at it, bring it back."""
    response = editor.get(reverse("admin:deleted", args=[part]))
    address = next(at(revision) for revision, name in response.context["deleted"] if name == title)
    return put_back(editor, address)


def put_back(editor: Client, address: str) -> Any:
    """Press the button of a page that was looked at."""
    response = editor.post(address, {"shown": fingerprint(editor, address)})
    assert response.status_code == 302, response.content.decode()
    return response


def fingerprint(editor: Client, address: str) -> str:
    """What the form of a page sends; there is one."""
    form = re.search(r'name="shown" value="([0-9a-f]{64})"', editor.get(address).content.decode())
    assert form
    return form[1]


def revisions_of(row: Any) -> list[Revision]:
    """Of an object, the newest first."""
    return list(revisions(*object_of(row)))


def delete(editor: Client, row: Any) -> None:
    """Press the button of its page."""
    form = {"post": "yes", "name": row.slug}
    assert editor.post(address_of(row).replace("change", "delete"), form).status_code == 302
    assert not type(row).objects.filter(pk=row.pk).exists()
