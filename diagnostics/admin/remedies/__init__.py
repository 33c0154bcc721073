"""The table of remedies: which step cures which cause, and how often.

Not here: what remedies mean (``content/editing``).
"""
