"""Drafts: the rows of a guide as one document, and back; their names, their history, what names what.

Not here: tables and tasks that change much at once (``editing``).
"""

from diagnostics.domain.drafts.documents import (
    DraftProblems,
    Reading,
    UnknownGuide,
    document,
    get_guide,
    one_moment,
    read,
    replace,
)

__all__ = ["DraftProblems", "Reading", "UnknownGuide", "document", "get_guide", "one_moment", "read", "replace"]
