"""History: every change can be looked up and undone, one object at a time."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.domain import drafts
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
from diagnostics.models.drafts.tables import PART_OF
from tests.admin.form_client import change
from tests.admin.history.buttons import at, back_to, bring_back, delete, fingerprint, revisions_of
from tests.domain.rich import rich_document


def test_older_revision_is_put_back_with_its_rows(editor: Client, guide: Guide) -> None:
    """Fields, variants and remedies are again what they were."""
    step = Step.objects.get(slug="rewire")
    change(editor, step, **{"title": "Other", "variants-0-DELETE": "on", "remedies-0-word": "always"})
    assert drafts.document(guide) != rich_document()
    assert back_to(editor, step, revisions_of(step)[-1]).status_code == 302
    assert drafts.document(guide) == rich_document()


def test_looking_at_an_older_revision_changes_nothing(editor: Client, guide: Guide) -> None:
    """Only the button does."""
    step = Step.objects.get(slug="rewire")
    change(editor, step, **{"title": "Other", "variants-0-DELETE": "on"})
    now = drafts.document(guide)
    address = at(revisions_of(step)[-1])
    assert "Put this back" in editor.get(address).content.decode()
    assert drafts.document(guide) == now


def test_taking_back_one_object_leaves_the_others(editor: Client, guide: Guide) -> None:
    """Also where many were saved at the same moment."""
    step, cause = Step.objects.get(slug="rewire"), Cause.objects.get(slug="dust")
    change(editor, step, title="Other")
    change(editor, cause, name="Fluff")
    back_to(editor, step, revisions_of(step)[-1])
    assert (Step.objects.get(slug="rewire").title, Cause.objects.get(slug="dust").name) == ("Do rewire", "Fluff")


def test_taking_back_keeps_the_address(editor: Client, guide: Guide) -> None:
    """What was renamed since then is still named by others, so it keeps its new name."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, slug="fluff", name="Fluff")
    assert back_to(editor, cause, revisions_of(cause)[-1]).status_code == 302
    cause.refresh_from_db()
    assert (cause.slug, cause.aliases, cause.name) == ("fluff", ["dirt", "dust"], "Cause dust")
    assert drafts.document(guide).steps[-1].remedies == {"bulb": "seldom", "fluff": "sometimes"}


def test_question_comes_back_with_its_signs(editor: Client, guide: Guide) -> None:
    """A deleted question is brought back whole: answers, rows of signs, and the signs in them."""
    question = Question.objects.get(slug="carrier")
    title = str(question)
    delete(editor, question)
    assert bring_back(editor, "questions", title).status_code == 302
    assert drafts.document(guide) == rich_document()
    assert Sign.objects.filter(row__question__slug="carrier").count() == 1


@pytest.mark.broad
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
    delete(editor, row)
    assert bring_back(editor, PART_OF[model], str(row)).status_code == 302
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
    about = ("row__question__slug", "row__cause__slug", "row__place__slug")
    return sorted(map(str, Sign.objects.values_list(*about, "option__slug", "carrier__slug", "word")))


def test_what_hung_on_it_stays_away_where_its_other_end_is_gone(editor: Client, guide: Guide) -> None:
    """A sign of a question that was deleted meanwhile does not come back, and does not stop the rest."""
    cause = Cause.objects.get(slug="bulb")
    remedies = cause.remedies.count()
    delete(editor, cause)
    Question.objects.get(slug="carrier").delete()
    before = SignRow.objects.count()
    assert bring_back(editor, "causes", str(cause)).status_code == 302
    assert Cause.objects.get(slug="bulb").remedies.count() == remedies
    assert SignRow.objects.filter(cause__slug="bulb").count() == SignRow.objects.count() - before
    assert not SignRow.objects.filter(question__slug="carrier").exists()


def test_row_about_a_cause_that_is_gone_does_not_become_a_row_about_all_others(editor: Client, guide: Guide) -> None:
    """Without its cause it would say something else, so it is left out."""
    question = Question.objects.get(slug="power")
    change(editor, question, label="Other")
    delete(editor, Cause.objects.get(slug="bulb"))
    assert back_to(editor, question, revisions_of(question)[-1]).status_code == 302
    about = [(row.cause and row.cause.slug, row.place and row.place.slug) for row in question.sign_rows.all()]
    assert sorted(map(str, about)) == ["(None, 'grid')", "(None, None)"]


def test_taking_back_a_living_object_leaves_what_hangs_on_it(editor: Client, guide: Guide) -> None:
    """Only what belongs to it is taken back: signs about a cause are of their question."""
    cause = Cause.objects.get(slug="bulb")
    SignRow.objects.filter(cause=cause).delete()
    change(editor, cause, name="Other")
    assert back_to(editor, cause, revisions_of(cause)[-1]).status_code == 302
    assert (Cause.objects.get(slug="bulb").name, SignRow.objects.filter(cause=cause).count()) == (cause.name, 0)


@pytest.mark.broad
@pytest.mark.parametrize(
    ("model", "slug"),
    [(Term, "power"), (MenuPath, "lamp-settings"), (Alarm, "fire"), (Page, "keep"), (Step, "candle")],
)
def test_deleted_object_is_brought_back(model: Any, slug: str, editor: Client, guide: Guide) -> None:
    """Deleting is undone from the list of what was deleted."""
    Guide.objects.update(prevention_page=None)
    before = drafts.document(guide)
    row = model.objects.get(slug=slug)
    title = str(row)
    delete(editor, row)
    assert bring_back(editor, PART_OF[model], title).status_code == 302
    assert drafts.document(guide) == before


def test_what_a_version_refers_to_and_is_gone_is_left_out(editor: Client, guide: Guide) -> None:
    """A remedy for a cause that was deleted since does not come back, and does not stop the rest."""
    step = Step.objects.get(slug="rewire")
    change(editor, step, title="Other")
    delete(editor, Cause.objects.get(slug="dust"))
    page = editor.get(at(revisions_of(step)[-1]))
    assert page.context["left_out"] == ["the cause “dust” (Step “Do rewire” › Remedies)"]
    assert back_to(editor, step, revisions_of(step)[-1]).status_code == 302
    assert dict(step.remedies.values_list("cause__slug", "word")) == {"bulb": "seldom"}


def test_slug_that_was_given_away_is_not_taken_back(editor: Client, guide: Guide) -> None:
    """A deleted cause whose address belongs to another by now is not brought back, and the page says why."""
    cause = Cause.objects.get(slug="dust")
    place, guide_of = cause.place, cause.guide
    delete(editor, cause)
    (deletion, _) = revisions_of(cause)
    Cause.objects.create(guide=guide_of, place=place, slug="dust", name="New dust", summary="New.")
    response = editor.get(at(deletion), follow=True)
    assert "“dust” belongs to something else by now." in response.content.decode()


def test_history_says_who_when_why_and_what(editor: Client, guide: Guide) -> None:
    """In words, the newest first; a long text word by word."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff", text=cause.text.replace("quoted", "famous"))
    page = editor.get(reverse("admin:diagnostics_cause_history", args=[cause.pk]))
    new, old = page.context["entries"]
    assert (new.revision.by_name, new.revision.why) == ("ada", "Changed Name and Text.")
    assert (old.revision.by_name, old.revision.why) == ("", "As it stood before.")
    text = page.content.decode()
    assert at(new.revision) in text
    assert "Fluff</ins>" in text
    assert re.search(r"<del><span[^>]*>\[taken out:\s*</span>“quoted”<", text)
    assert re.search(r"<ins><span[^>]*>\[new:\s*</span>“famous”<", text)


def test_undoing_is_undone_like_every_change(editor: Client, guide: Guide) -> None:
    """It is a change with a name and a reason of its own."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff")
    back_to(editor, cause, revisions_of(cause)[-1])
    assert Cause.objects.get(pk=cause.pk).name == "Cause dust"
    undone = revisions_of(cause)[0]
    assert (undone.by_name, undone.why[:20]) == ("ada", "Put back as it was o")
    back_to(editor, cause, revisions_of(cause)[1])
    assert Cause.objects.get(pk=cause.pk).name == "Fluff"


def test_place_that_is_gone_is_named_before_anything_is_written(editor: Client, guide: Guide) -> None:
    """A cause cannot stand nowhere: its place comes first."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, place=Place.objects.get(slug="far").pk)
    change(editor, cause, place=Place.objects.get(slug="grid").pk)
    delete(editor, Place.objects.get(slug="far"))
    address = at(revisions_of(cause)[1])
    page = editor.get(address)
    assert page.context["undo"].refusals == ("Its place “far” is gone. Bring that back first.",)
    assert "Put this back" not in page.content.decode()
    now = drafts.document(guide)
    assert editor.post(address, {"shown": page.context["undo"].fingerprint}).status_code == 409
    assert drafts.document(guide) == now


def test_what_would_name_nothing_is_told(editor: Client, guide: Guide) -> None:
    """A condition may name a question that is gone: a draft can hold that, and a release cannot."""
    step = Step.objects.get(slug="rewire")
    change(editor, step, title="Other", when="", never_while="", only_after=[], **{"variants-0-DELETE": "on"})
    delete(editor, Question.objects.get(slug="power"))
    delete(editor, Question.objects.get(slug="kind"))
    page = editor.get(at(revisions_of(step)[-1]))
    assert "the question “kind” (Step “Do rewire” › Only where)" in page.context["broken"]
    assert back_to(editor, step, revisions_of(step)[-1]).status_code == 302
    assert Step.objects.get(slug="rewire").when == {"kind": ["desk"]}


def test_draft_with_a_fault_is_cured_first(editor: Client, guide: Guide) -> None:
    """The history is there, and the page of a revision leads to the check."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff")
    Step.objects.filter(slug="rewire").update(summary="")
    history = editor.get(reverse("admin:diagnostics_cause_history", args=[cause.pk])).content.decode()
    assert "Fluff</ins>" in history
    page = editor.get(at(revisions_of(cause)[-1])).content.decode()
    assert "Nothing can be put back while the draft has these faults." in page
    assert reverse("admin:guide-check", args=["lamp"]) in page
    assert "Put this back" not in page


def test_object_with_a_fault_has_a_history_too(editor: Client, guide: Guide) -> None:
    """Who changed it and when is told; what it said cannot be."""
    Cause.objects.filter(slug="dust").update(summary="")
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, summary="Cured.")
    page = editor.get(reverse("admin:diagnostics_cause_history", args=[cause.pk]))
    assert [entry.rows for entry in page.context["entries"]] == [None, None]
    assert "cannot be shown in words" in page.content.decode()


def test_draft_that_changed_since_is_shown_again(editor: Client, guide: Guide) -> None:
    """Nobody puts back what they have not seen."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff")
    address = at(revisions_of(cause)[-1])
    shown = fingerprint(editor, address)
    change(editor, cause, summary="Other.")
    response = editor.post(address, {"shown": shown})
    assert response.status_code == 409
    assert "The draft has changed since you opened this page." in response.content.decode()
    assert Cause.objects.get(pk=cause.pk).name == "Fluff"


def test_what_the_draft_says_already_has_no_button(editor: Client, guide: Guide) -> None:
    """The newest revision is the draft."""
    cause = Cause.objects.get(slug="dust")
    change(editor, cause, name="Fluff")
    page = editor.get(at(revisions_of(cause)[0])).content.decode()
    assert "The draft says this already." in page
    assert 'name="shown"' not in page
