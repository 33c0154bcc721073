"""All faults, by name. A fault is a function that does one damage to the stage and says what came of each promise."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from tests.faults.stage.stack import Stack
from tests.faults.table import Promise

ROOMS: Final = (
    "database",
    "cache",
    "saving",
    "disk",
    "workers",
    "starting",
    "releases",
    "clients",
    "feed",
    "signing_in",
    "upgrading",
)
"""The modules that hold faults, in the order in which they are tried."""

type Fault = Callable[[Stack], Iterator[Promise]]


@dataclass(frozen=True, slots=True)
class Named:
    """A fault, and the module that it stands in."""

    name: str
    room: str
    act: Fault


_faults: Final[list[Named]] = []


def fault(name: str) -> Callable[[Fault], Fault]:
    """Name a fault."""

    def keep(act: Fault) -> Fault:
        _faults.append(Named(name, act.__module__.rpartition(".")[2], act))
        return act

    return keep


def faults(*wanted: str) -> list[Named]:
    """Those whose name or module holds one of these words; all without a word."""
    for room in ROOMS:
        import_module(f"tests.faults.{room}")
    ordered = sorted(_faults, key=lambda one: ROOMS.index(one.room))
    return [one for one in ordered if not wanted or any(word in f"{one.room}: {one.name}" for word in wanted)]
