"""The tasks that editors come with, each a short guided way.

Not here: forms for single rows (``forms``).
"""
