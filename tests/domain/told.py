"""What the history tells of an object."""

from typing import Any

from diagnostics.domain.drafts.history import BEFORE, object_of, revisions


def changes_of(row: Any) -> list[tuple[str, str]]:
    """Who changed the object that a row belongs to, and why; the newest first."""
    return [(one.by_name, one.why) for one in revisions(*object_of(row)) if one.why != BEFORE]
