"""Cases: answers with what must come out on top, held against what the engine makes of them.

Not here: other checks (``checks``).
"""
