"""The signs of one question as a table: which row follows which, and what an editor's choices make of it.

Rows are named as in a document: by cause, ``@<place>`` for all causes of a place, ``*`` for all other causes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.engine.words import SignWord

type Words = Mapping[str, SignWord]
"""Option → word; what is not there says nothing."""
type Rows = Mapping[str, Words]
"""Rows that are written, by name; one without words says that no answer means anything."""

REST: Final = "*"


def place_row(place: str) -> str:
    """The name of the row of a whole place."""
    return f"@{place}"


@dataclass(frozen=True, slots=True)
class Table:
    """Attributes:

    rows: what is written. places: cause → place, of the causes that take signs.
    """

    rows: Rows
    places: Mapping[str, str]

    def above(self, name: str) -> str:
        """The row that counts for this name while it has none of its own."""
        place = place_row(self.places.get(name, ""))
        return place if place in self.rows else REST

    def words(self, name: str) -> Words:
        """What counts for this name: its own row, whole, else the one above it."""
        own = self.rows.get(name)
        if own is not None or name == REST:
            return own or {}
        return self.words(self.above(name))

    def matters(self, name: str) -> bool:
        """Whether a row more specific than that of all other causes covers this cause."""
        return name in self.rows or self.above(name) != REST

    def only(self, *names: str) -> "Table":
        """The same table with these rows alone; with all of them where none is named."""
        return Table({name: row for name, row in self.rows.items() if not names or name in names}, self.places)


@dataclass(frozen=True, slots=True)
class Entry:
    """What an editor chose in one row.

    own: whether it is to have words of its own. words: by option; an option that is not there was not on the page.
    """

    own: bool
    words: Mapping[str, SignWord | Literal[""]]


def apply_entries(opened: Table, entries: Mapping[str, Entry]) -> Table:
    """The table after an editor's choices; ``opened`` is what the page showed.

    A row that followed another gets words of its own only where they differ from what it would follow now; it then
    holds every word that it showed, not the changed one alone.
    """
    rows = dict(opened.rows)
    for name in sorted(entries, key=_depth):
        row = _row(opened, Table(rows, opened.places), name, entries[name])
        rows.pop(name, None)
        if row is not None:
            rows[name] = row
    return Table(rows, opened.places)


def _depth(name: str) -> int:
    return 0 if name == REST else 1 if name.startswith("@") else 2


def _row(opened: Table, now: Table, name: str, entry: Entry) -> Words | None:
    before = opened.words(name)
    chosen = {**before, **entry.words}
    after: Words = {option: word for option, word in chosen.items() if word}
    if name == REST:
        return opened.rows.get(name) if after == before else after or None
    if name in opened.rows:
        return after if entry.own else None
    if (after == before and not entry.own) or after == now.words(now.above(name)):
        return None
    return after


def differing_rows(one: Rows, other: Rows) -> tuple[str, ...]:
    """Names of the rows that differ, those of the first table first."""
    return tuple(name for name in {**one, **other} if one.get(name) != other.get(name))


def differing_words(one: Table, other: Table, name: str) -> Iterator[str]:
    """The options for which two tables differ in one row."""
    before, after = one.words(name), other.words(name)
    return (option for option in {**before, **after} if before.get(option) != after.get(option))
