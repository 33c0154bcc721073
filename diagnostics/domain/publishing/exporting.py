"""Exporting a draft or a release as a guide folder."""

from pathlib import Path

from diagnostics.content.document.layout import GUIDE_FILE, is_ignored
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import write_folder
from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases


class NotAGuideFolder(Exception):
    """The folder holds other things, which an export must not mix with."""


def export_guide(slug: str, folder: Path, *, number: int | None = None) -> GuideDocument:
    """Write the draft, or the release of this number.

    Raises UnknownGuide, DraftProblems, UnknownRelease, DamagedRelease, NotAGuideFolder, OSError.
    """
    document = drafts.document(drafts.get_guide(slug)) if number is None else releases.document(slug, number)
    if folder.exists() and not _may_hold_a_guide(folder):
        raise NotAGuideFolder(f"{folder} holds things other than a guide. Name an empty or a new folder.")
    write_folder(document, folder)
    return document


def _may_hold_a_guide(folder: Path) -> bool:
    return folder.is_dir() and (
        (folder / GUIDE_FILE).is_file() or all(is_ignored(entry.name) for entry in folder.iterdir())
    )
