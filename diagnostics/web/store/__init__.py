"""Finished pages in memory: the bytes of what a worker rendered, and the pages that it renders before anybody asks.

Not here: what a page depends on, and who may keep it (``site/caching``).
"""
