"""Many people at once: how many walks say the same, when that is unusual, and what editors tell visitors then.

Not here: what walks say of causes (``engine``), outcomes (``results``).
"""

from diagnostics.domain.crowds.announcing import Notice
from diagnostics.domain.crowds.look import Crowd, Look, look
from diagnostics.domain.crowds.process import count, flush, forget, last_look, tend
from diagnostics.domain.crowds.tally import Kind

__all__ = ["Crowd", "Kind", "Look", "Notice", "count", "flush", "forget", "last_look", "look", "tend"]
