"""What was not checked against its sources for too long."""

import datetime

import pytest

from diagnostics.content.checks.reviews import overdue_before, review_problems, today
from diagnostics.content.document.index import Index
from tests.builders import a_cause, base_data, make_document

DAY = datetime.date(2026, 11, 23)


def messages(reviewed: str | None) -> list[str]:
    document = make_document(add={"causes": [a_cause("c", reviewed=reviewed)]})
    return [problem.message for problem in review_problems(Index(document), DAY) if problem.slug == "c"]


def test_review_is_overdue_after_twelve_months() -> None:
    """A year to the day is still good; a day more is not, and the sentence names the day."""
    assert messages("2025-11-23") == []
    assert messages("2026-11-23") == []
    (message,) = messages("2025-11-22")
    assert message == (
        "This was last checked against its sources on 22 November 2025, more than 12 months ago. "
        "Read them again, then enter the day under “Reviewed on”."
    )


def test_what_was_never_reviewed_is_told() -> None:
    """Nobody has looked yet."""
    assert messages(None) == [
        "Nobody has checked this against its sources yet. Read them, then enter the day under “Reviewed on”."
    ]


def test_review_that_is_yet_to_come_is_told() -> None:
    """A slip of the year would keep a part quiet for ever."""
    assert messages("2027-01-05") == [
        "The day of the last review, 5 January 2027, is in the future. Enter the day on which it took place."
    ]


@pytest.mark.parametrize(
    ("day", "before"),
    [("2026-11-23", "2025-11-23"), ("2028-02-29", "2027-02-28"), ("2029-02-28", "2028-02-28")],
)
def test_overdue_before_is_the_same_day_a_year_ago(day: str, before: str) -> None:
    """The 29 February counts as the 28th of other years."""
    assert overdue_before(datetime.date.fromisoformat(day)) == datetime.date.fromisoformat(before)


def test_every_part_with_sources_is_judged_but_an_open_cause_without_any() -> None:
    """The open cause claims nothing that could be read up."""
    alarm = {"slug": "a", "title": "A", "summary": "A", "text": "A", "when": {"see": ["dark"]}, "sources": ["manual"]}
    document = make_document(alarms=[alarm])
    found = [(problem.part, problem.slug) for problem in review_problems(Index(document), DAY)]
    causes = [("causes", slug) for slug in ("bulb", "switch", "outage")]
    steps = [("steps", step["slug"]) for step in base_data()["steps"]]
    assert found == [*causes, *steps, ("alarms", "a"), ("pages", "candles")]


def test_today_is_the_day_by_greenwich() -> None:
    """As every time that the site keeps."""
    assert abs(datetime.datetime.now(datetime.UTC).date() - today()) <= datetime.timedelta(days=1)
