"""A table as it was sent, each cell a field with a word, and what comes of it where somebody else saved meanwhile."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Model
from django.http import QueryDict

from diagnostics.admin.frame.meanwhile import Difference
from diagnostics.domain.editing.two_editors import SHOWN, Fields, Value, merge, read

GONE: Final = "no longer here"

type Names = Mapping[str, tuple[str, str]]
"""Name, of today or an old one → slug of today, and how it reads."""


def names_of(rows: Iterable[Any], title: str) -> Names:
    """The names of rows that read as their attribute ``title``; what is a slug now is nobody's old one."""
    every = list(rows)
    old = {alias: (row.slug, str(getattr(row, title))) for row in every for alias in row.aliases}
    return old | {row.slug: (row.slug, str(getattr(row, title))) for row in every}


def spell(field: str, names: Sequence[Names | None]) -> tuple[str, str]:
    """A field with the slugs of today, and in words; ``names`` of its parts, None for a part that names nothing."""
    parts = zip(field.split("."), names, strict=False)
    found = [(part, "") if known is None else known.get(part, (part, f"“{part[:60]}”")) for part, known in parts]
    return ".".join(slug for slug, _ in found), " · ".join(text for _, text in found if text)


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


class TableFields(ABC):
    """A table as fields; ``stored`` is what each of them says now."""

    stored: Fields

    @abstractmethod
    def spell(self, field: str) -> tuple[str, str]:
        """A field with the slugs of today, and in words."""

    @abstractmethod
    def in_words(self, field: str, value: Value) -> str | None:
        """How a value of this field reads; None if it can have no such value."""

    @abstractmethod
    def posted_values(self, data: QueryDict, shown: Fields) -> Mapping[str, Value]:
        """What a form says, by the names of today."""

    @abstractmethod
    def row(self, field: str) -> Model:
        """The object whose history says who changed this field."""

    def read(self, data: QueryDict) -> TablePost:
        """What was sent, over what is stored; where the form does not know what it showed, every choice in it stands."""
        carried = read(data.get(SHOWN, ""))
        since, before = carried or ("", {})
        shown = {self.spell(field)[0]: value for field, value in before.items()}
        posted = self.posted_values(data, shown)
        if carried:
            shown = {**dict.fromkeys((*self.stored, *posted), ""), **shown}
        kept = {
            field: value
            for field, value in posted.items()
            if field in self.stored and self.in_words(field, value) is not None
        }
        merged = merge(shown, kept, self.stored)
        conflicts = merged.conflicts if carried else ()
        gone = [field for field, value in posted.items() if field not in kept and (value or shown.get(field))]

        def difference(field: str, theirs: str) -> Difference:
            yours = self.in_words(field, posted[field]) or f"“{posted[field]}”"[:60]
            return Difference(self.spell(field)[1], theirs, yours)

        return TablePost(
            merged.fields,
            since,
            carried is not None,
            tuple(one.field for one in conflicts),
            tuple(difference(one.field, self.in_words(one.field, one.theirs) or GONE) for one in conflicts),
            tuple(difference(field, GONE) for field in gone if posted[field] not in (None, shown.get(field, ""))),
            tuple(difference(field, GONE) for field in gone if posted[field] == shown.get(field)),
        )
