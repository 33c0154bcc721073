"""Where the workplace refuses something, it says what is missing or too much, in its own frame."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from diagnostics.domain import drafts
from diagnostics.domain.safeguards import roles
from diagnostics.models import Cause, Guide
from tests.admin.form_client import address_of, open_form
from tests.builders import make_document


@pytest.fixture
def eve(db: None) -> Client:
    """The browser of somebody who may not publish; an owner is there who could allow it."""
    drafts.replace(make_document())
    User.objects.create_superuser("ada", password="x")
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name=roles.EDITORS))
    client = Client()
    client.force_login(user)
    return client


def text_of(page: Any) -> str:
    """The page in one line, without what escaping adds."""
    return " ".join(page.content.decode().split()).replace("&#x27;", "'")


def test_403_says_who_is_signed_in_what_is_missing_and_who_can_give_it(eve: Client) -> None:
    """The right by its name, the group that has it, and the owner."""
    page = eve.get(reverse("admin:guide-publish", args=["lamp"]))
    assert page.status_code == 403
    said = text_of(page)
    assert "You are signed in as <strong>eve</strong>, in the group Editors." in said
    assert "the right “Can publish a guide”. The group Publishers has it." in said
    assert "ada can give it to you." in said
    assert 'href="/admin/"' in said


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("/admin/diagnostics/guide/{}/delete/", "Can delete guide"),
        ("/admin/diagnostics/release/add/", "Can add release"),
        ("/admin/guides/lamp/releases/1/recall/", "Can withdraw a release or steps of it"),
    ],
)
def test_every_403_inside_is_a_page_of_the_workplace(address: str, right: str, eve: Client) -> None:
    """Of Django's forms as well as of our pages."""
    page = eve.get(address.format(Guide.objects.get().pk))
    assert page.status_code == 403
    assert f"“{right}”" in text_of(page)


def test_403_of_what_nobody_may_do_says_so(editor: Client) -> None:
    """No right would help."""
    drafts.replace(make_document())
    page = editor.get(reverse("admin:diagnostics_release_add"))
    assert page.status_code == 403
    assert "What you asked for is not done here by anybody." in text_of(page)


def test_preview_that_is_not_open_says_what_is_missing(eve: Client) -> None:
    """It belongs to the workplace too."""
    group = Group.objects.get(name=roles.EDITORS)
    group.permissions.remove(group.permissions.get(codename="preview_guide"))
    page = eve.get("/preview/draft/lamp/")
    assert page.status_code == 403
    assert "the right “Can see drafts as visitors would meet them”. The group Publishers has it." in text_of(page)


def test_404_inside_is_a_page_of_the_workplace(eve: Client) -> None:
    """With the way back into it."""
    page = eve.get("/admin/guides/nothing/")
    assert page.status_code == 404
    assert "To the first page of the workplace" in text_of(page)


def test_what_a_browser_may_send_is_enough_for_a_long_text(editor: Client) -> None:
    """2.6 MB come back with a plain refusal of the field, and the text is there."""
    drafts.replace(make_document())
    cause = Cause.objects.get(slug="bulb")
    text = "word " * 520_000
    response = editor.post(address_of(cause), open_form(editor, address_of(cause)) | {"text": text})
    assert response.status_code == 200
    assert "This is too long." in text_of(response)
    assert response.context["adminform"].form["text"].value() == text


def test_what_is_too_large_is_refused_with_the_limit(editor: Client) -> None:
    """In the frame of the workplace, and a script says the same before it is sent."""
    drafts.replace(make_document())
    cause = Cause.objects.get(slug="bulb")
    page = editor.post(address_of(cause), {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert page.status_code == 413
    said = text_of(page)
    assert "a form may hold 10 MB at most, about 10 million characters. Nothing is saved." in said
    form = editor.get(address_of(cause)).content.decode()
    assert f'<meta name="most-bytes" content="{settings.DATA_UPLOAD_MAX_MEMORY_SIZE}">' in form


def test_too_many_fields_are_refused_in_words(editor: Client) -> None:
    """With how many there may be."""
    page = editor.post(reverse("admin:diagnostics_term_add"), {f"f{n}": "x" for n in range(5_001)})
    assert page.status_code == 413
    assert "A page may send 5,000 fields at most." in text_of(page)


def test_form_without_a_token_is_refused_in_the_frame_of_the_workplace(eve: Client) -> None:
    """Where it was not sent from a page of this site, nothing of it comes back."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="eve"))
    page = strict.post(address_of(Cause.objects.get(slug="bulb")), {"name": "Else"})
    assert page.status_code == 403
    assert "To the first page of the workplace" in text_of(page)


def test_visitors_may_send_little(client: Client, db: None) -> None:
    """A walk is short; more is refused before it is read, on the visitors' own page."""
    page = client.post("/lamp/share/", {"walk": "x" * 200_000})
    assert page.status_code == 400
    assert "This address cannot be read" in text_of(page)
