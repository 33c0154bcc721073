"""The table of signs, from a question's side and from a cause's.

Not here: what signs mean (``content/editing``).
"""
