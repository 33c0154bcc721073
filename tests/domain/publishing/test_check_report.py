"""What a check found, arranged for reading."""

import pytest

from diagnostics.content.checks.check import quick_check
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import check_report, examinations, releases
from diagnostics.domain.publishing.check_report import Group, Summary
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Examination
from tests.builders import a_cause, a_step, make_document
from tests.domain.rich import rich_document

pytestmark = pytest.mark.django_db


def headings(groups: tuple[Group, ...]) -> list[tuple[str, int]]:
    return [(group.heading, group.count) for group in groups]


def test_report_tells_what_reading_tells_until_the_whole_check_is_done() -> None:
    """Errors that reading finds are there at once."""
    document = make_document(intro="# Big", add={"causes": [a_cause("dust", name="Dust")]})
    report = check_report.report(document)
    assert (report.state, report.percent, report.at) == ("none", 0, None)
    assert headings(report.errors) == [("The guide", 1), ("Causes", 1)]
    assert report.error_count == 2
    assert report.warning_count == len(quick_check(document)) - 2


def test_report_is_that_of_the_whole_check_once_it_is_done() -> None:
    """What only playing finds stands among the rest; time and state say so."""
    document = make_document(add={"steps": [a_step("dear", {"bulb": "seldom"}, minutes=500)]})
    row = examinations.run(document, "check")
    report = check_report.report(document)
    assert (report.state, report.at) == ("done", row.touched_at)
    (steps,) = (group for group in report.warnings if group.heading == "Steps")
    assert steps.by_sentence[0][0].startswith("This step is never worth its minutes")
    assert [finding.title for finding in steps.by_sentence[0][1]] == ["Do dear"]


@pytest.mark.parametrize(("state", "percent", "doing"), [("running", 40, "Half."), ("failed", 0, "It broke.")])
def test_report_says_how_far_a_check_is(state: str, percent: int, doing: str) -> None:
    """While it runs, and when it failed."""
    examinations.begin(make_document(), "check")
    Examination.objects.update(state=state, percent=percent, doing=doing)
    report = check_report.report(make_document())
    assert (report.state, report.percent, report.doing) == (state, percent, doing)


def test_sentence_that_is_said_of_many_stands_once_and_last() -> None:
    """What is said of one is not buried under what is said of all."""
    report = check_report.report(
        make_document(add={"causes": [a_cause("dust", sources=[]), a_cause("rust", name="Rust")]})
    )
    (group,) = report.errors
    assert [(said[:22], [finding.title for finding in found]) for said, found in group.by_sentence] == [
        ("This cause has no sour", ["Cause dust"]),
        ("No step cures this cau", ["Cause dust", "Rust"]),
    ]


def live_marks(document: GuideDocument) -> dict[str, bool]:
    """Whether what is said of each cause is marked as live."""
    groups = (group for group in check_report.report(document).warnings if group.heading == "Causes")
    return {one.problem.slug: one.is_live for group in groups for _, found in group.by_sentence for one in found}


def test_problem_that_the_live_release_has_too_is_marked() -> None:
    """Who reads sees what is new; without a release nothing is marked."""
    draft = make_document(causes=[a_cause("dust"), *make_document().model_dump(mode="json")["causes"]])
    assert live_marks(draft) == {"dust": False, "bulb": False, "switch": False, "outage": False}
    drafts.replace(make_document())
    publish("lamp", note="", by="ada")
    assert live_marks(draft) == {"dust": False, "bulb": True, "switch": True, "outage": True}


def test_damaged_release_marks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read is compared with nothing; the draft is still judged."""
    drafts.replace(make_document())
    publish("lamp", note="", by="ada")
    monkeypatch.setattr(releases, "read", _damage_release)
    assert check_report.live_document("lamp") is None
    assert set(live_marks(make_document()).values()) == {False}


def _damage_release(*_: str) -> None:
    raise releases.DamagedRelease("damaged")


def test_summary_counts_without_arranging() -> None:
    """The overview shows two numbers and how far the check is."""
    document = make_document(intro="# Big")
    assert check_report.summary(document) == Summary(1, len(quick_check(document)) - 1, "none", 0)
    examinations.run(document, "check")
    assert check_report.summary(document).state == "done"


def test_rows_that_make_no_document_are_told_as_they_are() -> None:
    """Their problems know a file and a place only."""
    empty, unplaced = "This is empty.", "This cannot be read."
    problem = Problem("causes.yaml", "bulb › name", empty, part="causes", slug="bulb", field="name")
    report = check_report.unreadable_report([problem, Problem("causes.yaml", "bulb › name", unplaced)])
    titles = [(group.heading, group.by_sentence[0][1][0].title) for group in report.errors]
    assert titles == [("Causes", "Cause “bulb” › Name"), ("The draft", "bulb › name")]
    assert report.warning_count == 0


def test_every_part_has_a_heading_and_a_place_in_the_order() -> None:
    """Whatever the check finds, it can be shown."""
    report = check_report.report(rich_document())
    assert all(group.heading for group in (*report.errors, *report.warnings))
