"""An outage is said once."""

import logging

import pytest

from diagnostics.domain.safeguards.outage import Outage


def test_an_outage_is_said_once_and_so_is_its_end(caplog: pytest.LogCaptureFixture) -> None:
    """However often it is noted; the next one is said again."""
    outage = Outage(logging.getLogger(__name__), begun="The lamp is out (%s).", over="The lamp is on.")
    for error in (None, OSError("dark\nin detail"), OSError("very dark"), None, None, OSError("again")):
        outage.note(error)

    said = ["The lamp is out (dark).", "The lamp is on.", "The lamp is out (again)."]
    assert [record.message for record in caplog.records] == said
    assert outage.lasts
