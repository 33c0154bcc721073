"""Forms stay in one guide, where there are two with equal slugs everywhere."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.admin.fields.conditions import condition_choices
from diagnostics.admin.fields.draft_names import DraftNames
from diagnostics.domain import drafts
from diagnostics.models import Cause, Guide, Remedy, Source, Step
from tests.admin.form_client import change, open_form
from tests.domain.rich import rich_document


@pytest.fixture
def torch(guide: Guide) -> Guide:
    """A second guide; its slugs are the first one's."""
    return drafts.replace(rich_document().model_copy(update={"slug": "torch", "aliases": ()}))


def offered_keys(editor: Client, address: str) -> set[int]:
    """Keys of what a picker offers."""
    return {int(one["id"]) for one in editor.get(address).json()["results"]}


def widgets(response: object) -> list[object]:
    """Pickers of a form and of the rows inside it."""
    context = response.context  # type: ignore[attr-defined]  # Django's test client
    forms = [context["adminform"].form, *(fs.formset.empty_form for fs in context["inline_admin_formsets"])]
    fields = [field for form in forms for field in form.fields.values()]
    return [getattr(field.widget, "widget", None) for field in fields if hasattr(field.widget, "widget")]


@pytest.mark.parametrize(
    ("name", "slug"), [("cause", "bulb"), ("step", "rewire"), ("question", "power"), ("carrier", "acme")]
)
def test_pickers_offer_what_is_in_the_guide(name: str, slug: str, editor: Client, guide: Guide, torch: Guide) -> None:
    """Of every reference in a form and in the rows inside it, and in an empty form."""
    from django.apps import apps

    row = apps.get_model("diagnostics", name)._default_manager.get(guide=torch, slug=slug)
    forms = [
        reverse(f"admin:diagnostics_{name}_change", args=[row.pk]),
        f"{reverse(f'admin:diagnostics_{name}_add')}?guide={torch.pk}",
    ]
    for address in forms:
        found = widgets(editor.get(address))
        assert found
        for widget in found:
            attributes = widget.build_attrs({})  # type: ignore[attr-defined]  # a picker
            asked = {"app_label": "data-app-label", "model_name": "data-model-name", "field_name": "data-field-name"}
            query = "".join(f"&{key}={attributes[source]}" for key, source in asked.items())
            model = widget.field.related_model  # type: ignore[attr-defined]  # a picker
            own = set(model.objects.filter(guide=torch).values_list("pk", flat=True)[:20])
            assert offered_keys(editor, attributes["data-ajax--url"] + query) == own


def test_a_picker_that_names_no_guide_offers_nothing(editor: Client, guide: Guide, torch: Guide) -> None:
    """Rather nothing than something of another guide."""
    query = "?app_label=diagnostics&model_name=remedy&field_name=step"
    assert offered_keys(editor, reverse("admin:autocomplete") + query) == set()
    assert offered_keys(editor, reverse("admin:autocomplete") + query + "&guide=999") == set()


def test_the_link_beside_a_picker_adds_to_the_same_guide(editor: Client, guide: Guide, torch: Guide) -> None:
    page = editor.get(reverse("admin:diagnostics_cause_change", args=[Cause.objects.get(guide=torch, slug="bulb").pk]))
    links = re.findall(r'href="([^"]*/step/add/\?[^"]*)"', page.content.decode())
    assert links
    assert all(link.endswith(f"&amp;guide={torch.pk}") for link in links), links


def test_a_new_cause_is_not_cured_by_a_step_of_another_guide(editor: Client, guide: Guide, torch: Guide) -> None:
    """Nor is anything saved; the sentence stands at the step."""
    address = f"{reverse('admin:diagnostics_cause_add')}?guide={torch.pk}"
    place = torch.place_set.first()
    source = Source.objects.filter(guide=torch).first()
    foreign = Step.objects.get(guide=guide, slug="turn-on")
    said = {"name": "Dust", "summary": "Dusty.", "place": place.pk, "sources": [source.pk]}  # type: ignore[union-attr]  # there are some
    row = {"remedies-TOTAL_FORMS": 1, "remedies-0-step": foreign.pk, "remedies-0-word": "always"}
    response = editor.post(address, open_form(editor, address) | said | row)
    assert "belongs to another guide. Choose one of this guide." in response.content.decode()
    assert not Cause.objects.filter(name="Dust").exists()
    row["remedies-0-step"] = Step.objects.get(guide=torch, slug="turn-on").pk
    assert editor.post(address, open_form(editor, address) | said | row).status_code == 302
    assert Cause.objects.get(name="Dust").guide == torch


def test_an_old_cause_is_not_cured_by_a_step_of_another_guide(editor: Client, guide: Guide, torch: Guide) -> None:
    cause = Cause.objects.get(guide=torch, slug="bulb")
    count = cause.remedies.count()
    row = {
        "remedies-TOTAL_FORMS": count + 1,
        f"remedies-{count}-step": Step.objects.get(guide=guide, slug="turn-on").pk,
    }
    response = change(editor, cause, **row, **{f"remedies-{count}-word": "always"})
    assert "belongs to another guide" in response.content.decode()
    assert not Remedy.objects.filter(cause=cause, step__guide=guide).exists()


def test_a_remedy_by_itself_stays_in_one_guide(editor: Client, guide: Guide, torch: Guide) -> None:
    """Neither of its two names says which guide; they must agree."""
    address = f"{reverse('admin:diagnostics_remedy_add')}?guide={torch.pk}"
    step, cause = Step.objects.get(guide=torch, slug="turn-on"), Cause.objects.get(guide=guide, slug="bulb")
    response = editor.post(address, {"step": step.pk, "cause": cause.pk, "word": "always"})
    assert "belongs to another guide" in response.content.decode()


@pytest.mark.parametrize("model", ["cause", "remedy", "signrow", "option", "page"])
def test_something_new_is_asked_for_its_guide_first(model: str, editor: Client, guide: Guide, torch: Guide) -> None:
    """Where there are several; the only guide need not be chosen."""
    address = reverse(f"admin:diagnostics_{model}_add")
    page = editor.get(f"{address}?_popup=1")
    assert [link for _, link in page.context["guides"]] == [f"?_popup=1&guide={one.pk}" for one in (guide, torch)]
    assert "adminform" in editor.get(f"{address}?guide={torch.pk}").context
    guide.delete()
    assert "adminform" in editor.get(address).context


def test_without_any_guide_there_is_nothing_to_add_to(editor: Client) -> None:
    page = editor.get(reverse("admin:diagnostics_cause_add")).content.decode()
    assert "There is no guide yet that it could belong to." in page
    assert reverse("admin:diagnostics_guide_add") in page


def test_conditions_offer_none_of_a_list(guide: Guide) -> None:
    """It can be named like an answer; of other questions there is none."""
    answers = {
        one["slug"]: [answer["slug"] for answer in one["answers"]] for one in condition_choices(DraftNames(guide))
    }
    assert answers["facts"] == ["hum", "smell", "none"]
    assert "none" not in answers["see"]
