"""A zip file from elsewhere, looked at before anything is written."""

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from diagnostics.admin.publishing import importing
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.archive import pack, unpack
from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import deletions, earlier
from diagnostics.domain.publishing.importing import keep_upload, review
from diagnostics.models import Cause, Guide, Upload
from tests.builders import a_cause, make_document
from tests.domain.rich import rich_document
from tests.domain.told import changes_of

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/guides/lamp/import/"
NEW = "/admin/guides/import/"
DRAFT = make_document()
OTHER = make_document(title="Other?", add={"causes": [a_cause("dust", name="Dust")]})


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    """The browser of somebody of the group Editors, and a guide."""
    drafts.replace(DRAFT)
    eve = User.objects.create_user("eve", is_staff=True)
    eve.groups.add(Group.objects.get(name="Editors"))
    client.force_login(eve)
    return client


def send(client: Client, content: bytes | GuideDocument, address: str = ADDRESS) -> Any:
    """Choose a zip file."""
    data = pack(content) if isinstance(content, GuideDocument) else content
    return client.post(address, {"file": SimpleUploadedFile("guide.zip", data)})


def text(response: Any) -> str:
    """The page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def confirm(client: Client, address: str) -> Any:
    """Press the button of the page that shows what would change."""
    page = client.get(address).content.decode()
    found = re.search(r'name="draft" value="([^"]+)"', page)
    assert found
    return client.post(address, {"draft": found[1]}, follow=True)


def draft() -> GuideDocument:
    """The draft as it is."""
    return drafts.document(drafts.get_guide("lamp"))


def test_import_shows_what_would_change_and_writes_nothing(editor: Client) -> None:
    """Between choosing a file and taking it over stands a page with every change."""
    response = send(editor, OTHER)
    review = editor.get(response["Location"])
    assert "Dust new" in text(review)
    assert draft() == DRAFT


def test_import_takes_over_what_was_shown(editor: Client) -> None:
    """The button writes the draft, and the history knows who did it; the upload is gone."""
    response = confirm(editor, send(editor, OTHER)["Location"])
    assert "The draft says what the zip file says." in text(response)
    assert (draft(), Upload.objects.count()) == (OTHER, 0)
    assert changes_of(Cause.objects.get(slug="dust")) == [("eve", "Imported from a zip file.")]


def test_import_of_an_export_changes_nothing(editor: Client) -> None:
    """What was taken along comes back as it was."""
    exported = editor.get("/admin/guides/lamp/export/").content
    assert "There is nothing to take over." in text(editor.get(send(editor, exported)["Location"]))


def test_import_asks_again_when_the_draft_has_changed(editor: Client) -> None:
    """Nobody overwrites what they have not seen."""
    address = send(editor, OTHER)["Location"]
    page = editor.get(address).content.decode()
    drafts.replace(make_document(title="Mine?"))
    form = {"draft": re.search(r'name="draft" value="([^"]+)"', page)[1]}  # type: ignore[index]
    response = editor.post(address, form)
    assert response.status_code == 409
    assert "The draft has changed since you opened this page." in text(response)
    assert draft().title == "Mine?"
    confirm(editor, address)
    assert draft() == OTHER


def test_import_repairs_a_draft_that_holds_together_no_more(editor: Client) -> None:
    """What cannot be compared can still be replaced."""
    Cause.objects.filter(slug="bulb").update(summary="")
    address = send(editor, OTHER)["Location"]
    assert "Taking this over replaces all of it." in text(editor.get(address))
    confirm(editor, address)
    assert draft() == OTHER


def test_import_tells_errors_without_losing_the_page(editor: Client) -> None:
    """Everything wrong in a zip file is listed with file and line, above the form to choose it again."""
    held = io.BytesIO(pack(DRAFT))
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr("lamp/alarms.yaml", "- slug: [a\n")
        archive.writestr("lamp/caused.yaml", "")
    response = send(editor, held.getvalue())
    assert response.status_code == 422
    assert "alarms.yaml (line 2) : This is not YAML" in text(response)
    assert "caused.yaml : Nothing reads this." in text(response)
    assert 'type="file"' in response.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"), [(b"hello", "This zip file is not complete."), (b"", "This file is empty.")]
)
def test_import_of_what_is_no_zip(editor: Client, content: bytes, said: str) -> None:
    """Any other file is told in one sentence."""
    response = send(editor, content)
    assert (response.status_code, said in text(response)) == (422, True)


def test_import_without_a_file_or_with_a_huge_one(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing chosen, and far too much, are told before anything is read."""
    assert "Choose a zip file first." in text(editor.post(ADDRESS))
    monkeypatch.setattr(importing, "MOST_BYTES", 10)
    assert "This file is larger than" in text(send(editor, OTHER))


def test_import_of_another_guide_is_refused(editor: Client) -> None:
    """A zip file of another guide is not taken here, and the page says where it belongs."""
    torch = make_document(slug="torch")
    assert "This zip file holds the guide “torch”" in text(send(editor, torch))
    drafts.replace(torch)
    assert "into the draft of “torch”" in text(send(editor, torch))
    assert draft() == DRAFT


def test_import_takes_the_guide_under_its_new_name(editor: Client) -> None:
    """A guide that names this one among its old slugs is this one, renamed."""
    response = send(editor, make_document(slug="torch", aliases=["lamp"]))
    confirm(editor, response["Location"])
    assert [guide.slug for guide in Guide.objects.all()] == ["torch"]


def test_import_refuses_what_no_draft_can_hold(editor: Client) -> None:
    """Names that stand for nothing are listed with file and line; an older upload of such has no button."""
    broken = make_document(add={"causes": [a_cause("dust", place="attic")]})
    response = send(editor, broken)
    assert response.status_code == 422
    assert "causes.yaml › dust › place (line 30)" in text(response)
    assert "There is no place “attic”." in text(response)
    upload = keep_upload(broken, by=User.objects.get(username="eve"))
    page = editor.get(f"{ADDRESS}{upload.pk}/")
    assert "No draft can hold this." in text(page)
    assert "attic" in text(page)
    assert 'name="draft"' not in page.content.decode()
    fingerprint = review(upload).fingerprint
    response = editor.post(f"{ADDRESS}{upload.pk}/", {"draft": fingerprint})
    assert "No draft can hold this: nothing was written." in text(response)


def test_import_names_errors_that_would_block_publishing(editor: Client) -> None:
    """A draft may be unfinished; what is missing is told."""
    unfinished = make_document(intro="[[nowhere]]")
    assert "One error would stand in the way of publishing." in text(editor.get(send(editor, unfinished)["Location"]))


def test_uploads_of_others_and_old_ones_are_not_there(editor: Client) -> None:
    """Only who has sent it may take it over, within a day; old ones are thrown away."""
    max_ = User.objects.create_user("max")
    of_max = Upload.objects.create(guide="lamp", text="{}", by=max_)
    old = Upload.objects.create(guide="lamp", text="{}", by=User.objects.get(username="eve"))
    Upload.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(hours=25))
    for upload in (of_max, old):
        response = editor.get(f"{ADDRESS}{upload.pk}/", follow=True)
        assert response.redirect_chain == [(ADDRESS, 302)]
        assert editor.get(f"{NEW}{upload.pk}/", follow=True).redirect_chain == [(NEW, 302)]
    send(editor, OTHER)
    assert not Upload.objects.filter(pk=old.pk).exists()


def test_import_of_a_new_guide(editor: Client) -> None:
    """A guide that is not here is shown, then made as a draft."""
    torch = make_document(slug="torch")
    response = send(editor, torch, NEW)
    review = text(editor.get(response["Location"]))
    assert "is not here yet. Its address will be /torch/ ." in review
    assert "Causes: 4" in review
    assert "The guide is here, as a draft." in text(confirm(editor, response["Location"]))
    assert drafts.document(drafts.get_guide("torch")) == torch


def test_import_of_a_guide_that_is_here_shows_what_would_change(editor: Client) -> None:
    """The page for new guides sends known ones to their own page, also when they came meanwhile."""
    response = send(editor, OTHER, NEW)
    assert response["Location"].startswith(ADDRESS)
    torch = make_document(slug="torch")
    waiting = send(editor, torch, NEW)["Location"]
    drafts.replace(torch)
    assert editor.get(waiting)["Location"].startswith("/admin/guides/torch/import/")
    assert "Choose a zip file" not in text(editor.get(NEW))
    assert send(editor, b"x", NEW).status_code == 422


def test_agents_cannot_import(editor: Client) -> None:
    """Whoever may not import is refused at every address."""
    agent = User.objects.create_user("max", is_staff=True)
    agent.groups.add(Group.objects.get(name="Agents"))
    editor.force_login(agent)
    assert [editor.post(address).status_code for address in (ADDRESS, f"{ADDRESS}1/", NEW, f"{NEW}1/")] == [403] * 4
    editor.logout()
    assert editor.get(NEW)["Location"].startswith("/admin/login/")


def test_import_of_everything_that_a_guide_can_say(editor: Client) -> None:
    """A guide that uses every field, dates among them, is taken over and can be taken along again."""
    confirm(editor, send(editor, rich_document())["Location"])
    assert draft() == rich_document()
    assert unpack(editor.get("/admin/guides/lamp/export/").content).document == rich_document()


def test_import_refuses_the_address_of_another_guide(editor: Client) -> None:
    """A guide cannot take another one off the site: the page says whose address it is, and has no button."""
    third = make_document(slug="third", title="Third?")
    drafts.replace(third)
    thief = make_document(slug="third", title="Third?", aliases=["lamp"])
    page = editor.get(send(editor, thief, "/admin/guides/third/import/")["Location"])
    assert "“lamp” is the address of the guide “Why won&#x27;t my lamp light?”." in text(page)
    assert 'name="draft"' not in page.content.decode()
    assert drafts.document(drafts.get_guide("third")) == third


def test_import_keeps_what_it_takes_out(editor: Client) -> None:
    """What the zip file no longer holds is kept as it was, in the name of who took it over."""
    drafts.replace(OTHER)
    confirm(editor, send(editor, DRAFT)["Location"])
    (gone,) = deletions("causes")
    assert (gone.slug, gone.by_name, gone.why) == ("dust", "eve", "Imported from a zip file.")
    before = earlier(gone)
    assert before
    assert json.loads(before.text)["name"] == "Dust"
