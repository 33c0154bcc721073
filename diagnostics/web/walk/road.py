"""The signature picture: the road that a message travels, its stations the guide's places. Where does it stop?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.decision import Standing

WIDTH: Final = 1000
HEIGHT: Final = 28
MIDDLE: Final = HEIGHT // 2

type State = Literal["likely", "possible", "ruled-out"]


@dataclass(frozen=True, slots=True)
class Station:
    """One place, called as the sentence below the picture calls it."""

    name: str
    state: State


@dataclass(frozen=True, slots=True)
class Road:
    """The stations in order, and the paths of one SVG of WIDTH × HEIGHT.

    open: the road up to where it stops, all of it where nothing stops it. beyond: the rest. sign: a bar on the stop.
    """

    stations: tuple[Station, ...]
    open: str
    beyond: str
    possible: str
    out: str
    stop: str
    sign: str

    @property
    def likely(self) -> str:
        return "".join(self.names_of("likely"))

    @property
    def ruled_out(self) -> str:
        return ", ".join(self.names_of("ruled-out"))

    @property
    def left(self) -> str:
        return ", ".join(self.names_of("possible"))

    def names_of(self, state: State) -> Iterable[str]:
        return (one.name for one in self.stations if one.state == state)


def road(document: GuideDocument, likely: str | None, causes: Sequence[Standing] = ()) -> Road:
    """``likely``: the place where it probably stops. A place is ruled out once all of its ``causes`` are."""
    held = {cause.place for cause in causes if not cause.ruled_out}
    out = {cause.place for cause in causes} - held
    stations = tuple(Station(place.short, _state(place.slug, likely, out)) for place in document.places)
    spots = [round((i + 0.5) * WIDTH / len(stations)) for i in range(len(stations))]
    marked: dict[State, list[int]] = {"likely": [], "possible": [], "ruled-out": []}
    for spot, station in zip(spots, stations, strict=True):
        marked[station.state].append(spot)
    end = next(iter(marked["likely"]), spots[-1])
    return Road(
        stations=stations,
        open=_line(spots[0], end),
        beyond=_line(end, spots[-1]),
        possible=_dots(marked["possible"]),
        out=_dots(marked["ruled-out"]),
        stop=_dots(marked["likely"]),
        sign="".join(f"M{x} {MIDDLE - 2}v4" for x in marked["likely"]),
    )


def _state(place: str, likely: str | None, out: Collection[str]) -> State:
    return "likely" if place == likely else "ruled-out" if place in out else "possible"


def _line(start: int, end: int) -> str:
    return f"M{start} {MIDDLE}H{end}" if start < end else ""


def _dots(spots: Sequence[int]) -> str:
    return "".join(f"M{x} {MIDDLE}h.1" for x in spots)
