"""How much `make test` tries of what is alike: a share, drawn anew each time. CI tries all of it, as does anyone who names tests."""

import os
import random
from collections.abc import Iterable
from typing import Final

ONE_IN: Final = 6
DRAW: Final = os.environ.get("TEST_SHARE", "")
"""The number that the share is drawn with, alike in all processes of a run; empty where everything is tried."""


def examples(count: int) -> int:
    """How many examples a slow property gets: this many, or a quarter of that where a share is tried."""
    return -(-count // 4) if DRAW else count


def some[T](alike: Iterable[T], *, law: str = "") -> list[T]:
    """Of things that one law holds for, those that it is tried on: one in six, at least one, in their order.

    ``law``: its name, by which another law draws others; the test that runs, where none is given.
    """
    everything = list(alike)
    if not DRAW or not everything:
        return everything
    count = -(-len(everything) // ONE_IN)
    law = law or os.environ.get("PYTEST_CURRENT_TEST", "")
    drawn = random.Random(f"{DRAW} {law}").sample(range(len(everything)), count)
    return [everything[place] for place in sorted(drawn)]
