"""Changes as pages show them: grouped by kind of object, each with a word for what happened, and long texts word by word."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from diagnostics.admin.frame.edit_links import Links
from diagnostics.content.changes.difference_words import is_long
from diagnostics.content.changes.differences import Change, Difference
from diagnostics.content.changes.merging import Choice
from diagnostics.content.document.index import NAMES
from diagnostics.content.document.leaves import GUIDE
from diagnostics.content.markup.word_changes import Piece, text_changes

WORDS: Final[Mapping[Change, str]] = {
    "added": "new",
    "removed": "taken out",
    "renamed": "renamed",
    "changed": "changed",
    "moved": "moved",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field that changed. Short texts stand side by side; ``pieces`` are those of a long one."""

    message: str
    what: str
    before: str | None
    after: str | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One change. address: the form in which it is edited. came: since the page was opened."""

    key: str
    title: str
    kind: Change
    word: str
    address: str
    fields: tuple[Field, ...]
    ticked: bool
    came: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one kind of object."""

    title: str
    rows: tuple[Row, ...]


def groups(
    choices: Iterable[Choice],
    links: Links | None = None,
    *,
    ticked: Collection[str] = (),
    known: Collection[str] | None = None,
) -> tuple[Group, ...]:
    """All changes, in the order of the document. known: keys of those that were on the page before."""
    rows = [
        (
            choice.part,
            _row(choice, links, ticked=choice.key in ticked, came=known is not None and choice.key not in known),
        )
        for choice in choices
    ]
    return tuple(
        Group(heading(part), tuple(row for _, row in found)) for part, found in groupby(rows, lambda pair: pair[0])
    )


def heading(part: str) -> str:
    """What a list of such objects is called: "Menu paths"."""
    return "The guide" if part == GUIDE else f"{NAMES[part]}s".capitalize()


def _row(choice: Choice, links: Links | None, *, ticked: bool, came: bool) -> Row:
    address = links.to(choice.part, choice.slug) if links and choice.kind not in ("removed", "moved") else ""
    fields = tuple(map(_field, choice.differences if choice.kind not in ("removed", "moved") else ()))
    return Row(choice.key, choice.title, choice.kind, WORDS[choice.kind], address, fields, ticked, came)


def _field(said: Difference) -> Field:
    pieces = text_changes(said.before or "", said.after or "") if said.what and is_long(said.before, said.after) else ()
    return Field(said.message, said.what, said.before, said.after, pieces)
