"""Keeping a walk through the preview as a real report."""

from typing import Any

import pytest
from django.test import Client

from diagnostics.domain import drafts
from diagnostics.models import Guide, Report, Revision
from tests.admin.cases.test_cases import words
from tests.builders import a_question, make_document

ADDRESS = "/admin/guides/lamp/reports/keep/"
FORM = {"text": "It hums & stays dark.", "found_in": "forum", "year": "2021", "tier": "edge", "outside": ""}
WALK = "see=dark&kind=not-sure&signs=hum&signs=smell&did=new-bulb&tried=turn-on&worked=wait-power"


@pytest.fixture
def lamp(db: None) -> Guide:
    signs = a_question("signs", "hum", "smell", "spark", kind="several", signs={"bulb": {"hum": "for"}})
    return drafts.replace(make_document(add={"questions": [signs]}))


def keep(editor: Client, query: str = WALK, **changes: str) -> Any:
    return editor.post(f"{ADDRESS}?{query}", FORM | {"solved_by": "wait-power"} | changes)


def test_preview_leads_to_keeping(editor: Client, lamp: Guide) -> None:
    """The bar over a walk has the address with the walk; over other pages it has none."""
    page = editor.get("/preview/draft/lamp/check/?see=dark").content.decode()
    assert f'href="{ADDRESS}?see=dark"' in page
    assert ADDRESS not in editor.get("/preview/draft/lamp/causes/").content.decode()


def test_page_shows_what_would_be_kept(editor: Client, lamp: Guide) -> None:
    """Answers and what was done before, in words; the step that ended the walk is chosen."""
    page = editor.get(f"{ADDRESS}?{WALK}").content.decode()
    text = words(page)
    assert "Option dark" in text
    assert "Do new-bulb" in text.partition("The report")[0]
    assert '<option value="wait-power" selected>' in page
    assert "Not sure" not in text.partition("What this person could say")[2].partition("Answers of")[0]


def test_walk_is_kept_with_what_is_written(editor: Client, lamp: Guide) -> None:
    """Several facts as a list, “not sure” and what failed on the way not at all; in the history too."""
    assert keep(editor).status_code == 302
    report = Report.objects.get()
    assert (report.says, report.did, report.solved_by) == (
        {"see": "dark", "signs": ["hum", "smell"]},
        ["new-bulb"],
        ["wait-power"],
    )
    assert (report.text, report.found_in, report.year, report.tier) == (FORM["text"], "forum", 2021, "edge")
    assert drafts.document(lamp).reports[0].slug == "it-hums-stays-dark"
    assert Revision.objects.filter(part="reports", slug="it-hums-stays-dark").exists()


def test_second_report_with_the_same_words_gets_another_name(editor: Client, lamp: Guide) -> None:
    """And one whose cure no step is says so by naming none; nothing ticked is kept as none."""
    keep(editor)
    assert keep(editor, "see=dark&signs=none", solved_by="").status_code == 302
    second = Report.objects.get(slug="it-hums-stays-dark-2")
    assert (second.solved_by, second.says) == ([], {"see": "dark", "signs": "none"})


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("text", "", "This field is required."),
        ("year", "1066", "greater than or equal to 1990"),
        ("found_in", "a dream", "a dream"),
        ("solved_by", "magic", "magic"),
    ],
)
def test_form_that_cannot_be_kept_comes_back(field: str, value: str, said: str, editor: Client, lamp: Guide) -> None:
    """With what was typed, and nothing is written."""
    response = keep(editor, **{field: value})
    page = response.content.decode()
    assert (response.status_code, Report.objects.count()) == (422, 0)
    assert said in page
    assert "Nothing is saved yet." in page
    assert "hums &amp; stays" in page or field == "text"


def test_walk_that_says_nothing_known_is_kept_as_such(editor: Client, lamp: Guide) -> None:
    """Nothing in an address can make it fail; what does not count is said."""
    page = editor.get(f"{ADDRESS}?see=blue&x=1&=&signs").content.decode()
    assert "Nothing yet" in words(page)
    assert keep(editor, "see=blue").status_code == 302
    assert Report.objects.get().says == {}


def test_draft_with_errors_cannot_be_walked_through(editor: Client, db: None) -> None:
    """So nothing of it is kept; the page says what to correct."""
    drafts.replace(make_document(steps=[]))
    assert "The draft has errors" in words(editor.get(f"{ADDRESS}?see=dark").content.decode())
