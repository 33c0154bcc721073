"""The guides that come with Fixpath, published on the first start only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db import transaction

from diagnostics import content
from diagnostics.content.document.layout import GUIDE_FILE
from diagnostics.domain.publishing.importing import import_folder
from diagnostics.domain.publishing.publishing import publish
from diagnostics.models import Guide, Release

LIBRARY: Final = Path(content.__path__[0]) / "library"
BY: Final = "Fixpath"
NOTE: Final = "The guide that comes with Fixpath."


def install() -> bool:
    """Import and publish every guide of the library if there is no guide at all; returns whether it did.

    Raises what importing and publishing raise, and then nothing is installed.
    """
    if Guide.objects.exists() or Release.objects.exists():
        return False
    with transaction.atomic():
        for folder in guide_folders():
            publish(import_folder(folder).document.slug, note=NOTE, by=BY)
    return True


def guide_folders() -> Iterator[Path]:
    """The folders of the library, by name."""
    return (file.parent for file in sorted(LIBRARY.glob(f"*/{GUIDE_FILE}")))
