"""Stamps of files: which code this is."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

CODE: Final = Path(__file__).parent.parent


def hash_files(*sources: tuple[Path, str]) -> str:
    """SHA-256, in hexadecimal digits, of the names and bytes of all files below folders that fit their pattern."""
    digest = hashlib.sha256()
    for folder, pattern in sources:
        for path in _files(folder, pattern):
            digest.update(f"{path.relative_to(CODE.parent)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


@cache
def examination_stamp() -> str:
    """The stamp of the code that examines documents, as it was when this process began."""
    return hash_files((CODE / "engine", "*.py"), (CODE / "content", "*.py"))


def _files(folder: Path, pattern: str) -> Iterable[Path]:
    return sorted(path for path in folder.rglob(pattern) if path.is_file())
