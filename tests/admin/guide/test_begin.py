"""Beginning a guide: what comes next, in order, and a small one that works."""

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.domain import drafts
from diagnostics.domain.editing.new_guide import what_is_there
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Guide, Option, Question
from tests.admin.form_client import add

WORDS = {"title": "Why is my torch dark?", "slug": "torch", "summary": "Find out.", "working": "It shines"}
WORDS |= {"not_working": "Still dark", "urgent": "In a hurry?"}


@pytest.fixture
def torch(editor: Client, guide: Guide) -> Guide:
    """A second guide, as its form makes it."""
    response = add(editor, "guide", **WORDS)
    assert response.headers["Location"].partition("?")[0] == reverse("admin:guide-home", args=["torch"])
    return Guide.objects.get(slug="torch")


def test_the_overview_of_an_empty_guide_says_what_comes_next(editor: Client, torch: Guide) -> None:
    """In order, each with the form in which it is written."""
    todo = editor.get(reverse("admin:guide-home", args=["torch"])).context["next"]
    assert [one.what for one in todo][:4] == ["Places", "Sources", "Causes", "The first question"]
    assert [one.what for one in todo][-1] == "Publish"
    assert not any(one.is_done for one in todo)
    for one in todo:
        assert editor.get(one.address).status_code == 200, one


def test_a_first_question_with_one_answer_is_not_done(torch: Guide) -> None:
    """The list says what the check says."""
    first = Question.objects.create(
        guide=torch, slug="see", text="See?", label="See", why="W", effort="glance", asked="first"
    )
    for slug, is_done in (("dark", False), ("lit", True)):
        Option.objects.create(question=first, slug=slug, text=slug)
        assert what_is_there(torch)["first question"] is is_done


def test_a_small_guide_is_put_in_and_can_be_published(editor: Client, torch: Guide) -> None:
    """What was written of it before stays."""
    page = editor.post(reverse("admin:guide-begin", args=["torch"]), follow=True)
    document = drafts.document(torch)
    assert errors(quick_check(document)) == ()
    assert (document.title, document.working, document.urgent) == (WORDS["title"], "It shines", "In a hurry?")
    assert [one.what for one in page.context["next"] if not one.is_done] == [
        "Check",
        "Walk through the preview",
        "Publish",
    ]
    publish("torch", note="First", by="ada")
    assert editor.get(reverse("admin:guide-home", args=["torch"])).context["next"] == ()


def test_nothing_is_put_into_a_guide_that_holds_something(editor: Client, guide: Guide) -> None:
    before = drafts.document(guide)
    page = editor.post(reverse("admin:guide-begin", args=["lamp"]), follow=True)
    assert "There is something in this guide already" in page.content.decode()
    assert drafts.document(guide) == before
