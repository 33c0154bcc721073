"""Result links without a database: codes, the pinned decision, summary, ticket, then against now, what was said since.

Not here: the rows of links (``domain/results``).
"""
