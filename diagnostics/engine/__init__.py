"""Asking, stopping and ordering steps. Pure: no Django, no I/O, no text.

The names here are the door for plain tables; guides go through ``network.compile_guide`` and ``advise.advise``.
"""

from typing import Final

from diagnostics.engine.choose import Ask, Escalate, Offer, Policy
from diagnostics.engine.tables import Tables, belief, decide

ENGINE: Final = 2
"""Raised when the same guide and walk are decided in another way than before; kept with each result link."""

__all__ = ["ENGINE", "Ask", "Escalate", "Offer", "Policy", "Tables", "belief", "decide"]
