"""What a new guide begins with: the folder ``skeleton/`` under another title and address."""

from functools import cache
from pathlib import Path
from typing import Final

from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.files.folder import read_folder

SKELETON: Final = Path(__file__).parent / "skeleton"


def skeleton(slug: str, title: str, *, language: str = "en") -> GuideDocument:
    """A small guide without errors: two questions, two causes beside the open one, three steps. Its sentences are in English."""
    named = {"slug": slug, "title": title, "language": language}
    return GuideDocument.model_validate(_read().model_dump(by_alias=True) | named)


@cache
def _read() -> GuideDocument:
    return read_folder(SKELETON)
