"""Many people at once: how many walks say the same, when that is unusual, and what editors tell visitors then.

Not here: what walks say of causes (``engine``), outcomes (``results``).
"""

from diagnostics.domain.crowds.process import count, flush, forget, last_look, tend

__all__ = ["count", "flush", "forget", "last_look", "tend"]
