"""Two documents of one guide: what differs, taking a part of one over into the other, and giving things other slugs.

Not here: writing rows (``domain/drafts``).
"""
