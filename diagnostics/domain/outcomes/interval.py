"""How sure a share is."""

from dataclasses import dataclass
from math import sqrt
from typing import Final, Self

Z: Final = 1.959964
"""Of 95 %."""


@dataclass(frozen=True, slots=True)
class Share:
    """``part`` of ``whole``. low, high: the interval of Wilson (1927) that holds the true share in 95 cases of 100."""

    part: int
    whole: int
    low: float
    high: float

    @classmethod
    def of(cls, part: int, whole: int) -> Self | None:
        """None of nothing."""
        if not whole:
            return None
        share, weight = part / whole, Z * Z / whole
        middle = (share + weight / 2) / (1 + weight)
        reach = Z / (1 + weight) * sqrt(share * (1 - share) / whole + weight / whole / 4)
        return cls(part, whole, max(0.0, middle - reach), min(1.0, middle + reach))

    @property
    def share(self) -> float:
        """In [0, 1]."""
        return self.part / self.whole
