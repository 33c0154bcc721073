"""Damage done to the real servers, and what was promised beside what was seen: ``python -m tests.faults``.

Not here: the servers and the visitors themselves (``stage``).
"""
