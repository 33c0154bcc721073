"""Asking, stopping and ordering steps. Pure: no Django, no I/O, no text.

The names here are the door for plain tables; guides go through ``network.compile_guide`` and ``advise.advise``.
"""

from diagnostics.engine.choose import Ask, Escalate, Offer, Policy
from diagnostics.engine.tables import Tables, belief, decide

__all__ = ["Ask", "Escalate", "Offer", "Policy", "Tables", "belief", "decide"]
