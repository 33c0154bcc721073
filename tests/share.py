"""How much `make test` tries of what is alike: a share, drawn anew each time. CI tries all of it, and so does who names tests."""

import os
import random
from collections.abc import Iterable
from typing import Final

ONE_IN: Final = 6
DRAW: Final = os.environ.get("TEST_SHARE", "")
"""The number that the share is drawn by, alike in all processes of a run; empty where everything is tried."""


def examples(count: int) -> int:
    """How often a property that takes long is tried: so often, or a quarter of that."""
    return -(-count // 4) if DRAW else count


def some[T](alike: Iterable[T]) -> list[T]:
    """Of things that one law holds for, those that it is tried on: one in six, at least one, in their order."""
    everything = list(alike)
    if not DRAW or not everything:
        return everything
    count = -(-len(everything) // ONE_IN)
    drawn = random.Random(f"{DRAW} of {len(everything)}").sample(range(len(everything)), count)
    return [everything[place] for place in sorted(drawn)]
