"""What visitors say of steps, counted in memory and written by the thread; sums by day; what of it editors and visitors read.

Not here: result links and what is said on their pages (``results``), how many walks say the same now (``crowds``).
"""

from diagnostics.domain.outcomes.process import find_helped, flush, forget, offer, say, tend
from diagnostics.domain.outcomes.words import KINDS, WHYS, Kind, Why

__all__ = ["KINDS", "WHYS", "Kind", "Why", "find_helped", "flush", "forget", "offer", "say", "tend"]
