"""Importing a guide folder as the draft of its guide: all or nothing."""

from dataclasses import dataclass
from pathlib import Path

from diagnostics.content.differences import Difference, differences
from diagnostics.content.document import GuideDocument
from diagnostics.content.folder import read_folder
from diagnostics.domain import drafts
from diagnostics.models import Guide


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    Attributes: ``document`` that the draft is now; ``is_new`` whether there was no draft of the guide before;
    ``differences`` from that one, None where it could not be read.
    """

    document: GuideDocument
    is_new: bool
    differences: tuple[Difference, ...] | None


def import_folder(path: Path) -> Imported:
    """Make the draft say what a folder says; raises FolderErrors, DraftProblems and then changes nothing."""
    return import_document(read_folder(path))


def import_document(document: GuideDocument) -> Imported:
    """Make the draft say what a document says; raises DraftProblems and then changes nothing."""
    guide = Guide.objects.named(document.slug)
    before = _readable(guide) if guide else None
    drafts.replace(document)
    return Imported(document, guide is None, differences(before, document) if before else None)


def _readable(guide: Guide) -> GuideDocument | None:
    try:
        return drafts.document(guide)
    except drafts.DraftProblems:
        return None
