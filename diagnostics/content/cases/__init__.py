"""Cases: answers with what must come out on top, compared with what the engine makes of them.

Not here: other checks (``checks``).
"""
