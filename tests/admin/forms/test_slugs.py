"""Slugs in forms: made once, refused where they are taken, renamed with everything that names them."""

from typing import Any

import pytest
from django.test import Client

from diagnostics.domain import drafts
from diagnostics.models import Cause, Guide, Option, Place, Question, Step
from tests.admin.form_client import add, change, open_form
from tests.domain.told import changes_of


def a_new_cause(editor: Client, **values: object) -> Any:
    """A cause as an editor adds it who thinks of no slug."""
    place = Place.objects.get(slug="grid")
    filled = {"name": "The Lamp’s cable is cut", "summary": "Cut.", "place": place.pk, "commonness": "rare"}
    return add(editor, "cause", **{"guide": place.guide_id} | filled | values)


def test_slug_is_made_from_the_words(editor: Client, guide: Guide) -> None:
    """Nobody has to think of an address."""
    assert a_new_cause(editor).status_code == 302
    assert Cause.objects.get(name="The Lamp’s cable is cut").slug == "lamps-cable-is-cut"


def test_second_slug_of_the_same_words_is_numbered(editor: Client, guide: Guide) -> None:
    """Neither a slug nor an alias is made twice."""
    for name in ("Dirt", "Dirt!", "Dust"):
        assert a_new_cause(editor, name=name).status_code == 302
    added = Cause.objects.filter(name__in=["Dirt", "Dirt!", "Dust"]).exclude(slug="dust")
    assert sorted(added.values_list("slug", flat=True)) == ["dirt-2", "dirt-3", "dust-2"]


def test_words_without_letters_still_make_a_slug(editor: Client, guide: Guide) -> None:
    """A name in another script is called after what it is."""
    a_new_cause(editor, name="断線")
    assert Cause.objects.get(name="断線").slug == "cause"


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("bulb", "There is a cause “bulb” already."),
        ("dirt", "“dirt” is an old address of the cause “dust”, and still leads there."),
        ("Not A Slug", "“Not A Slug” cannot stand in an address."),
    ],
)
def test_slug_that_cannot_be_given_is_refused_at_the_field(slug: str, said: str, editor: Client, guide: Guide) -> None:
    """The sentence stands at the field, and everything that was typed is still there."""
    response = a_new_cause(editor, slug=slug)
    form = response.context["adminform"].form
    assert [error[: len(said)] for error in form.errors["slug"]] == [said]
    assert form["name"].value() == "The Lamp’s cable is cut"


def test_renaming_keeps_the_old_address_and_takes_everything_along(editor: Client, guide: Guide) -> None:
    """The old slug becomes an alias; signs, remedies and cases follow; other changes of the form are saved too."""
    dust = Cause.objects.get(slug="dust")
    before = drafts.document(guide)
    assert change(editor, dust, slug="fluff", name="Fluff").status_code == 302
    after = drafts.document(guide)
    renamed = next(cause for cause in after.causes if cause.slug == "fluff")
    assert (renamed.aliases, renamed.name) == (("dirt", "dust"), "Fluff")
    assert Cause.objects.get(pk=dust.pk).slug == "fluff"
    steps = {step.slug: step.remedies for step in before.steps}
    moved = {step.slug: {c.replace("dust", "fluff"): w for c, w in step.remedies.items()} for step in before.steps}
    assert {step.slug: step.remedies for step in after.steps} == moved != steps


def test_renaming_back_to_an_old_address_is_free(editor: Client, guide: Guide) -> None:
    """An object may take its own old slug again."""
    dust = Cause.objects.get(slug="dust")
    assert change(editor, dust, slug="dirt").status_code == 302
    dust.refresh_from_db()
    assert (dust.slug, dust.aliases) == ("dirt", ["dust"])


def test_renaming_an_option_is_followed_by_conditions(editor: Client, guide: Guide) -> None:
    """Options are renamed inside the form of their question."""
    see = Question.objects.get(slug="see")
    data = open_form(editor, f"/admin/diagnostics/question/{see.pk}/change/")
    number = next(name.split("-")[1] for name, value in data.items() if value == "dark" and name.endswith("-slug"))
    assert change(editor, see, **{f"options-{number}-slug": "pitch-dark"}).status_code == 302
    option = Option.objects.get(question=see, slug="pitch-dark")
    assert option.aliases == ["dark"]
    case = next(case for case in drafts.document(guide).cases if case.slug == "off")
    assert case.answers["see"] == "pitch-dark"


def test_renaming_the_guide_keeps_its_old_address(editor: Client, guide: Guide) -> None:
    """The guide itself is renamed in its form."""
    assert change(editor, guide, slug="torch").status_code == 302
    guide.refresh_from_db()
    assert (guide.slug, guide.aliases) == ("torch", ["old-lamp", "lamp"])


def test_renaming_is_in_the_history(editor: Client, guide: Guide) -> None:
    """Who renamed what can be looked up."""
    dust = Cause.objects.get(slug="dust")
    change(editor, dust, slug="fluff")
    dust.refresh_from_db()
    assert changes_of(dust) == [("ada", "Changed Address. Renamed “dust” to “fluff”.")]


def test_renaming_in_a_broken_draft_is_refused_and_loses_nothing(editor: Client, guide: Guide) -> None:
    """Where the draft cannot be read as a whole, nothing is saved and what was typed is shown again."""
    Step.objects.filter(slug="rewire").update(summary="")
    response = change(editor, Cause.objects.get(slug="dust"), slug="fluff", name="Fluff")
    assert response.status_code == 200
    assert "It cannot be renamed while the draft has this fault" in response.content.decode()
    assert response.context["adminform"].form["name"].value() == "Fluff"
    assert Cause.objects.get(slug="dust").name == "Cause dust"


def test_two_new_answers_with_the_same_words_get_two_slugs(editor: Client, guide: Guide) -> None:
    """Also inside one form."""
    see = Question.objects.get(slug="see")
    count = see.options.count()
    new = {
        f"options-{count + n}-{name}": value
        for n in (0, 1)
        for name, value in (("text", "It hums"), ("usual", "rare"), ("position", 900))
    }
    response = change(editor, see, **new, **{"options-TOTAL_FORMS": count + 2})
    assert response.status_code == 302, response.context["errors"]
    assert list(see.options.filter(text="It hums").values_list("slug", flat=True)) == ["it-hums", "it-hums-2"]
