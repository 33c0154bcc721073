"""What a program sees of result links: those made with its key, or all of them where its key says so."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from diagnostics.domain.outcomes import Kind
from diagnostics.domain.programs import keys
from diagnostics.domain.programs.keys import ProgramKey
from diagnostics.domain.results import result_links
from diagnostics.domain.results.result_links import ResultLink

type EventKind = Literal["ticked"] | Kind


@dataclass(frozen=True, slots=True)
class LinkEvent:
    """Something that the link's holder said of a step. at: None where only the day is kept."""

    kind: EventKind
    step: str
    day: dt.date
    at: dt.datetime | None = None


def readable(key: ProgramKey, code: str) -> ResultLink | None:
    """The link of a code as ``codes.read`` gives it, in whatever state, if this key may read it."""
    link = result_links.find(code)
    if link is None or not (keys.may(key, "links:read-all") or link.made_with_id == key.pk):
        return None
    return link


def events(link: ResultLink) -> tuple[LinkEvent, ...]:
    """In the order in which they happened, as far as that is kept."""
    ticks = [LinkEvent("ticked", one.step, one.at.date(), one.at) for one in link.ticks.all()]
    outcomes = [LinkEvent(one.kind, one.step, one.day) for one in link.outcomes.all()]  # type: ignore[arg-type]  # of KINDS
    return tuple(sorted([*ticks, *outcomes], key=lambda event: event.day))
