"""Remedies as a table, steps by causes: what an editor's choices make of it, and which cells there are."""

from collections.abc import Mapping

from diagnostics.engine.words import KindWord, RemedyWord

type Cell = tuple[str, str]
"""Step, cause."""
type Remedies = Mapping[Cell, RemedyWord]
"""What is written; a cell that is not there says that the step does nothing for the cause."""


def takes(kind: KindWord, *, open_cause: bool) -> bool:
    """Whether steps of this kind have remedies: workarounds repair nothing, only escalations help with the open cause."""
    return kind == "escalation" or (kind != "workaround" and not open_cause)


def differing_cells(one: Remedies, other: Remedies) -> tuple[Cell, ...]:
    """The cells that differ."""
    return tuple(place for place in {**one, **other} if one.get(place) != other.get(place))
