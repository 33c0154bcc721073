"""History: every change can be looked up and taken back, one object at a time."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from reversion.models import Version

from diagnostics.domain import drafts
from diagnostics.domain.drafts.history import changing
from diagnostics.models import (
    Alarm,
    Carrier,
    Cause,
    Guide,
    MenuPath,
    Page,
    Place,
    Question,
    Sign,
    SignRow,
    Source,
    Step,
    StepNote,
    Term,
)
from tests.admin.form_client import address_of, change, shown
from tests.domain.rich import rich_document


def kept(*rows: Any) -> None:
    """Put rows into the history as they are."""
    with changing(by=User.objects.get(username="ada"), comment="As imported.") as now:
        for row in rows:
            now.note(row)


def back_to(editor: Client, row: Any, version: Version) -> Any:
    """Open an older version and save it."""
    model = row._meta.model_name
    address = reverse(f"admin:diagnostics_{model}_revision", args=[row.pk, version.pk])
    return saved(editor, address)


def bring_back(editor: Client, model: str, title: str) -> Any:
    """Find a deleted object in its list, look at it, save it."""
    response = editor.get(reverse(f"admin:diagnostics_{model}_recoverlist"))
    version = next(each for each in response.context["deleted"] if each.object_repr == title)
    address = reverse(f"admin:diagnostics_{model}_recover", args=[version.pk])
    return saved(editor, address)


def saved(editor: Client, address: str) -> Any:
    """Save what was looked at."""
    response = editor.post(address, posted(editor, address))
    assert response.status_code == 302, response.context["errors"]
    return response


def posted(editor: Client, address: str) -> dict[str, Any]:
    """What a browser sends from a form that was only looked at; its page may run under our CSP."""
    response = editor.get(address)
    assert response.status_code == 200
    return shown(response.context)


def versions(row: Any) -> list[Version]:
    """The newest first."""
    return list(Version.objects.get_for_object(row))


def test_older_version_is_put_back_with_its_rows(editor: Client, guide: Guide) -> None:
    """Fields, variants and remedies are again what they were."""
    step = Step.objects.get(slug="rewire")
    kept(step)
    change(editor, step, **{"title": "Other", "variants-0-DELETE": "on", "remedies-0-word": "always"})
    assert drafts.document(guide) != rich_document()
    assert back_to(editor, step, versions(step)[-1]).status_code == 302
    assert drafts.document(guide) == rich_document()


def test_looking_at_an_older_version_changes_nothing(editor: Client, guide: Guide) -> None:
    """Only saving does."""
    step = Step.objects.get(slug="rewire")
    kept(step)
    change(editor, step, **{"title": "Other", "variants-0-DELETE": "on"})
    now = drafts.document(guide)
    address = reverse("admin:diagnostics_step_revision", args=[step.pk, versions(step)[-1].pk])
    assert "Save it to make it so again." in editor.get(address).content.decode()
    assert drafts.document(guide) == now


def test_taking_back_one_object_leaves_the_others(editor: Client, guide: Guide) -> None:
    """Also where many were saved at the same moment."""
    step, cause = Step.objects.get(slug="rewire"), Cause.objects.get(slug="dust")
    kept(step, cause)
    change(editor, step, title="Other")
    change(editor, cause, name="Fluff")
    back_to(editor, step, versions(step)[-1])
    assert (Step.objects.get(slug="rewire").title, Cause.objects.get(slug="dust").name) == ("Do rewire", "Fluff")


def test_taking_back_keeps_the_address(editor: Client, guide: Guide) -> None:
    """What was renamed since then is still named by others, so it keeps its new name."""
    cause = Cause.objects.get(slug="dust")
    kept(cause)
    change(editor, cause, slug="fluff", name="Fluff")
    assert back_to(editor, cause, versions(cause)[-1]).status_code == 302
    cause.refresh_from_db()
    assert (cause.slug, cause.aliases, cause.name) == ("fluff", ["dirt", "dust"], "Cause dust")
    assert drafts.document(guide).steps[-1].remedies == {"bulb": "seldom", "fluff": "sometimes"}


def test_question_comes_back_with_its_signs(editor: Client, guide: Guide) -> None:
    """A deleted question is brought back whole: answers, rows of signs, and the signs in them."""
    question = Question.objects.get(slug="carrier")
    title = str(question)
    kept(question)
    editor.post(address_of(question).replace("change", "delete"), {"post": "yes"})
    assert not Question.objects.filter(slug="carrier").exists()
    assert bring_back(editor, "question", title).status_code == 302
    assert drafts.document(guide) == rich_document()
    assert Sign.objects.filter(row__question__slug="carrier").count() == 1


@pytest.mark.parametrize(
    ("model", "slug"),
    [
        *((Cause, "bulb"), (Step, "new-bulb"), (Source, "manual"), (Carrier, "acme"), (Place, "far")),
        *((Question, "power"), (Page, "keep"), (Guide, "lamp")),
    ],
    ids=str,
)
def test_what_hung_on_a_deleted_object_comes_back_with_it(model: Any, slug: str, editor: Client, guide: Guide) -> None:
    """Signs of a cause, notes inside a step, citations of a source in their order; nobody has to have saved it before."""
    hang_something_on_everything()
    if model is Page:
        Guide.objects.update(prevention_page=None)
    before, rows = drafts.document(guide), signs()
    row = model.objects.get(slug=slug)
    assert editor.post(address_of(row).replace("change", "delete"), {"post": "yes"}).status_code == 302
    assert not model.objects.filter(slug=slug).exists()
    assert bring_back(editor, model._meta.model_name, str(row)).status_code == 302
    assert drafts.document(Guide.objects.get(slug="lamp")) == before
    assert signs() == rows


def hang_something_on_everything() -> None:
    """What the guide for tests has not: signs by place, notes inside the steps, sources in another order."""
    lamp, manual, named = Guide.objects.get(), Source.objects.get(slug="manual"), Source.objects.get(slug="named")
    row = SignRow.objects.create(question=Question.objects.get(slug="see"), place=Place.objects.get(slug="far"))
    Sign.objects.create(row=row, option=row.question.options.all()[0], word="against")
    carrier, step = lamp.carrier_set.get(slug="acme"), lamp.step_set.get(slug="new-bulb")
    StepNote.objects.update_or_create(carrier=carrier, step=step, defaults={"text": "Ask acme."})
    citing: list[Any] = [step, *Cause.objects.filter(slug="dust"), *Carrier.objects.all()]
    for each in citing:
        each.sources.clear()
        each.sources.add(named)
        each.sources.add(manual)


def signs() -> list[Any]:
    """All signs with the rows that they stand in."""
    return list(Sign.objects.order_by("pk").values_list("pk", "row", "row__cause", "row__place", "option", "word"))


def test_what_hung_on_it_stays_away_where_its_other_end_is_gone(editor: Client, guide: Guide) -> None:
    """A sign of a question that was deleted meanwhile does not come back, and does not stop the rest."""
    cause = Cause.objects.get(slug="bulb")
    remedies = cause.remedies.count()
    editor.post(address_of(cause).replace("change", "delete"), {"post": "yes"})
    Question.objects.get(slug="carrier").delete()
    before = SignRow.objects.count()
    assert bring_back(editor, "cause", str(cause)).status_code == 302
    assert cause.remedies.count() == remedies
    assert SignRow.objects.filter(cause__slug="bulb").count() == SignRow.objects.count() - before
    assert not SignRow.objects.filter(question__slug="carrier").exists()


def test_row_about_a_cause_that_is_gone_does_not_become_a_row_about_all_others(editor: Client, guide: Guide) -> None:
    """Without its cause it would say something else, so it is left out."""
    question = Question.objects.get(slug="power")
    kept(question)
    Cause.objects.get(slug="bulb").delete()
    change(editor, question, label="Other")
    assert back_to(editor, question, versions(question)[-1]).status_code == 302
    about = [(row.cause and row.cause.slug, row.place and row.place.slug) for row in question.sign_rows.all()]
    assert sorted(map(str, about)) == ["(None, 'grid')", "(None, None)"]


def test_taking_back_a_living_object_leaves_what_hangs_on_it(editor: Client, guide: Guide) -> None:
    """Only what belongs to it is taken back: signs about a cause are of their question."""
    cause = Cause.objects.get(slug="bulb")
    kept(cause)
    SignRow.objects.filter(cause=cause).delete()
    change(editor, cause, name="Other")
    assert back_to(editor, cause, versions(cause)[-1]).status_code == 302
    assert (Cause.objects.get(slug="bulb").name, SignRow.objects.filter(cause=cause).count()) == (cause.name, 0)


@pytest.mark.parametrize(
    ("model", "slug"),
    [(Term, "power"), (MenuPath, "lamp-settings"), (Alarm, "fire"), (Page, "keep"), (Step, "candle")],
)
def test_deleted_object_is_brought_back(model: Any, slug: str, editor: Client, guide: Guide) -> None:
    """Deleting is undone from the list of what was deleted."""
    Guide.objects.update(prevention_page=None)
    before = drafts.document(guide)
    row = model.objects.get(slug=slug)
    kept(row)
    title = str(row)
    assert editor.post(address_of(row).replace("change", "delete"), {"post": "yes"}).status_code == 302
    assert bring_back(editor, model._meta.model_name, title).status_code == 302
    assert drafts.document(guide) == before


def test_what_a_version_refers_to_and_is_gone_is_left_out(editor: Client, guide: Guide) -> None:
    """A remedy for a cause that was deleted since does not come back, and does not stop the rest."""
    step = Step.objects.get(slug="rewire")
    kept(step)
    Cause.objects.get(slug="dust").delete()
    change(editor, step, title="Other")
    assert back_to(editor, step, versions(step)[-1]).status_code == 302
    assert dict(step.remedies.values_list("cause__slug", "word")) == {"bulb": "seldom"}


def test_slug_that_was_given_away_is_not_taken_back(editor: Client, guide: Guide) -> None:
    """A deleted cause whose address belongs to another by now is not brought back, and the page says why."""
    cause = Cause.objects.get(slug="dust")
    kept(cause)
    place, guide_of = cause.place, cause.guide
    version = versions(cause)[0]
    cause.delete()
    Cause.objects.create(guide=guide_of, place=place, slug="dust", name="New dust", summary="New.")
    response = editor.get(reverse("admin:diagnostics_cause_recover", args=[version.pk]), follow=True)
    assert "“dust” belongs to something else by now." in response.content.decode()


def test_history_says_who_when_and_what(editor: Client, guide: Guide) -> None:
    """In words, the newest first."""
    cause = Cause.objects.get(slug="dust")
    kept(cause)
    change(editor, cause, name="Fluff")
    page = editor.get(reverse("admin:diagnostics_cause_history", args=[cause.pk]))
    revisions = [action["revision"] for action in page.context["action_list"]]
    assert [(r.get_comment(), r.user.username) for r in revisions] == [
        ("Changed Name.", "ada"),
        ("As imported.", "ada"),
    ]


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
