"""Changes of a whole draft at once: the tables of signs and remedies, the tasks, the order of parts, a walk kept as a case.

Not here: reading and writing single rows (``drafts``), publishing.
"""
