"""Drawn pictures on disk, one file each under its hash; the workers of a host share them."""

import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from diagnostics.domain.live.shelf import remove_leftovers, replace_file

OLD: Final = 30 * 24 * 3600
"""Seconds that a picture is kept after the last time that a page could name it."""
MOST_FILES: Final = 4000
_BEGINS: Final = b"\x89PNG\r\n\x1a\n"
_ENDS: Final = b"IEND\xaeB`\x82"


class PictureFiles:
    """A folder of pictures; none of them ever changes, and what is lost is drawn again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, name: str) -> bytes | None:
        """None where it is not there, or not there whole."""
        try:
            png = self._file(name).read_bytes()
        except OSError:
            return None
        return png if png.startswith(_BEGINS) and png.endswith(_ENDS) else None

    def write(self, name: str, png: bytes) -> None:
        """Readers find the old file or the new one, never a part; raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        replace_file(self._file(name), png)

    def touch(self, name: str) -> bool:
        """Whether it is there whole; it then counts as new."""
        if self.read(name) is None:
            return False
        self._file(name).touch()
        return True

    def tidy(self, wanted: Collection[str]) -> None:
        """Delete what is old and not wanted, and the oldest where there are too many; raises OSError."""
        remove_leftovers(self.folder)
        files = sorted(self._ages())
        unwanted = [(age, file) for age, file in files if file.stem not in wanted]
        too_many = max(0, len(files) - MOST_FILES)
        for i, (age, file) in enumerate(reversed(unwanted)):
            if i < too_many or age > OLD:
                file.unlink(missing_ok=True)

    def _ages(self) -> Iterator[tuple[float, Path]]:
        """Seconds since each was made or touched."""
        now = time.time()
        for entry in os.scandir(self.folder) if self.folder.is_dir() else ():
            yield now - entry.stat().st_mtime, Path(entry.path)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.png"
