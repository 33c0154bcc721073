"""What the feeds answer, in sentences."""

import datetime as dt

import pytest

from diagnostics.content.wording.names import Names
from diagnostics.domain.feeds.findings import Findings
from diagnostics.domain.feeds.words import sentences
from tests.web.lamp import rich_lamp

AT = dt.datetime(2026, 11, 29, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("weight", "when"),
    [
        (1.0, "Checked on 29 November 2026, 09:00 UTC."),
        (0.5, "Last checked on 29 November 2026, 09:00 UTC; it may have changed."),
    ],
)
def test_an_answer_stands_with_its_time(weight: float, when: str) -> None:
    """One that counts less is not said as if it were of now."""
    said = sentences(Names(rich_lamp()), Findings({"street": "dark"}, AT, weight))
    assert (len(said), said[-1]) == (2, when)


def test_why_nothing_is_known_is_said() -> None:
    (said,) = sentences(Names(rich_lamp()), Findings(unknown={"street": "unread"}))
    assert said == "Street: this site could not look it up lately."
