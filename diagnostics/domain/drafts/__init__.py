"""Drafts: the rows of a guide as one document, and back; their names, their history, what names what.

Not here: tables and tasks that change much at once (``editing``).
"""

from diagnostics.domain.drafts.documents import DraftProblems, UnknownGuide, document, named, one_moment, replace

__all__ = ["DraftProblems", "UnknownGuide", "document", "named", "one_moment", "replace"]
