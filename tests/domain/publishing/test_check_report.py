"""What a check found, arranged for reading."""

import pytest

from diagnostics.content.checks.check import errors, quick_check
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.publishing import check_report, examinations, releases
from diagnostics.domain.publishing.check_report import Summary
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Examination
from tests.builders import a_cause, a_step, make_document

pytestmark = pytest.mark.django_db


def test_report_tells_what_reading_tells_until_the_whole_check_is_done() -> None:
    """Errors that reading finds are there at once."""
    document = make_document(intro="# Big", add={"causes": [a_cause("dust", name="Dust")]})
    report = check_report.report(document)
    assert (report.state, report.percent, report.at) == ("none", 0, None)
    assert [problem.part for problem in errors(report.problems)] == ["causes", "guide"]
    assert report.problems == quick_check(document)


def test_report_is_that_of_the_whole_check_once_it_is_done() -> None:
    """What only playing finds stands among the rest; time and state say so."""
    document = make_document(add={"steps": [a_step("dear", {"bulb": "seldom"}, minutes=500)]})
    row = examinations.run(document, "check")
    report = check_report.report(document)
    assert (report.state, report.at) == ("done", row.touched_at)
    assert "dear" in [one.slug for one in report.problems if one.message.startswith("This step is never worth its min")]


@pytest.mark.parametrize(("state", "percent", "doing"), [("running", 40, "Half."), ("failed", 0, "It broke.")])
def test_report_says_how_far_a_check_is(state: str, percent: int, doing: str) -> None:
    """While it runs, and when it failed."""
    examinations.begin(make_document(), "check")
    Examination.objects.update(state=state, percent=percent, doing=doing)
    report = check_report.report(make_document())
    assert (report.state, report.percent, report.doing) == (state, percent, doing)


def live_marks(document: GuideDocument) -> dict[str, bool]:
    """Whether what is said of each cause is marked as live."""
    report = check_report.report(document)
    return {one.slug: report.is_live(one) for one in report.problems if one.part == "causes"}


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
    """Their problems are all that is known."""
    problem = Problem("causes.yaml", "bulb › name", "This cannot be read.")
    report = check_report.unreadable_report([problem])
    assert (report.state, report.problems, report.is_live(problem)) == ("none", (problem,), False)
