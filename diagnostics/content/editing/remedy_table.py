"""Remedies as a table, steps by causes: what an editor's choices make of it, and which cells there are."""

from collections.abc import Mapping
from typing import Literal

from diagnostics.engine.words import KindWord, RemedyWord

type Cell = tuple[str, str]
"""Step, cause."""
type Remedies = Mapping[Cell, RemedyWord]
"""What is written; a cell that is not there says that the step does nothing for the cause."""
type Choices = Mapping[Cell, RemedyWord | Literal[""]]
"""What an editor chose; a cell that is not there was not on the page."""


def takes(kind: KindWord, *, open_cause: bool) -> bool:
    """Whether steps of this kind have remedies: workarounds repair nothing, only escalations help with the open cause."""
    return kind == "escalation" or (kind != "workaround" and not open_cause)


def apply_choices(opened: Remedies, choices: Choices) -> Remedies:
    """The remedies after an editor's choices."""
    return {place: word for place, word in {**opened, **choices}.items() if word}


def merge(opened: Remedies, mine: Remedies, stored: Remedies) -> Remedies:
    """An editor's changes since the table was opened, on top of what somebody else has stored meanwhile."""
    return apply_choices(stored, {place: mine.get(place, "") for place in differing_cells(opened, mine)})


def differing_cells(one: Remedies, other: Remedies) -> tuple[Cell, ...]:
    """The cells that differ."""
    return tuple(place for place in {**one, **other} if one.get(place) != other.get(place))
