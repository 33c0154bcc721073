"""What editors ask of a guide while they change it: search, what a change affects, tables of signs and remedies, new parts.

Not here: forms and pages (``admin``).
"""
