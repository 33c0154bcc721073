"""Pages of signs that were open while somebody renamed or deleted what they are about: no choice is lost."""

import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from diagnostics.domain import drafts
from diagnostics.models import Carrier, Cause, Guide, Option, Place, Question
from tests.admin.tables import Form, at, permissions, read_form, signs
from tests.builders import a_carrier, a_cause, a_question, make_document

HTMX = {"HX-Request": "true"}


@pytest.fixture
def lamp(db: None) -> Guide:
    """The small guide."""
    return drafts.replace(make_document())


def renamed_everywhere() -> None:
    """The question, a cause, a place and an answer have other slugs now, and know their old ones."""
    Question.objects.filter(slug="see").update(slug="look", aliases=["see"])
    Cause.objects.filter(slug="bulb").update(slug="lamp-bulb", aliases=["bulb"])
    Cause.objects.filter(slug="outage").update(slug="power-cut", aliases=["outage"])
    Place.objects.filter(slug="grid").update(slug="street", aliases=["grid"])
    Option.objects.filter(slug="flicker").update(slug="blink", aliases=["flicker"])


def test_old_slug_of_a_question_leads_on(editor: Client, lamp: Guide) -> None:
    """A kept address opens the table under its new one, with the same causes shown."""
    renamed_everywhere()
    response = editor.get(at("guide-signs-question", "see"), {"causes": "all"})
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"{at('guide-signs-question', 'look')}?causes=all",
    )
    response = editor.get(at("guide-signs-cause", "bulb"), {"questions": "all"})
    expected = f"{at('guide-signs-cause', 'lamp-bulb')}?questions=all"
    assert (response.status_code, response.headers["Location"]) == (302, expected)


def test_question_that_was_renamed_meanwhile_is_saved(editor: Client, lamp: Guide) -> None:
    """With its causes, places and answers; what was chosen under the old slugs counts for the new ones."""
    form = read_form(editor.get(at("guide-signs-question", "see"), {"causes": "all"}))
    renamed_everywhere()
    data = form.data(**{"see.w.bulb.flicker": "proves", "see.w.@grid.dark": "for", "see.w.outage.dark": "for"})
    response = editor.post(at("guide-signs-question", "see"), data)
    assert response.headers["Location"] == f"{at('guide-signs-question', 'look')}?causes=all"
    assert signs("look") == {"lamp-bulb": {"blink": "proves"}, "@street": {"dark": "for", "blink": "against"}}


def test_effect_and_other_rows_follow_old_slugs(editor: Client, lamp: Guide) -> None:
    """As long as the page is open, all its buttons work."""
    form = read_form(editor.get(at("guide-signs-question", "see")))
    renamed_everywhere()
    data = form.data(**{"see.w.bulb.flicker": "proves", "cell": "see.w.bulb.flicker"})
    fragment = read_form(editor.post(at("guide-signs-effect", "see"), data, headers=HTMX))
    assert "1 row not saved yet. If the first answer is: Option flicker “The bulb is dead”" in fragment.text
    assert read_form(editor.post(at("guide-signs-look", "see"), data)).fields["look.w.lamp-bulb.blink"] == "proves"


def test_carriers_that_were_renamed_are_followed(editor: Client, db: None) -> None:
    """They are answers like any other."""
    question = a_question("carrier", options_from="carriers", signs={"bulb": {"acme": "for"}})
    drafts.replace(make_document(add={"carriers": [a_carrier("acme")], "questions": [question]}))
    form = read_form(editor.get(at("guide-signs-question", "carrier")))
    Carrier.objects.update(slug="apex", aliases=["acme"])
    editor.post(at("guide-signs-question", "carrier"), form.data(**{"carrier.w.bulb.acme": "against"}))
    assert signs("carrier") == {"bulb": {"apex": "against"}}


def test_slug_of_today_goes_before_an_old_one(editor: Client, lamp: Guide) -> None:
    """What a cause is called now means that cause, whoever had the name before."""
    Cause.objects.filter(slug="switch").update(aliases=["bulb"])
    form = read_form(editor.get(at("guide-signs-question", "see"), {"causes": "all"}))
    editor.post(at("guide-signs-question", "see"), form.data(**{"see.w.bulb.flicker": "proves"}))
    assert signs("see")["bulb"] == {"flicker": "proves"}


def test_cause_that_was_renamed_meanwhile_is_saved(editor: Client, lamp: Guide) -> None:
    """Across all its questions."""
    form = read_form(editor.get(at("guide-signs-cause", "outage")))
    renamed_everywhere()
    data = form.data(**{"see.w.outage.dark": "for", "street.w.outage.lit": "against", "cell": "see.w.outage.dark"})
    fragment = read_form(editor.post(at("guide-signs-cause-effect", "outage"), data, headers=HTMX))
    assert "If the first answer is: Option dark “The power is out”" in fragment.text
    response = editor.post(at("guide-signs-cause", "outage"), data)
    assert response.headers["Location"] == at("guide-signs-cause", "power-cut")
    assert signs("look")["power-cut"] == {"dark": "for", "blink": "against"}
    assert signs("street")["power-cut"] == {"lit": "against", "dark": "proves"}


def test_question_that_was_deleted_meanwhile_shows_what_was_chosen(editor: Client, lamp: Guide) -> None:
    """What was changed comes first, by the names of causes and what is left of the answers'; the rest is there too."""
    form = read_form(editor.get(at("guide-signs-question", "see"), {"causes": "all"}))
    Question.objects.filter(slug="see").delete()
    data = form.data(**{"see.w.bulb.dark": "against", "see.own.@grid": None})
    for name in ("guide-signs-question", "guide-signs-look", "guide-signs-effect"):
        page = read_form(editor.post(at(name, "see"), data), 404)
        assert "Somebody deleted this question while you had its signs open, so nothing was saved." in page.text
        assert (
            "What you had changed “see” · All of “The power grid”: not own any more “see” · The bulb is dead · “dark”: "
            "against What else was chosen “see” · The bulb is dead: own “see” · The bulb is dead · “flicker”: for "
            "“see” · The power is out · “flicker”: against If it is still wanted"
        ) in page.text
    fragment = read_form(editor.post(at("guide-signs-effect", "see"), data, headers=HTMX))
    assert fragment.text == "This question is no longer here. Press Save, and you see everything that you chose."


def test_question_that_is_brought_back_is_saved_from_the_page_that_told(editor: Client, lamp: Guide) -> None:
    """Everything that was sent is sent once more."""
    form = read_form(editor.get(at("guide-signs-question", "see")))
    Question.objects.filter(slug="see").update(slug="hidden")
    data = form.data(**{"see.w.bulb.dark": "against"})
    page = editor.post(at("guide-signs-question", "see"), data)
    assert read_form(page, 404).rows == form.rows
    Question.objects.filter(slug="hidden").update(slug="see")
    assert editor.post(at("guide-signs-question", "see"), Form(page.content.decode()).data()).status_code == 302
    assert signs("see")["bulb"] == {"dark": "against", "flicker": "for"}


def test_cause_that_was_deleted_meanwhile_shows_what_was_chosen(editor: Client, lamp: Guide) -> None:
    """By question; what it took from its place is no choice of its own."""
    form = read_form(editor.get(at("guide-signs-cause", "outage")))
    Cause.objects.filter(slug="outage").delete()
    page = read_form(editor.post(at("guide-signs-cause", "outage"), form.data(**{"see.w.outage.dark": "for"})), 404)
    assert "Somebody deleted this cause while you had its signs open, so nothing was saved." in page.text
    assert "What you had changed What about see? · “outage” · Option dark: for What else was chosen" in page.text
    unchanged = read_form(editor.post(at("guide-signs-cause", "outage"), form.data()), 404)
    assert "You had changed nothing here." in unchanged.text


def test_question_that_is_gone_from_a_page_about_a_cause_is_told(editor: Client, lamp: Guide) -> None:
    """Where something was changed in it; the other questions keep their choices, and saving again goes through."""
    address = at("guide-signs-cause", "outage")
    form = read_form(editor.get(address))
    Question.objects.filter(slug="see").delete()
    data = form.data(**{"see.w.outage.dark": "for", "street.w.outage.lit": "against"})
    again = read_form(editor.post(address, data), 400)
    assert "Somebody has deleted what these choices are about." in again.text
    assert "“see” · The power is out · “dark”: for" in again.text
    assert editor.post(address, again.data()).status_code == 302
    assert signs("street")["outage"] == {"dark": "proves", "lit": "against"}
    assert editor.post(address, form.data()).status_code == 302
    assert signs("street")["outage"] == {"dark": "proves", "lit": "against"}


def test_answer_that_is_gone_is_told_with_what_was_chosen(editor: Client, lamp: Guide) -> None:
    """So that it can be chosen again elsewhere."""
    address = at("guide-signs-question", "see")
    form = read_form(editor.get(address))
    Option.objects.filter(slug="flicker").delete()
    again = read_form(editor.post(address, form.data(**{"see.w.bulb.flicker": "proves"})), 400)
    assert "What about see? · The bulb is dead · “flicker”: proves it" in again.text


def test_guide_without_questions_tells_what_was_chosen(editor: Client, lamp: Guide) -> None:
    """Even the names of causes are not read then, and nothing fails."""
    form = read_form(editor.get(at("guide-signs-question", "see")))
    Question.objects.all().delete()
    page = read_form(editor.post(at("guide-signs-question", "see"), form.data(**{"see.w.bulb.dark": "for"})), 404)
    assert "“see” · “bulb” · “dark”: for" in page.text


def test_deleted_question_is_told_to_those_who_may_change_it(client: Client, lamp: Guide) -> None:
    """Others have nothing to lose."""
    reader = User.objects.create_user("rea", is_staff=True)
    reader.user_permissions.set(permissions("view_guide"))
    client.force_login(reader)
    assert client.post(at("guide-signs-question", "gone")).status_code == 403
    assert client.get(at("guide-signs-question", "gone")).status_code == 404


@pytest.mark.parametrize("opened", ["", "[1]", json.dumps({"at": "", "fields": {"other.w.x.y": "for"}})])
def test_damaged_page_of_a_deleted_question_still_shows_choices(opened: str, editor: Client, lamp: Guide) -> None:
    """Then every choice counts as changed."""
    data = {"_shown": opened, "see.row": ["bulb", "*"], "see.own.bulb": "on", "see.w.bulb.dark": "for", "see.w.": "x"}
    Question.objects.filter(slug="see").delete()
    page = read_form(editor.post(at("guide-signs-question", "see"), data), 404)
    assert "What you had changed “see” · The bulb is dead: own “see” · The bulb is dead · “dark”: for" in page.text


@pytest.mark.parametrize("slug", ["effect", "look", "of"])
def test_any_slug_has_its_table(slug: str, editor: Client, db: None) -> None:
    """No word of an address stands in the way of a cause or a question."""
    drafts.replace(make_document(add={"causes": [a_cause(slug)], "questions": [a_question(slug, "a", "b")]}))
    for name, text in (("guide-signs-question", f"What about {slug}?"), ("guide-signs-cause", f"Cause {slug}")):
        form = read_form(editor.get(at(name, slug), {"causes": "all", "questions": "all"}))
        assert text in form.text
        assert editor.post(at(name, slug), form.data(**{f"{slug}.w.{slug}.a": "for"})).status_code == 302
    assert signs(slug) == {slug: {"a": "for"}}
