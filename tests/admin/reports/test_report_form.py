"""The form of a report: filled by choosing titles, kept as slugs."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from diagnostics.domain import drafts
from diagnostics.domain.drafts.renaming import rename
from diagnostics.models import Guide, Report
from tests.admin.cases.test_case_form import Selects
from tests.admin.form_client import add, address_of, change, form_data, open_form
from tests.builders import a_question, make_document

SIGNS = a_question("signs", "hum", "smell", "spark", kind="several", signs={"bulb": {"hum": "for"}})
REPORT = {
    "slug": "dark",
    "text": "It is dark.",
    "found_in": "forum",
    "year": 2019,
    "says": {"see": "dark", "signs": ["hum", "spark"]},
    "did": ["turn-on"],
    "solved_by": ["new-bulb"],
    "helped": ["candle"],
}
FIELDS = ("says", "did", "solved_by", "helped")


@pytest.fixture
def lamp(db: None) -> Guide:
    return drafts.replace(make_document(reports=[REPORT], add={"questions": [SIGNS]}))


@pytest.fixture
def report(lamp: Guide) -> Report:
    return Report.objects.get()


def selects(editor: Client, report: Report) -> Selects:
    return Selects(editor.get(address_of(report)).content.decode())


def post(editor: Client, report: Report, **changes: list[str]) -> Any:
    """Send what a browser would: every select, empty ones too."""
    plain = {name: value for name, value in open_form(editor, address_of(report)).items() if name not in FIELDS}
    return editor.post(address_of(report), plain | selects(editor, report).chosen | changes)


def test_form_shows_titles_to_choose_from(editor: Client, report: Report) -> None:
    """Of a list as many answers as one likes, each in a select, with one more; “None of these” too."""
    found = selects(editor, report)
    assert [value for value in found.chosen["says"] if value] == ["see: dark", "signs: hum", "signs: spark"]
    assert found.titles["says"]["signs: none"] == "None of these"
    assert found.titles["solved_by"]["new-bulb"] == "Do new-bulb"
    assert (found.chosen["did"], found.chosen["helped"]) == (["turn-on", "", ""], ["candle", "", ""])


def test_form_that_was_only_looked_at_changes_nothing(editor: Client, report: Report) -> None:
    """Every select is sent; the document is the same."""
    before = drafts.document(report.guide)
    assert post(editor, report).status_code == 302
    assert drafts.document(report.guide) == before


def test_what_is_chosen_is_stored(editor: Client, report: Report) -> None:
    """Several answers of a list, one of them, or that none is so."""
    assert post(editor, report, says=["see: flicker", "signs: smell", "", "signs: hum"]).status_code == 302
    report.refresh_from_db()
    assert report.says == {"see": "flicker", "signs": ["smell", "hum"]}
    post(editor, report, says=["signs: none", ""], solved_by=[""])
    report.refresh_from_db()
    assert (report.says, report.solved_by) == ({"signs": "none"}, [])


def test_fault_comes_back_with_what_was_typed(editor: Client, report: Report) -> None:
    """A text is needed, and a year that can be."""
    response = post(editor, report, text=[""], year=["1066"], solved_by=["electrician"])
    assert response.status_code == 200
    page = response.content.decode()
    assert 'value="1066"' in page
    assert [value for value in Selects(page).chosen["solved_by"] if value] == ["electrician"]


def test_new_report_is_written_in_the_form(editor: Client, lamp: Guide) -> None:
    """Its short name is made from the text."""
    assert add(editor, "report", text="It sings at night.", found_in="article", tier="weak").status_code == 302
    assert drafts.document(lamp).reports[-1].title == "It sings at night."


def test_two_editors_are_told_apart(editor: Client, report: Report) -> None:
    """What two chose apart is kept of both; where both chose the same field, both are named."""
    user = User.objects.create_user("eve", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    (eve := Client()).force_login(user)
    mine = open_form(editor, address_of(report)) | {"solved_by": ["turn-on"], "helped": [""]}
    change(eve, report, solved_by=["electrician"], did=[""])
    response = editor.post(address_of(report), mine)
    told = [(one.label, one.theirs, one.yours) for one in response.context["meanwhile"].differences]
    assert ("Solved by", "Do electrician", "Do turn-on") in told
    assert editor.post(address_of(report), form_data(response)).status_code == 302
    report.refresh_from_db()
    assert (report.solved_by, report.did, report.helped) == (["turn-on"], [], [])


def test_what_it_names_follows_a_new_name_and_is_told_before_it_is_deleted(editor: Client, report: Report) -> None:
    """Steps, questions and answers; the page that deletes a step names the report."""
    rename(report.guide, "steps", "new-bulb", "change-bulb", by=None)
    rename(report.guide, "options", "hum", "humming", by=None, question="signs")
    rename(report.guide, "questions", "signs", "senses", by=None)
    report.refresh_from_db()
    assert (report.solved_by, report.says["senses"]) == (["change-bulb"], ["humming", "spark"])
    step = report.guide.step_set.get(slug="change-bulb")
    page = editor.get(address_of(step).replace("change/", "delete/")).content.decode()
    assert "Report “It is dark.”" in page
