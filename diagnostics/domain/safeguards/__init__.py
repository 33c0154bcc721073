"""Who may do what, how often, and what happens when the database or another site does not answer.

Not here: pages for signing in (``admin``, ``web/desk``).
"""
