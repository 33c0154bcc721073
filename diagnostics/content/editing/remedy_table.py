"""Remedies as a table, steps by causes: what an editor's choices make of it, and which cells there are."""

from collections.abc import Mapping

from diagnostics.engine.words import KindWord, RemedyWord

type Place = tuple[str, str]
"""Step, cause."""
type Remedies = Mapping[Place, RemedyWord]
"""What is written; a cell that is not there says that the step does nothing for the cause."""


def takes(kind: KindWord, *, open_cause: bool) -> bool:
    """Whether steps of this kind have remedies: workarounds repair nothing, only escalations help with the open cause."""
    return kind == "escalation" or (kind != "workaround" and not open_cause)


def differing(one: Remedies, other: Remedies) -> tuple[Place, ...]:
    """The cells that do not say the same."""
    return tuple(place for place in {**one, **other} if one.get(place) != other.get(place))
