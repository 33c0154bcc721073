"""What is wrong with a guide, in sentences for editors: where, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from diagnostics.content.document.where import SLUGS, object_and_field

type Loc = tuple[str | int, ...]
"""Keys and positions from the root of a file or document to a value."""
type Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right.

    file: the file of a guide folder that holds the object, "causes.yaml".
    location: object and field inside it, "no-internet › commonness"; empty for the whole file.
    message: whole sentences: what is wrong, what to write.
    line: of the file, from 1, where it is known.
    part, slug, field: the same location in names of the document ("causes", "no-internet", "options.green.when"), where
    a part is one of ``leaves.PARTS`` or "guide"; empty where only the file is known.
    """

    file: str
    location: str
    message: str
    severity: Severity = "error"
    line: int | None = None
    part: str = ""
    slug: str = ""
    field: str = ""

    @property
    def readable_location(self) -> str:
        """For editors, who see no files: "Step “restart” › Why not then"."""
        return object_and_field(SLUGS, self.part, self.slug, self.field) if self.part else self.location

    def __str__(self) -> str:
        where = " › ".join(part for part in (self.file, self.location) if part)
        line = f" (line {self.line})" if self.line else ""
        return f"{where}{line}: {self.message}"


class ProblemsFound(Exception):
    """Something cannot be done; ``problems`` holds everything that is in the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FolderErrors(ProblemsFound):
    """A guide folder cannot be read."""


class FileErrors(ProblemsFound):
    """A file that holds one part of a guide cannot be used."""


def location(*parts: object) -> str:
    """Object and field as editors read them: "no-internet › commonness"."""
    return " › ".join(str(part) for part in parts if part != "")


def location_of(data: object, loc: Loc) -> str:
    """Where a value is: items of lists by their slug, else as "number 3" (from 1)."""
    parts: list[str] = []
    for key in loc:
        data = _inside(data, key)
        slug = data.get("slug") if isinstance(key, int) and isinstance(data, dict) else None
        parts.append(key if isinstance(key, str) else slug if isinstance(slug, str) else f"number {key + 1}")
    return location(*parts)


def _inside(data: object, key: str | int) -> object:
    if isinstance(data, dict):
        return data.get(key)
    return data[key] if isinstance(data, list) and isinstance(key, int) and key < len(data) else None


def nearest(word: str, allowed: Iterable[str]) -> str:
    """A sentence that names the allowed word most like this one; empty where none is close."""
    close = get_close_matches(word, list(allowed), n=1, cutoff=0.6)
    return f" Did you mean “{close[0]}”?" if close else ""


def join_words(words: Iterable[str]) -> str:
    """Words for a sentence: "rare, common, very-common"."""
    return ", ".join(words)
