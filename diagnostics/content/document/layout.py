"""Which part of a guide document is in which file of its folder."""

from typing import Final

from diagnostics.content.document.fields import LANGUAGE_CODE
from diagnostics.content.document.problems import Loc, location_of
from diagnostics.content.document.schema import GuideDocument

GUIDE_FILE: Final = "guide.yaml"
PATHS_FILE: Final = "paths.yaml"
PAGES: Final = "pages"
LISTS: Final = ("sources", "causes", "questions", "steps", "carriers", "alarms", "cases", "reports")
"""Each is a list of objects in a file of its name."""
IN_PATHS_FILE: Final = ("paths", "terms")
ELSEWHERE: Final = (*LISTS, *IN_PATHS_FILE, PAGES, "translations")
GUIDE_FIELDS: Final = tuple(
    name
    for name in (field.alias or name for name, field in GuideDocument.model_fields.items())
    if name not in ELSEWHERE
)
ADDED_BY_COMPUTERS: Final = ("Thumbs.db", "desktop.ini")
FILES: Final = (GUIDE_FILE, *(f"{name}.yaml" for name in LISTS), PATHS_FILE)


def file_of(part: str, slug: str = "") -> str:
    """The file of an object: ``file_of("pages", "how-it-works")`` is "pages/how-it-works.md"."""
    if part == PAGES:
        return f"{PAGES}/{slug}.md"
    if part == "translations":
        return f"{slug}.yaml"
    if part in IN_PATHS_FILE:
        return PATHS_FILE
    return f"{part}.yaml" if part in LISTS else GUIDE_FILE


def locate(data: object, loc: Loc) -> tuple[str, str]:
    """File and location of a value of the document."""
    part = str(loc[0]) if loc else ""
    first = location_of(data, loc[:2]).removeprefix(f"{part} › ")
    names = location_of(data, loc).split(" › ")
    shown = 2 if part in (PAGES, "translations") else 1 if part in LISTS else 0
    return file_of(part, first), " › ".join(names[shown:])


def is_ignored(name: str) -> bool:
    """Whether something beside a guide's files is none of its business: what people and computers add to any folder."""
    return name.startswith((".", "README", "LICENSE")) or name in ADDED_BY_COMPUTERS


def is_sidecar(name: str) -> bool:
    """Whether a file name is that of a translation, "es.yaml"."""
    return name.endswith(".yaml") and bool(LANGUAGE_CODE.match(name.removesuffix(".yaml")))
