"""Status feeds: what other sites say about their services, read from what they send. Nothing is fetched here.

A reader for another feed is one file, and one line in ``readers``.
"""
