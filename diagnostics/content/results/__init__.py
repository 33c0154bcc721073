"""Result links without a database: their codes, the pinned decision, the summary and the ticket, then against now.

Not here: the rows of links (``domain/results``).
"""
