"""Real reports in the workplace: the list, and what of it publishing shows."""

import pytest
from django.test import Client

from diagnostics.domain import drafts
from diagnostics.domain.publishing import examinations
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Guide
from tests.admin.cases import test_cases
from tests.builders import a_step, make_document

type Sent = dict[str, str | list[str]]

ADDRESS = "/admin/guides/lamp/reports/"
REPORTS = [
    {
        "slug": "dark",
        "text": "It is dark & cold.",
        "found_in": "forum",
        "says": {"see": "dark", "smell": "burnt"},
        "did": ["new-bulb"],
        "solved_by": ["kick"],
    },
    {"slug": "odd", "text": "It sings.", "found_in": "article", "tier": "weak", "outside": "A mouse lives in it."},
]
KICK = a_step("kick", {"bulb": "always", "switch": "always", "outage": "always"}, minutes=0)


def words(html: str) -> str:
    """What is read on a page, in one line."""
    return test_cases.words(html).replace(" .", ".").replace(" ,", ",")


@pytest.fixture
def lamp(db: None) -> Guide:
    """A draft in which a step has come that ended one of two reports; live is the lamp without it."""
    drafts.replace(make_document())
    publish("lamp", note="First", by="ada")
    return drafts.replace(make_document(reports=REPORTS, add={"steps": [KICK]}))


def test_list_tells_the_figure_and_each_report(editor: Client, lamp: Guide) -> None:
    """Draft against live, and for each what was reported, the way, what ended it, and what was never asked for."""
    html = editor.get(ADDRESS).content.decode()
    text = words(html)
    assert "Cure within the first three steps: 0 of 2 → 1 of 2." in text
    assert "Of those that the guide must know: 0 of 1 → 1 of 1." in text
    assert "It is dark &amp; cold." in html
    assert "The first step ended it: “Do kick”." in text
    assert "Better than live" in text
    assert "before the first step." in text.partition("Do kick”.")[2]
    assert "all 2 1 50% (9% to 91%)" in text
    assert "issue" not in text.partition("By tier and source")[2].partition("All (2)")[0]
    assert "In the live release No step that ended it was offered." in text
    assert "Known, and never asked for smell: burnt" in text
    assert "A mouse lives in it." in text
    assert f"/admin/diagnostics/report/{lamp.report_set.get(slug='dark').pk}/change/" in html


@pytest.mark.parametrize(
    ("only", "shown"),
    [("", ["dark", "odd"]), ("missed", ["odd"]), ("verdict", []), ("unsaid", ["dark"]), ("changed", ["dark"])],
)
def test_list_can_be_narrowed(only: str, shown: list[str], editor: Client, lamp: Guide) -> None:
    """To what is missed, said wrongly, never asked for, or different from what is live; a word that is none shows all."""
    html = editor.get(ADDRESS, {"only": only}).content.decode()
    assert [slug for slug in ("dark", "odd") if f'id="report-{slug}"' in html] == shown
    assert ("There is no such report." in html) == (not shown)
    assert 'id="report-odd"' in editor.get(ADDRESS, {"only": "nonsense"}).content.decode()


def test_list_without_reports_or_release(editor: Client, db: None) -> None:
    """It says so; of a draft that has never been live it compares nothing."""
    drafts.replace(make_document())
    assert "This guide has no reports yet." in editor.get(ADDRESS).content.decode()
    drafts.replace(make_document(reports=REPORTS))
    text = words(editor.get(ADDRESS).content.decode())
    assert "Cure within the first three steps: 0 of 2." in text
    assert "An arrow leads" not in text


def test_list_of_a_draft_with_errors_says_what_to_correct(editor: Client, db: None) -> None:
    """Nobody can walk through it."""
    drafts.replace(make_document(steps=[], reports=REPORTS))
    assert "The draft has errors that must be corrected first" in editor.get(ADDRESS).content.decode()


def test_publishing_shows_what_changes_and_is_not_blocked(editor: Client, lamp: Guide) -> None:
    """The figure and each report that comes out better or worse; a name that stands for nothing is only a warning."""
    page = "/admin/guides/lamp/publish/"
    proposal = editor.get(page).context["proposal"]
    for document in (proposal.before, proposal.document):
        examinations.run(document, "check")
    keys = [choice.key for choice in proposal.choices]
    sent: Sent = {"draft": proposal.of_draft, "live": str(proposal.number), "known": keys, "tick": keys, "do": "check"}
    response = editor.post(page, sent)
    assert response.context["gate"].is_open
    assert any("smell" in problem.message for problem in response.context["gate"].new)
    text = words(response.content.decode())
    assert "Real reports Cure within the first three steps: 0 of 2 → 1 of 2." in text
    assert "It is dark & cold. Better: The first step ended it: “Do kick”. In what is live:" in text.replace(
        "&amp;", "&"
    )
