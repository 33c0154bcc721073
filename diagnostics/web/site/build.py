"""A stamp of everything that shapes a page besides its guide: code, templates, static files, translations."""

from functools import cache
from typing import Final

from django.conf import settings

from diagnostics.config.stamp import CODE, stamp_of

_SOURCES: Final = (
    (CODE, "*.py"),
    (CODE.parent / "templates", "*"),
    (CODE.parent / "static", "*"),
    (CODE.parent / "locale", "*.mo"),
)


def stamp() -> str:
    """Hash of the build; read once, except where templates change under the running site."""
    return stamp_of(*_SOURCES) if settings.DEBUG else _remembered()


@cache
def _remembered() -> str:
    return stamp_of(*_SOURCES)
