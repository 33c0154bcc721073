"""The pages that search a guide, or all of them.

Not here: what fits (``content/search``), the search of carriers in their table (``reading``).
"""
