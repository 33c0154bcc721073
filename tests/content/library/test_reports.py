"""Real reports are the measure of the starter guide: what was reached is not lost again."""

from typing import Final

import pytest

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.content.reports.figures import Figures, figures
from diagnostics.content.reports.replay import Stage
from tests.content.library.test_library import LIBRARY

ORDINARY: Final = 0.85
"""Share of the ordinary reports whose cure is among the first three steps: a floor, to be raised when more is reached."""
ALL: Final = 0.81
"""The same of all reports."""
MOST_PAGES: Final = 3.95
"""Mean of the questions before the first step: a ceiling, to be lowered."""


@pytest.fixture(scope="module")
def guide() -> GuideDocument:
    return read_folder(LIBRARY / "imessage")


@pytest.fixture(scope="module")
def found(guide: GuideDocument) -> Figures:
    return figures(Stage.of(guide).play_all())


def test_reports_come_to_their_cure(found: Figures) -> None:
    """No change may make the guide worse at what people really reported."""
    assert found.count >= 43
    assert found.ordinary.share(3) >= ORDINARY
    assert found.share(3) >= ALL
    assert found.mean_pages <= MOST_PAGES


def test_no_report_meets_a_false_verdict(found: Figures) -> None:
    """On the way to the cure nothing says that all is well."""
    assert [one.report.slug for one in found.replays if one.false_verdicts] == []


def test_reports_name_what_the_guide_has(guide: GuideDocument, found: Figures) -> None:
    """Each can say something, and is ended by a step or says why none can end it."""
    assert [one.report.slug for one in found.replays if not one.report.says] == []
    assert [one.report.slug for one in found.replays if not one.report.solved_by and not one.report.outside] == []
