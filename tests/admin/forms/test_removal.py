"""Deleting: what names an object, and what goes with it, is said before."""

from django.test import Client
from django.urls import reverse

from diagnostics.models import Cause, Guide, Question, Source, Step
from tests.admin.form_client import change


def test_deleting_says_which_places_name_it(editor: Client, guide: Guide) -> None:
    """Conditions, texts, cases: each with its link; rows that go with it are not among them."""
    step = Step.objects.get(slug="turn-on")
    page = editor.get(reverse("admin:diagnostics_step_delete", args=[step.pk]))
    found = {mention.words: bool(mention.address) for mention in page.context["mentions"]}
    assert found == {"Guide “Why won't my lamp light?”": True, "Case “It is off”": True}


def test_deleting_an_answer_says_which_places_name_it(editor: Client, guide: Guide) -> None:
    """Answers are deleted inside their question; what still names them is said after saving."""
    see = Question.objects.get(slug="see")
    number = list(see.options.values_list("slug", flat=True)).index("dark")
    data = {f"options-{number}-DELETE": "on"}
    response = change(editor, see, **data)
    assert response.status_code == 302
    page = editor.get(response.url).content.decode()
    assert "is gone, but it is still named here" in page
    assert "Case “It is off”" in page


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
