"""Result links as rows: made, found, gone on from, ended; the agents' lists of them; outcomes; codes to read out.

Not here: what stands on a result (``content/results``).
"""
