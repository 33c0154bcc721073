"""What nobody has checked against its sources for a year, or ever."""

import datetime
from collections.abc import Iterator
from typing import Final

from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.problems import Problem

REVIEWED_PARTS: Final = ("causes", "steps", "carriers", "alarms", "pages")
"""Parts that carry sources and the day of their last review."""
_NEVER: Final = "Nobody has checked this against its sources yet. Read them, then enter the day under “Reviewed on”."
_LONG_AGO: Final = (
    "This was last checked against its sources on {day}, more than 12 months ago. "
    "Read them again, then enter the day under “Reviewed on”."
)
_TO_COME: Final = "The day of the last review, {day}, is in the future. Enter the day on which it took place."


def today() -> datetime.date:
    """The day in UTC, like everything that the site keeps."""
    return datetime.datetime.now(datetime.UTC).date()


def overdue_before(day: datetime.date) -> datetime.date:
    """The same day a year ago: what was last reviewed before it is overdue."""
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def review_problems(index: Index, day: datetime.date) -> Iterator[Problem]:
    """A warning for each part whose review is overdue on this day. The open cause claims nothing that needs one."""
    for part in REVIEWED_PARTS:
        for item in getattr(index.document, part):
            claims = item.sources or not getattr(item, "open", False)
            if claims and (message := _review_fault(item.reviewed, day)):
                yield problem(part, item.slug, "reviewed", message, "warning")


def _review_fault(reviewed: datetime.date | None, day: datetime.date) -> str:
    if reviewed is None:
        return _NEVER
    day_text = f"{reviewed.day} {reviewed:%B %Y}"
    if reviewed > day:
        return _TO_COME.format(day=day_text)
    return _LONG_AGO.format(day=day_text) if reviewed < overdue_before(day) else ""
