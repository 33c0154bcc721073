"""One target by hypothesis: ``python -m tests.fuzz.by_hypothesis walk 1000 report.txt``."""

import sys
from pathlib import Path

from tests.fuzz import alone

BATCH = 5_000
"""Hypothesis remembers what it tried; a new batch forgets it."""


def main(name: str, count: int, report: Path) -> None:
    alone.begin()
    from hypothesis import HealthCheck, Phase, given, settings

    from tests.fuzz.inputs import inputs
    from tests.fuzz.targets import TARGETS
    from tests.fuzz.watch import Watch

    if TARGETS[name].asks:
        alone.make_site()
    watch = Watch(TARGETS[name], "hypothesis", count, report)
    watch.try_kept()
    while not watch.is_done:
        calm = settings(
            max_examples=min(BATCH, count - watch.inputs),
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        calm(given(inputs(TARGETS[name]))(watch.__call__))()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
