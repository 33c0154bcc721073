"""What holds of every circuit, whatever happens in whatever order."""

import logging
from typing import Final

import hypothesis.strategies as st
import pytest
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from diagnostics.domain.safeguards.circuit import CACHE, DATABASE, REST, Circuit
from diagnostics.domain.safeguards.outage import Outage

AWAY: Final = OSError("away")


class Laws(RuleBasedStateMachine):
    """A circuit beside the plainest model of one: failures in a row, and when somebody may try."""

    @initialize(failures=st.integers(1, 4))
    def begin(self, failures: int) -> None:
        self.now, self.most, self.failed = 0.0, failures, 0
        self.tries_at = 0.0
        self.patch = pytest.MonkeyPatch()
        self.patch.setattr("diagnostics.domain.safeguards.circuit.time.monotonic", lambda: self.now)
        self.outage = Outage(logging.getLogger(__name__), begun="%s", over="over")
        self.circuit = Circuit(self.outage, failures=failures)

    def teardown(self) -> None:
        if hasattr(self, "patch"):
            self.patch.undo()

    @rule(seconds=st.sampled_from([0.1, 1.0, REST / 2, REST, 3600.0]))
    def wait(self, seconds: float) -> None:
        self.now += seconds

    @rule()
    def succeed(self) -> None:
        """However late an answer comes: it is one."""
        self.circuit.succeed()
        self.failed = 0

    @rule()
    def fail(self) -> None:
        self.circuit.fail(AWAY)
        self.failed += 1
        if self.failed >= self.most:
            self.tries_at = self.now + REST

    @rule()
    def ask(self) -> None:
        """While it is open, one in each rest may try, also when the one before never said what came of it."""
        may = self.failed < self.most or self.now >= self.tries_at
        assert self.circuit.admits() == may
        if may and self.failed >= self.most:
            assert self.circuit.state == "half-open"
            self.tries_at = self.now + REST

    @invariant()
    def it_is_closed_until_it_failed_often_enough(self) -> None:
        if hasattr(self, "circuit"):
            assert (self.circuit.state == "closed") == (self.failed < self.most)
            assert self.outage.lasts == (self.failed >= self.most)


TestLaws = Laws.TestCase


def test_an_outage_is_logged_once_and_so_is_its_end(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of requests fail in one."""
    outage = Outage(logging.getLogger(__name__), begun="away (%s)", over="back")
    one = Circuit(outage)

    for _ in range(50):
        one.fail(AWAY)
    for _ in range(50):
        one.succeed()

    assert [record.message for record in caplog.records] == ["away (away)", "back"]


def test_database_and_cache_have_one_each() -> None:
    """Both are closed as long as nothing has failed."""
    assert DATABASE is not CACHE
    assert (DATABASE.state, CACHE.state) == ("closed", "closed")
