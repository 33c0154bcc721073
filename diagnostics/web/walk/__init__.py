"""The walk: one address, every screen of it, with its picture, its words and its query string.

Not here: pages outside a walk (``reading``), pinned walks (``results``).
"""
