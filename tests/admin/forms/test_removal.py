"""Deleting: what names an object, and what goes with it, is said before."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.domain import drafts
from diagnostics.models import Carrier, Cause, Guide, Question, Source, Step
from tests.admin.form_client import address_of, form_data, open_form


def test_deleting_says_which_places_name_it(editor: Client, guide: Guide) -> None:
    """Conditions, texts, cases, reports: each with its link; rows that go with it are not among them."""
    step = Step.objects.get(slug="turn-on")
    page = editor.get(reverse("admin:diagnostics_step_delete", args=[step.pk]))
    found = {mention.words: bool(mention.address) for mention in page.context["mentions"]}
    names = ("Guide “Why won't my lamp light?”", "Case “It is off”", "Report “It hums at night.”")
    assert found == dict.fromkeys(names, True)


def test_taking_out_an_answer_asks_first_and_loses_nothing(editor: Client, guide: Guide) -> None:
    """What names it, and what goes with it, is shown before anything is written; the second Save does it."""
    see = Question.objects.get(slug="see")
    number = list(see.options.values_list("slug", flat=True)).index("dark")
    before = drafts.document(guide)
    typed = {"text": "What about it?", f"options-{number}-DELETE": "on"}
    response = editor.post(address_of(see), open_form(editor, address_of(see)) | typed)
    (removal,) = response.context["removals"]
    assert (removal.kind, removal.words) == ("Answer", "Option dark")
    assert {mention.words for mention in removal.mentions} >= {"Case “It is off”"}
    assert all(mention.address for mention in removal.mentions)
    assert drafts.document(guide) == before
    asked = form_data(response)
    assert asked["text"] == "What about it?"
    assert editor.post(address_of(see), asked).status_code == 302
    see.refresh_from_db()
    assert see.text == "What about it?"
    assert not see.options.filter(slug="dark").exists()


def test_taking_out_something_else_than_was_asked_about_asks_again(editor: Client, guide: Guide) -> None:
    """Only what the editor has seen is taken out."""
    see = Question.objects.get(slug="see")
    asked = form_data(editor.post(address_of(see), open_form(editor, address_of(see)) | {"options-0-DELETE": "on"}))
    again = editor.post(address_of(see), asked | {"options-1-DELETE": "on"})
    assert len(again.context["removals"]) == 2
    assert see.options.count() == 2


def test_keeping_what_was_to_be_taken_out_saves_the_rest(editor: Client, guide: Guide) -> None:
    """The tick at Delete is taken away."""
    see = Question.objects.get(slug="see")
    typed = {"text": "What about it?", "options-0-DELETE": "on"}
    asked = form_data(editor.post(address_of(see), open_form(editor, address_of(see)) | typed))
    del asked["options-0-DELETE"]
    assert editor.post(address_of(see), asked).status_code == 302
    see.refresh_from_db()
    assert (see.text, see.options.count()) == ("What about it?", 2)


@pytest.mark.broad
@pytest.mark.parametrize(
    ("row", "group"),
    [
        ((Step, "rewire"), "variants"),
        ((Step, "rewire"), "remedies"),
        ((Carrier, "acme"), "facts"),
        ((Question, "power"), "options"),
    ],
)
def test_taking_out_any_row_asks_first(row: tuple[Any, str], group: str, editor: Client, guide: Guide) -> None:
    """Also where nothing names it."""
    table, slug = row
    thing, before = table.objects.get(slug=slug), drafts.document(guide)
    response = editor.post(address_of(thing), open_form(editor, address_of(thing)) | {f"{group}-0-DELETE": "on"})
    assert "Nothing is saved yet: look at what you take out" in response.content.decode()
    assert drafts.document(guide) == before
    (removal,) = response.context["removals"]
    assert bool(removal.takes_along) == (group == "options")
    assert editor.post(address_of(thing), form_data(response)).status_code == 302
    assert drafts.document(guide) != before


def test_deleting_a_source_says_which_places_cite_it(editor: Client, guide: Guide) -> None:
    """They would lose it, and a guide is not published where a source is missing."""
    source = Source.objects.get(slug="manual")
    page = editor.get(reverse("admin:diagnostics_source_delete", args=[source.pk]))
    cited = {mention.words for mention in page.context["mentions"]}
    assert "Cause “Cause dust”" in cited
    assert all(mention.address for mention in page.context["mentions"])
    assert "These places cite it as their source" in page.content.decode()
    assert page.context["deleted_objects"] == []


def test_what_goes_with_an_object_is_said_in_words(editor: Client, guide: Guide) -> None:
    """No names of tables and no numbers: what the rows say."""
    cause = Cause.objects.get(slug="dust")
    page = editor.get(reverse("admin:diagnostics_cause_delete", args=[cause.pk]))
    assert page.context["deleted_objects"] == ["“Do rewire” sometimes cures “Cause dust”"]
