"""One long run of a target: counts inputs, times each, watches the memory, keeps what fails."""

import hashlib
import os
import resource
import time
import traceback
from pathlib import Path

from tests.fuzz.targets import Target

MOST_SECONDS = 1.0
"""Of the processor for one input, however busy the machine is."""
WARM = 5_000
"""Inputs after which memory should grow no more."""
PAGE_SIZE = resource.getpagesize()


class Watch:
    """``target`` with ``count`` inputs; after the last one the row of the table is in ``report``."""

    def __init__(self, target: Target, by: str, count: int, report: Path) -> None:
        self._target, self._by, self._count, self._report = target, by, count, report
        self._warm = min(WARM, count // 2)
        self._begun = time.monotonic()
        self._at_first = self.inputs = self.failures = 0
        self._slowest = 0.0

    def try_kept(self) -> None:
        """What failed an earlier run."""
        for file in sorted(self._report.parent.glob(f"failed-{self._target.name}-*.bin")):
            self(file.read_bytes())

    def __call__(self, data: bytes) -> None:
        began = time.process_time()
        try:
            self._target.run(data)
        except Exception:  # noqa: BLE001 (whatever it is, it should not be)
            self._keep(data, traceback.format_exc())
        took = time.process_time() - began
        if self.inputs > 1:
            self._slowest = max(self._slowest, took)
            if took > MOST_SECONDS:
                self._keep(data, f"It took {took:.2f} seconds.")
        self.inputs += 1
        if self.inputs == self._warm:
            self._at_first = _memory()
        if self.inputs % 1000 == 0 or self.is_done:
            self._write()

    @property
    def is_done(self) -> bool:
        return self.inputs >= self._count

    def _keep(self, data: bytes, why: str) -> None:
        """The input and what it did; a kind of failure is counted once."""
        kind = hashlib.sha256(why.encode()).hexdigest()[:12]
        file = self._report.parent / f"failed-{self._target.name}-{kind}"
        if not file.with_suffix(".txt").exists() or not self.failures:
            self.failures += 1
            file.with_suffix(".bin").write_bytes(data)
            file.with_suffix(".txt").write_text(why, encoding="utf-8")
            print(f"{self._target.name}: {why.strip().splitlines()[-1]} ({file}.bin)")

    def _write(self) -> None:
        speed = self.inputs / (time.monotonic() - self._begun)
        grew = (_memory() - self._at_first) / 1e6 if self.inputs > self._warm else 0.0
        cells = [
            self._target.name,
            self._by,
            f"{self.inputs:,}",
            f"{speed:.0f}",
            f"{self._slowest * 1000:.0f}",
            f"{grew:.1f}",
        ]
        self._report.write_text(f"| {' | '.join([*cells, str(self.failures)])} |", encoding="utf-8")


def _memory() -> int:
    """Bytes that the process holds now."""
    with Path(f"/proc/{os.getpid()}/statm").open(encoding="ascii") as file:
        return int(file.read().split()[1]) * PAGE_SIZE
