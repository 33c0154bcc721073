"""Result links for visitors: making one, opening one, going on from one, and saying what came of a step.

Not here: the agents' side (``desk``).
"""
