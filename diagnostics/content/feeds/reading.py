"""What a status feed says at one moment, whoever wrote it and in whatever form."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from pydantic import TypeAdapter, ValidationError

type StateWord = Literal["active", "planned", "over"]
type KindWord = Literal["outage", "problem", "slow", "maintenance"]


class UnreadableFeed(Exception):
    """What was sent is not understood; the message says what, in one line for the operator."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a feed reports about a service. text: in the words of whoever runs the service."""

    state: StateWord
    kind: KindWord = "problem"
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Events by service. A service without events is listed, and nothing is reported about it; one that is missing is unknown.

    message: about all of it, such as a banner; where there is one, nobody can say that all is well.
    """

    services: Mapping[str, tuple[Event, ...]]
    message: str = ""

    def active(self, names: Iterable[str]) -> tuple[Event, ...]:
        """What is going on now with any of these services."""
        return tuple(event for name in names for event in self.services.get(name, ()) if event.state == "active")

    def lists(self, names: Iterable[str]) -> bool:
        """Whether at least one of these names is listed."""
        return any(name in self.services for name in names)


def service_names(written: str) -> tuple[str, ...]:
    """The names that a guide gives one service: ``New name | Old name``."""
    return tuple(name for part in written.split("|") if (name := " ".join(part.split())))


class Reader(Protocol):
    """Reads one feed. name: what a question of a guide calls it (``Question.finding``)."""

    name: str

    def read(self, body: bytes) -> Reading:
        """Total and pure; raises UnreadableFeed."""


_READING: Final = TypeAdapter(Reading)


def write_reading(reading: Reading) -> str:
    """As JSON, to be kept."""
    return _READING.dump_json(reading).decode()


def load_reading(text: str) -> Reading:
    """What was kept; raises UnreadableFeed."""
    try:
        return _READING.validate_json(text)
    except ValidationError as errors:
        raise UnreadableFeed("The kept reading was written by another version.") from errors
