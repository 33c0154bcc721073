"""A stamp of everything that shapes a page besides its guide: code, templates, static files, translations, and who the site says it is."""

import hashlib
from functools import cache, lru_cache
from typing import Final

from django.conf import settings

from diagnostics.config.stamp import CODE, hash_files

_SOURCES: Final = (
    (CODE, "*.py"),
    (CODE.parent / "templates", "*"),
    (CODE.parent / "static", "*"),
    (CODE.parent / "locale", "*.mo"),
)


def stamp() -> str:
    """Hash of the build; read once, except where templates change under the running site."""
    files = hash_files(*_SOURCES) if settings.DEBUG else _remembered_stamp()
    logo = settings.SITE_LOGO and settings.SITE_LOGO.digest
    return _digest(files, settings.SITE_NAME, logo, settings.SITE_ACCENT, settings.SITE_LINKS)


@lru_cache(maxsize=1)
def _digest(*known: object) -> str:
    return hashlib.sha256(repr(known).encode()).hexdigest()


@cache
def _remembered_stamp() -> str:
    return hash_files(*_SOURCES)
