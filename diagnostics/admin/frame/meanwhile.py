"""What an editor is told of somebody who saved the same object, or deleted it, while it was open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from diagnostics.domain.editing.last_change import By
from diagnostics.domain.editing.two_editors import Fields, Value, read, write

SHOWN: Final = "_shown"
"""The hidden field that says what a form or a table showed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field by its label, with what it says now and, where this editor changed it too, what they want; in words."""

    label: str
    theirs: str
    yours: str = ""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What happened while a form or a table was open."""

    by: By
    differences: tuple[Difference, ...] = ()
    is_deleted: bool = False

    @property
    def followed(self) -> str:
        """What is said where the two changed different things, so that both are kept."""
        changed = ", ".join(one.label for one in self.differences)
        return f"While you were writing, {self.by.who} saved this {self.by.when}. That is kept beside yours: {changed}."


def carried(fields: Fields) -> str:
    """What a page shows, as its hidden field carries it."""
    return write(fields, timezone.now().isoformat())


def opened(data: Mapping[str, str]) -> tuple[str, dict[str, Value]] | None:
    """When a page that was sent was opened, and what it showed then; None where it does not say so."""
    found = read(data.get(SHOWN, ""))
    return (found[0], dict(found[1])) if found else None
