"""A stamp of everything that shapes a page besides its guide: code, templates, static files, translations."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from django.conf import settings

import diagnostics

_CODE: Final = Path(diagnostics.__file__).parent
_SOURCES: Final = ((_CODE, "*.py"), (_CODE.parent / "templates", "*"), (_CODE.parent / "static", "*"))
_TRANSLATIONS: Final = (_CODE.parent / "locale", "*.mo")


def stamp() -> str:
    """Hash of the build; read once, except where templates change under the running site."""
    return _read() if settings.DEBUG else _remembered()


@cache
def _remembered() -> str:
    return _read()


def _read() -> str:
    digest = hashlib.sha256()
    for folder, pattern in (*_SOURCES, _TRANSLATIONS):
        for path in sorted(p for p in folder.rglob(pattern) if p.is_file()):
            digest.update(f"{path.relative_to(_CODE.parent)}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
