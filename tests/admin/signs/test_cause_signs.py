"""The page of signs from a cause's side."""

import pytest
from django.test import Client

from diagnostics.domain import drafts
from diagnostics.models import Guide, Sign
from tests.admin.tables import at, read_form, signs
from tests.builders import make_document


@pytest.fixture
def lamp(db: None) -> Guide:
    """The small guide."""
    return drafts.replace(make_document())


def test_cause_shows_every_question_that_says_something(editor: Client, lamp: Guide) -> None:
    """From a cause's side: its own words, and those it inherits; the others are shown when asked for."""
    form = read_form(editor.get(at("guide-signs-cause", "outage")))
    assert {name: word for name, word in form.fields.items() if ".w." in name} == {
        "see.w.outage.dark": "",
        "see.w.outage.flicker": "against",
        "street.w.outage.lit": "rules-out",
        "street.w.outage.dark": "proves",
    }
    assert "1 more question says nothing about this cause and is not shown." in form.text
    every = read_form(editor.post(at("guide-signs-cause-look", "outage"), form.data(questions="all")))
    assert sorted(every.rows) == ["kind.row", "see.row", "street.row"]


def test_cause_is_saved_across_questions(editor: Client, lamp: Guide) -> None:
    """One Save writes the rows of this cause wherever they differ, and no other row."""
    address = at("guide-signs-cause", "outage")
    form = read_form(editor.get(address, {"questions": "all"}))
    changes = {"see.w.outage.dark": "for", "street.own.outage": None, "kind.w.outage.desk": "against"}
    response = editor.post(address, form.data(**changes, questions="all"))
    assert response.headers["Location"] == f"{address}?questions=all"
    assert signs("see") == {
        "@grid": {"flicker": "against"},
        "bulb": {"flicker": "for"},
        "outage": {"dark": "for", "flicker": "against"},
    }
    assert (signs("street"), signs("kind")) == ({}, {"outage": {"desk": "against"}})


def test_cause_is_not_saved_over_somebody_else(editor: Client, lamp: Guide) -> None:
    """Whoever saves second is told, keeps the choices and can save again; damaged forms and gone answers are named."""
    address = at("guide-signs-cause", "outage")
    form = read_form(editor.get(address))
    Sign.objects.filter(row__place__slug="grid").update(word="proves")
    again = read_form(editor.post(address, form.data(**{"see.w.outage.flicker": "for"})), 409)
    assert "Somebody saved this a moment ago, while you were writing" in again.text
    assert again.fields["see.w.outage.flicker"] == "for"
    assert editor.post(address, again.data()).status_code == 302
    assert signs("see")["outage"] == {"flicker": "for"}
    assert "This page no longer knew" in read_form(editor.post(address, again.data(_shown="?")), 400).text


def test_cause_has_effects_too(editor: Client, lamp: Guide) -> None:
    """What the last cell does is told for its own question."""
    form = read_form(editor.get(at("guide-signs-cause", "outage")))
    data = form.data(**{"street.w.outage.dark": "", "street.w.outage.lit": "", "cell": "street.w.outage.dark"})
    fragment = editor.post(at("guide-signs-cause-effect", "outage"), data, headers={"HX-Request": "true"})
    assert "If the first answer is: Option dark “The power is out”:" in read_form(fragment).text
    assert (
        "If the first answer is: Option dark"
        in read_form(editor.post(at("guide-signs-cause-effect", "outage"), data)).text
    )
    assert "Everything is saved." in read_form(editor.post(at("guide-signs-cause-effect", "outage"), form.data())).text
