"""Who may do what, how often, and what happens when the database does not answer.

Not here: pages for signing in (``admin``, ``web/desk``).
"""
