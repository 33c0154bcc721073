"""A table as it was sent, each cell a field with a word, and what comes of it where somebody else saved meanwhile."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict

from diagnostics.admin.frame.meanwhile import Difference, Meanwhile
from diagnostics.domain.editing.last_change import By
from diagnostics.domain.editing.two_editors import SHOWN, Fields, Value, merge, read

UNREADABLE: Final = (
    "This page no longer knew what the table was like when you opened it. Your choices stand over what is stored now: "
    "look at them and save again."
)
GONE: Final = "no longer here"

type Known = Mapping[str, tuple[str, str]]
"""Name, of today or an old one → slug of today, and how it reads."""


def known(rows: Iterable[Any], title: str) -> Known:
    """The names of rows that read as their attribute ``title``; what is a slug now is nobody's old one."""
    every = list(rows)
    old = {alias: (row.slug, str(getattr(row, title))) for row in every for alias in row.aliases}
    return old | {row.slug: (row.slug, str(getattr(row, title))) for row in every}


def spelled(field: str, names: Sequence[Known | None]) -> tuple[str, str]:
    """A field with the slugs of today, and in words; ``names`` of its parts, None for a part that names nothing."""
    parts = zip(field.split("."), names, strict=False)
    found = [(part, "") if known_ is None else known_.get(part, (part, f"“{part[:60]}”")) for part, known_ in parts]
    return ".".join(slug for slug, _ in found), " · ".join(text for _, text in found if text)


@dataclass(frozen=True, slots=True)
class Table:
    """What is stored by field; how a field is spelled today, and in words; how a word of it reads, None if it is none."""

    stored: Fields
    spell: Callable[[str], tuple[str, str]]
    read: Callable[[str, Value], str | None]

    def shown(self, data: QueryDict) -> tuple[str, dict[str, Value]] | None:
        """When a page was opened and what it showed, by the names of today; None where it does not know that."""
        found = read(data.get(SHOWN, ""))
        return (found[0], {self.spell(field)[0]: value for field, value in found[1].items()}) if found else None


@dataclass(frozen=True, slots=True)
class TablePost:
    """Attributes:

    fields: what the table is to say. conflicts: fields that both editors changed. lost: what was changed and has no
    place any more. rest: what else has none.
    """

    fields: Fields
    since: str = ""
    is_readable: bool = True
    conflicts: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    lost: tuple[Difference, ...] = ()
    rest: tuple[Difference, ...] = ()

    @property
    def may_be_saved(self) -> bool:
        """Whether there is nothing to look at first."""
        return self.is_readable and not self.conflicts and not self.lost

    def ctx(self, changed_by: Callable[[str, str], By]) -> dict[str, Any]:
        """What templates show of it; ``changed_by`` says who changed a field since then."""
        meanwhile = Meanwhile(changed_by(self.conflicts[0], self.since), self.differences) if self.conflicts else None
        return {"meanwhile": meanwhile, "lost": self.lost, "complaints": () if self.is_readable else (UNREADABLE,)}


def put_together(table: Table, opened_: tuple[str, Fields] | None, posted: Fields) -> TablePost:
    """What was posted over what is stored; ``opened_`` as ``Table.shown`` says."""
    since, shown = opened_ or ("", {})
    if opened_:
        shown = {**dict.fromkeys((*table.stored, *posted), ""), **shown}
    kept = {
        field: value
        for field, value in posted.items()
        if field in table.stored and table.read(field, value) is not None
    }
    merged = merge(shown, kept, table.stored)
    gone = [field for field, value in posted.items() if field not in kept and (value or shown.get(field))]

    def told(field: str, theirs: str) -> Difference:
        return Difference(table.spell(field)[1], theirs, table.read(field, posted[field]) or f"“{posted[field]}”"[:60])

    return TablePost(
        merged.fields,
        since,
        opened_ is not None,
        tuple(one.field for one in merged.conflicts) if opened_ else (),
        tuple(told(one.field, table.read(one.field, one.theirs) or GONE) for one in merged.conflicts),
        tuple(told(field, GONE) for field in gone if posted[field] not in (None, shown.get(field, ""))),
        tuple(told(field, GONE) for field in gone if posted[field] == shown.get(field)),
    )
