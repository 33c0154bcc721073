"""Who changed what, object by object; and that writing a draft touches only what differs."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User

from diagnostics.domain import drafts
from diagnostics.domain.drafts import history
from diagnostics.domain.drafts.renaming import rename
from diagnostics.models import Cause, Guide, Question, Remedy, Revision, Sign, Step, StepNote, Variant
from tests.builders import make_document
from tests.domain.rich import rich_document
from tests.domain.told import changes_of

pytestmark = pytest.mark.django_db
INSIDE = (Sign, Variant, Remedy)


def changed_objects(document_changes: dict[str, Any]) -> set[tuple[str, str]]:
    """What the history names after the small guide was replaced by one with these changes."""
    guide = drafts.replace(make_document())
    with history.changing(guide, by=None, comment="again"):
        drafts.replace(make_document(**document_changes))
    return set(Revision.objects.filter(why="again").values_list("part", "slug"))


def test_replace_by_the_same_touches_nothing() -> None:
    """A document written over itself leaves every row and its key as they are, and no word in the history."""
    guide = drafts.replace(rich_document())
    before = [list(model.objects.order_by("pk").values()) for model in INSIDE]
    with history.changing(guide, by=None, comment="again"):
        drafts.replace(rich_document())
    assert [list(model.objects.order_by("pk").values()) for model in INSIDE] == before
    assert Revision.objects.count() == 0


def test_replace_names_the_object_that_differs() -> None:
    """A change inside an object is told of that object alone."""
    plain = make_document().model_dump(mode="json", by_alias=True)
    steps = plain["steps"]
    steps[0]["variants"][0]["text"] = "1. Do it otherwise."
    assert changed_objects({"steps": steps}) == {("steps", steps[0]["slug"])}


def test_replace_names_the_question_of_a_changed_sign() -> None:
    """Signs belong to their question."""
    questions = make_document().model_dump(mode="json", by_alias=True)["questions"]
    question = next(one for one in questions if one["signs"])
    row = next(iter(question["signs"].values()))
    option = next(iter(row))
    row[option] = "against" if row[option] != "against" else "for"
    assert changed_objects({"questions": questions}) == {("questions", question["slug"])}


def test_replace_keeps_the_key_of_a_renamed_part() -> None:
    """A slug that has become an alias goes on in the same row."""
    drafts.replace(make_document())
    key = Cause.objects.get(slug="bulb").pk
    text = make_document().model_dump_json(by_alias=True).replace('"bulb"', '"lamp-bulb"')
    document = make_document().model_validate_json(text)
    causes = [c.model_copy(update={"aliases": ("bulb",)} if c.slug == "lamp-bulb" else {}) for c in document.causes]
    drafts.replace(document.model_copy(update={"causes": tuple(causes)}))
    assert Cause.objects.get(slug="lamp-bulb").pk == key
    assert not Cause.objects.filter(slug="bulb").exists()


def test_replace_keeps_the_row_of_a_renamed_guide() -> None:
    """So does the guide itself."""
    key = drafts.replace(make_document()).pk
    drafts.replace(make_document(slug="light", aliases=["lamp"]))
    assert [(guide.pk, guide.slug) for guide in Guide.objects.all()] == [(key, "light")]


def test_changing_writes_a_revision_for_each_object() -> None:
    """Each object is kept by itself, with who and why, so that undoing one leaves the others."""
    guide = drafts.replace(make_document())
    ada = User.objects.create_user("ada")
    step, question = Step.objects.filter(guide=guide)[0], Question.objects.filter(guide=guide)[0]
    with history.changing(guide, by=ada, comment="Both"):
        Step.objects.filter(pk=step.pk).update(title="Other")
        Question.objects.filter(pk=question.pk).update(label="Other")
    assert changes_of(step) == changes_of(question) == [("ada", "Both")]
    together = Revision.objects.filter(why="Both")
    assert set(together.values_list("part", "slug")) == {("steps", step.slug), ("questions", question.slug)}
    assert len(set(together.values_list("change"))) == 1


def test_what_nobody_has_changed_before_is_kept_as_it_stood() -> None:
    """So that its first change here can be undone too; and once is enough."""
    guide = drafts.replace(make_document())
    step = Step.objects.filter(guide=guide)[0]
    for title in ("Other", "Third"):
        with history.changing(guide, by=None, comment=title):
            Step.objects.filter(pk=step.pk).update(title=title)
    found = list(history.revisions(guide.pk, "steps", step.slug))
    assert [(one.why, json.loads(one.text)["title"]) for one in found] == [
        ("Third", "Third"),
        ("Other", "Other"),
        (history.BEFORE, step.title),
    ]


def test_what_was_changed_without_a_word_is_kept_before_the_next_change() -> None:
    """A command may have written rows; what they said then is not lost."""
    guide = drafts.replace(make_document())
    step = Step.objects.filter(guide=guide)[0]
    with history.changing(guide, by=None, comment="First"):
        Step.objects.filter(pk=step.pk).update(title="Other")
    Step.objects.filter(pk=step.pk).update(title="Unheard")
    with history.changing(guide, by=None, comment="Second"):
        Step.objects.filter(pk=step.pk).update(title="Third")
    titles = [json.loads(one.text)["title"] for one in history.revisions(guide.pk, "steps", step.slug)]
    assert titles == ["Third", "Unheard", "Other", step.title]


def test_replace_keeps_objects_with_days() -> None:
    """What was reviewed on a day goes into the history like everything else, in a guide that is new as well."""
    with history.changing(None, by=None, comment="Import"):
        guide = drafts.replace(rich_document())
    assert changes_of(Step.objects.filter(guide=guide, reviewed__isnull=False)[0]) == [("", "Import")]
    assert changes_of(guide) == [("", "Import")]


def test_draft_that_makes_no_document_has_a_history() -> None:
    """A fault in it is no reason to lose a change."""
    guide = drafts.replace(make_document())
    Cause.objects.filter(slug="bulb").update(summary="")
    with history.changing(guide, by=None, comment="Cured half"):
        Cause.objects.filter(slug="bulb").update(name="")
    assert changes_of(Cause.objects.get(slug="bulb")) == [("", "Cured half")]


def test_changing_inside_another_is_that_one() -> None:
    """What is done on the way belongs to the whole, and is told in its words."""
    guide = drafts.replace(make_document())
    step = Step.objects.filter(guide=guide)[0]
    with history.changing(None, by=None, comment="Whole"), history.changing(guide, by=None, comment="Part"):
        Step.objects.filter(pk=step.pk).update(title="Other")
    assert changes_of(step) == [("", "Whole")]


def test_changing_that_fails_leaves_no_word() -> None:
    """All or nothing, the history too."""
    step = Step.objects.filter(guide=drafts.replace(make_document()))[0]
    with pytest.raises(ZeroDivisionError):
        _fail_half_way(step)
    assert changes_of(step) == []
    assert Step.objects.get(pk=step.pk).title == step.title


def _fail_half_way(step: Step) -> None:
    with history.changing(step.guide, by=None, comment="Broken"):
        Step.objects.filter(pk=step.pk).update(title="Other")
        raise ZeroDivisionError


def test_replace_outside_of_a_change_keeps_nothing() -> None:
    """Who writes rows without a history has none."""
    guide = drafts.replace(rich_document())
    drafts.replace(make_document())
    history.begin(guide)
    history.say("Nobody hears this.")
    assert Revision.objects.count() == 0


def test_history_follows_an_object_through_its_names() -> None:
    """Whether somebody renamed it, or a document says that it once had another slug."""
    guide = drafts.replace(rich_document())
    with history.changing(guide, by=None, comment="Reworded"):
        Cause.objects.filter(slug="dust").update(name="Fluff")
    rename(guide, "causes", "dust", "fluff", by=None)
    text = drafts.document(guide).model_dump_json(by_alias=True).replace('"fluff"', '"lint"')
    document = rich_document().model_validate_json(text)
    causes = [
        c.model_copy(update={"aliases": (*c.aliases, "fluff")}) if c.slug == "lint" else c for c in document.causes
    ]
    with history.changing(guide, by=None, comment="Imported"):
        drafts.replace(document.model_copy(update={"causes": tuple(causes)}))
    found = history.revisions(guide.pk, "causes", "lint")
    assert [(one.slug, one.was) for one in found] == [("lint", "fluff"), ("fluff", "dust"), ("dust", ""), ("dust", "")]


def test_history_follows_what_has_no_aliases() -> None:
    """A term keeps no old slugs, and its history is known by the renaming."""
    guide = drafts.replace(rich_document())
    rename(guide, "terms", "power", "mains", by=None)
    assert [(one.slug, one.was) for one in history.revisions(guide.pk, "terms", "mains")] == [
        ("mains", "power"),
        ("power", ""),
    ]


def test_last_change_says_who_changed_an_object() -> None:
    """Not what it stood like before, not what is older than asked for, and not one's own change."""
    guide = drafts.replace(make_document())
    step, ada, eve = (
        Step.objects.filter(guide=guide)[0],
        User.objects.create_user("ada"),
        User.objects.create_user("eve"),
    )
    assert history.last_change(guide.pk, "steps", step.slug) is None
    for by in (ada, eve):
        with history.changing(guide, by=by, comment="Changed"):
            Step.objects.filter(pk=step.pk).update(title=by.username)
    last = history.last_change(guide.pk, "steps", step.slug)
    assert last
    assert last.by == eve
    other = history.last_change(guide.pk, "steps", step.slug, but=eve)
    assert other
    assert other.by_name == "ada"
    assert history.last_change(guide.pk, "steps", step.slug, since=last.at, but=eve) is None


def test_name_of_whoever_changed_it_outlives_the_login() -> None:
    """A deleted login is still named."""
    guide, ada = drafts.replace(make_document()), User.objects.create_user("ada")
    with history.changing(guide, by=ada, comment="Changed"):
        Guide.objects.update(title="Other")
    ada.delete()
    assert changes_of(guide) == [("ada", "Changed")]


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (Guide.objects.get, ("guide", "")),
        (lambda: Sign.objects.filter(row__question__slug="carrier")[0], ("questions", "carrier")),
        (lambda: Variant.objects.filter(step__slug="rewire")[0], ("steps", "rewire")),
        (lambda: Remedy.objects.filter(step__slug="rewire")[0], ("steps", "rewire")),
        (lambda: StepNote.objects.get(step__slug="rewire"), ("carriers", "acme")),
    ],
)
def test_rows_belong_to_an_object(row: Any, named: tuple[str, str]) -> None:
    """The one in whose document they stand."""
    guide = drafts.replace(rich_document())
    assert history.object_of(row()) == (guide.pk, *named)


def test_order_has_a_history_of_its_own() -> None:
    """Moving something changes no object."""
    guide = drafts.replace(make_document())
    slugs = list(Cause.objects.of_guide(guide).values_list("slug", flat=True))
    with history.changing(guide, by=None, comment="Moved"):
        Cause.objects.filter(slug=slugs[0]).update(position=10_000)
    moved = Revision.objects.filter(why="Moved")
    assert [(one.part, one.slug, json.loads(one.text)) for one in moved] == [("causes", "", [*slugs[1:], slugs[0]])]
