"""A second and a third guide are made, edited, published and deleted in the workplace, beside a live first one that never changes."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.domain import drafts, live
from diagnostics.domain.publishing import examinations, releases
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Cause, Guide
from tests.admin.form_client import add, change
from tests.builders import make_document

pytestmark = pytest.mark.django_db
WORDS = {"summary": "Find out.", "working": "It works", "not_working": "Still not", "urgent": "In a hurry?"}


def standing() -> tuple[Any, ...]:
    """The draft of the first guide, and what visitors see of it."""
    publication = releases.live("lamp")
    assert publication
    return drafts.document(drafts.get_guide("lamp")), publication.number, publication.release.sha256


def page_of(editor: Client, name: str, guide: str, **data: Any) -> Any:
    """A page of a guide's workplace; with data, what is posted to it."""
    address = reverse(f"admin:{name}", args=[guide])
    return editor.post(address, data, follow=True) if data else editor.get(address)


def publish_by_form(editor: Client, guide: str) -> None:
    """The form as it is sent once the check has ended and its warnings are read."""
    document = drafts.document(drafts.get_guide(guide))
    examinations.run(document, "check")
    seen = sha256(canonical_json(document))
    form = {"draft": seen, "checked": seen, "live": "0", "note": "First", "read": "on", "do": "publish"}
    page = page_of(editor, "guide-publish", guide, **form)
    assert "Release 1 is live." in page.content.decode()


def test_the_first_guide_never_changes(editor: Client) -> None:
    """Whatever is done to two others, of which both begin with equal slugs everywhere."""
    drafts.replace(make_document())
    publish("lamp", note="", by="ada")
    before = standing()
    for slug in ("printer", "torch"):
        assert add(editor, "guide", title=f"Why is my {slug} dark?", slug=slug, **WORDS).status_code == 302
        page = page_of(editor, "guide-begin", slug, begin="yes")
        assert f"Why is my {slug} dark?" in page.content.decode()
        cause = Cause.objects.get(guide__slug=slug, slug="stuck")
        assert change(editor, cause, name=f"The {slug} got stuck").status_code == 302
        publish_by_form(editor, slug)
        live.refresh()
        assert editor.get(f"/{slug}/causes/stuck/").status_code == 200
        assert standing() == before
    torch = Guide.objects.get(slug="torch")
    delete = reverse("admin:diagnostics_guide_delete", args=[torch.pk])
    assert "Type its name" in editor.post(delete, {"post": "yes"}).content.decode()
    assert Guide.objects.filter(slug="torch").exists()
    editor.post(delete, {"post": "yes", "name": torch.title})
    assert not Guide.objects.filter(slug="torch").exists()
    live.refresh()
    assert Cause.objects.get(guide__slug="printer", slug="stuck").name == "The printer got stuck"
    assert editor.get("/torch/").status_code == 200
    assert standing() == before
