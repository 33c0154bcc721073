"""Editing a draft."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import object_of, revisions
from diagnostics.models import Cause, Guide, Option, Place, Question, Remedy, Sign, SignRow, Step
from tests.admin.form_client import change
from tests.builders import make_document
from tests.domain.rich import rich_document


def document() -> GuideDocument:
    """The draft now."""
    return drafts.document(drafts.get_guide("lamp"))


@pytest.mark.broad
@pytest.mark.parametrize(
    "name", ["guide", "place", "cause", "question", "signrow", "step", "menupath", "carrier", "case"]
)
def test_form_that_was_only_looked_at_changes_nothing(name: str, editor: Client, guide: Guide) -> None:
    """Opening any form and saving it leaves the document as it is, inlines and conditions included."""
    from django.apps import apps

    before = document()
    for row in apps.get_model("diagnostics", name)._default_manager.all():
        response = change(editor, row)
        assert response.status_code == 302, response.context["errors"]
    assert document() == before


def test_text_with_windows_line_ends_stays_the_same_document(editor: Client, guide: Guide) -> None:
    """Browsers send other line ends than files have; the document does not show it."""
    before = document()
    cause = Cause.objects.get(slug="dust")
    assert change(editor, cause, text=cause.text.replace("\n", "\r\n") + "\r\n").status_code == 302
    assert document() == before


def test_condition_is_edited_as_lines(editor: Client, guide: Guide) -> None:
    """Editors write conditions in lines, and the document has them."""
    change(editor, Step.objects.get(slug="rewire"), when="see: dark, flicker\nkind: desk")
    step = next(step for step in document().steps if step.slug == "rewire")
    assert step.when == {"see": ("dark", "flicker"), "kind": ("desk",)}


def test_wrong_condition_is_refused_in_words(editor: Client, guide: Guide) -> None:
    """A condition that cannot be read is shown again with a sentence."""
    response = change(editor, Step.objects.get(slug="rewire"), when="see dark")
    assert response.status_code == 200
    assert "“see dark” has nothing after a colon" in response.content.decode()


def test_change_is_kept_in_the_history(editor: Client, guide: Guide) -> None:
    """Every save of a draft row can be looked up and taken back."""
    cause = Cause.objects.get(slug="bulb")
    change(editor, cause, name="The bulb is gone")
    change(editor, cause, name="The bulb is missing")
    names = [json.loads(revision.text)["name"] for revision in revisions(*object_of(cause))]
    assert names == ["The bulb is missing", "The bulb is gone", cause.name]
    history = editor.get(reverse("admin:diagnostics_cause_history", args=[cause.pk]))
    assert history.status_code == 200


def test_part_of_another_guide_is_refused(editor: Client, guide: Guide) -> None:
    """No row of one guide refers to a row of another."""
    drafts.replace(make_document(slug="torch"))
    foreign = Place.objects.get(guide__slug="torch", slug="grid")
    response = change(editor, Cause.objects.get(guide=guide, slug="bulb"), place=foreign.pk)
    assert "“The power grid” belongs to another guide." in response.content.decode()
    assert document() == rich_document()


def test_remedy_for_a_cause_of_another_guide_is_refused(editor: Client, guide: Guide) -> None:
    """Inside a form as well."""
    drafts.replace(make_document(slug="torch"))
    step = Step.objects.get(guide=guide, slug="new-bulb")
    foreign = Cause.objects.get(guide__slug="torch", slug="bulb")
    response = change(editor, step, **{"remedies-0-cause": foreign.pk})
    assert "belongs to another guide" in response.content.decode()
    assert not Remedy.objects.filter(step=step, cause=foreign).exists()


def test_signs_offer_the_answers_of_their_question(editor: Client, guide: Guide) -> None:
    """In a row of signs only the answers to its question can be chosen, and carriers only where they are answers."""
    row = SignRow.objects.get(question__slug="power", cause__slug="bulb")
    page = editor.get(reverse("admin:diagnostics_signrow_change", args=[row.pk]))
    fields = page.context["inline_admin_formsets"][0].formset.empty_form.fields
    assert [label for _, label in fields["option"].choices][1:] == ["Option on", "Option off"]
    assert [label for _, label in fields["carrier"].choices][1:] == []
    row = SignRow.objects.get(question__slug="carrier")
    page = editor.get(reverse("admin:diagnostics_signrow_change", args=[row.pk]))
    fields = page.context["inline_admin_formsets"][0].formset.empty_form.fields
    assert [label for _, label in fields["carrier"].choices][1:] == ["Acme"]


def test_sign_is_added_to_a_row(editor: Client, guide: Guide) -> None:
    """An editor says what an answer means, and the document has it."""
    row = SignRow.objects.get(question__slug="see", cause__slug="bulb")
    dark = Option.objects.get(question__slug="see", slug="dark")
    count = Sign.objects.filter(row=row).count()
    added = {f"signs-{count}-option": dark.pk, f"signs-{count}-word": "against", f"signs-{count}-row": row.pk}
    assert change(editor, row, **added, **{"signs-TOTAL_FORMS": count + 1}).status_code == 302
    see = next(question for question in document().questions if question.slug == "see")
    assert see.signs["bulb"] == {"flicker": "for", "dark": "against"}


def test_second_row_of_signs_for_a_cause_is_refused(editor: Client, guide: Guide) -> None:
    """A question has one row for a cause, told in words."""
    see = Question.objects.get(slug="see")
    bulb = Cause.objects.get(slug="bulb")
    response = editor.post(reverse("admin:diagnostics_signrow_add"), {"question": see.pk, "cause": bulb.pk})
    assert "This question has a row for that cause already." in response.content.decode()


def test_place_with_causes_is_not_deleted(editor: Client, guide: Guide) -> None:
    """What other parts stand on stays, and the page says what stands on it."""
    place = Place.objects.get(slug="grid")
    response = editor.post(reverse("admin:diagnostics_place_delete", args=[place.pk]), {"post": "yes"})
    assert response.status_code == 200
    assert "The power is out" in response.content.decode()
    assert Place.objects.filter(slug="grid").exists()


def test_guide_is_deleted_whole_and_its_releases_stay(editor: Client, guide: Guide) -> None:
    """A draft can be thrown away; what was published is kept."""
    from diagnostics.models import Release

    form = {"post": "yes", "name": "lamp"}
    response = editor.post(reverse("admin:diagnostics_guide_delete", args=[guide.pk]), form)
    assert response.status_code == 302
    assert not Guide.objects.exists()
    assert not Cause.objects.exists()
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    "field", ["remedy.cause", "remedy.step", "cause.sources", "cause.place", "question.follows", "guide.urgent_page"]
)
def test_autocomplete_finds_by_slug_and_text(field: str, editor: Client, guide: Guide) -> None:
    """What editors look for while they type is found."""
    model, name = field.split(".")
    data = {"app_label": "diagnostics", "model_name": model, "field_name": name, "term": "a"}
    assert editor.get(reverse("admin:autocomplete"), data).json()["results"]
