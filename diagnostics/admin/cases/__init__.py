"""The cases of a guide, the way of each, and keeping a walk as one.

Not here: where simulated visitors go (``guide``).
"""
