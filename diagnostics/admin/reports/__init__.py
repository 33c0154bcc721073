"""The real reports of a guide, how each stands in the draft and live, and keeping a walk as one.

Not here: cases (``cases``), simulated visitors (``guide``).
"""
