"""What was recalled, on the pages that could show it again."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.domain import drafts
from diagnostics.domain.publishing import examinations, importing
from diagnostics.domain.publishing.publishing import publish, rollback
from diagnostics.domain.publishing.recalls import recall
from diagnostics.models import Publication
from tests.builders import a_step, make_document
from tests.markup import flat

pytestmark = pytest.mark.django_db
HOME = "/admin/guides/lamp/"
GOOD = make_document()
BAD = make_document(add={"steps": [a_step("hammer", {"bulb": "always"}, title="Hit it")]})
SAID = re.compile(r"Hit it” ?: What it says was recalled from release 2 on .* by bob: “It hurts\.”")
WHY = "The hammer is soft now."


@pytest.fixture
def publisher(editor: Client) -> Client:
    """A harmful step was taken back and recalled; the draft still holds it."""
    for document in (GOOD, BAD):
        drafts.replace(document)
        publish("lamp", note="", by="bob")
    rollback("lamp", 1, why="It hurts.", by="bob")
    recall("lamp", 2, steps=["hammer"], why="It hurts.", by="bob")
    return editor


def text(response: Any) -> str:
    """The page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_publishing_it_asks_why(publisher: Client) -> None:
    """The page names it from the start; without a reason nothing goes live, and what was typed comes back."""
    for document in (GOOD, BAD):
        examinations.run(document, "check")
    address, hashed = f"{HOME}publish/", sha256(canonical_json(BAD))
    assert SAID.search(text(publisher.get(address)))
    form = {"do": "publish", "draft": hashed, "live": "3", "checked": hashed, "known": "steps.hammer", "read": "on"}
    form |= {"tick": "steps.hammer", "note": "Hit it again."}
    refused = publisher.post(address, form)
    assert (refused.status_code, Publication.objects.count()) == (422, 3)
    assert "Nothing was published: it says what was recalled." in text(refused)
    assert ">Hit it again.</textarea>" in flat(refused.content.decode())
    done = publisher.post(address, form | {"let_through": WHY}, follow=True)
    assert f"Shows what was recalled, because: “{WHY}”" in text(done)
    assert f"Shows what was recalled, because: {WHY}" in text(publisher.get(f"{HOME}releases/"))


def test_publishing_without_it_asks_nothing(publisher: Client) -> None:
    """What is not ticked is not asked about."""
    drafts.replace(BAD.model_copy(update={"title": "New?"}))
    page = publisher.post(f"{HOME}publish/", {"do": "check", "known": ["guide", "steps.hammer"], "tick": "guide"})
    assert "let_through" not in page.content.decode()


def test_rolling_back_to_it_asks_why(publisher: Client) -> None:
    """The same on the way back."""
    address = f"{HOME}releases/2/live/"
    assert SAID.search(text(publisher.get(address)))
    form = {"live": "3", "why": "We need it.", "harm": "nothing"}
    refused = publisher.post(address, form)
    assert (refused.status_code, Publication.objects.count()) == (422, 3)
    assert ">We need it.</textarea>" in flat(refused.content.decode())
    done = publisher.post(address, form | {"let_through": WHY}, follow=True)
    assert f"Shows what was recalled, because: {WHY}" in text(done)


def test_recalling_what_the_older_release_says_too_asks_why(publisher: Client) -> None:
    """Where it is recalled with the same button, it is named once that is pressed; nothing was recalled yet."""
    form = {"live": "3", "why": "It hurts.", "harm": "steps", "step": "turn-on"}
    refused = publisher.post(f"{HOME}releases/2/live/", form)
    assert refused.status_code == 422
    assert "“Do turn-on”" in text(refused)
    assert 'value="turn-on" checked' in flat(refused.content.decode())
    assert not refused.context["gone"]


@pytest.mark.parametrize("is_new", [False, True])
def test_importing_it_asks_why(publisher: Client, is_new: bool) -> None:
    """Into the draft, and as a new guide under the old address."""
    drafts.replace(GOOD)
    if is_new:
        drafts.get_guide("lamp").delete()
    upload = importing.keep_upload(BAD, by=User.objects.get(username="ada"))
    address = reverse("admin:import-new-review", args=[upload.pk]) if is_new else f"{HOME}import/{upload.pk}/"
    page = publisher.get(address)
    assert SAID.search(text(page))
    form = {"draft": page.context["review"].fingerprint}
    refused = publisher.post(address, form | {"let_through": " "})
    assert "Nothing was taken over: it says what was recalled." in text(refused)
    assert publisher.post(address, form | {"let_through": WHY}).status_code == 302
    assert drafts.document(drafts.get_guide("lamp")) == BAD


def test_check_warns_of_it(publisher: Client) -> None:
    """Long before somebody publishes, with a link to the step."""
    page = publisher.get(f"{HOME}check/")
    assert "What it says was recalled from release 2" in text(page)
    assert any("What it says was recalled" in kind.sentence for kind in page.context["warnings"])
