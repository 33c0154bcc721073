"""What simulated visitors met with, kept by the guide as the engine sees it: most edits change its texts only."""

import hashlib
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from diagnostics.engine.network import Network
from diagnostics.engine.simulation.audit import Remark
from diagnostics.engine.simulation.usage import usage_remarks

type Kept = Mapping[str, list[list[Any]]]
"""JSON can hold it."""

NOTHING_KEPT: Final[Kept] = {}


class KnownUsage:
    """Remarks on usage, simulated where they are not known. used: those that were asked for, to be kept."""

    def __init__(self, kept: Kept = NOTHING_KEPT) -> None:
        self.used: dict[str, list[list[Any]]] = {}
        self._kept = kept

    def remarks(
        self, network: Network, explained: Collection[str], tell: Callable[[float], object]
    ) -> tuple[Remark, ...]:
        """As ``usage_remarks``, which takes most of the time of a check."""
        key = _fingerprint(network.guide, sorted(explained))
        if key in self._kept:
            found = tuple(Remark(kind, tuple(slugs)) for kind, slugs in self._kept[key])
        else:
            found = usage_remarks(network, explained, tell)
        self.used[key] = [[one.kind, list(one.slugs)] for one in found]
        return found


def _fingerprint(*of: object) -> str:
    return hashlib.sha256(json.dumps(of, default=_plain).encode()).hexdigest()


def _plain(value: object) -> object:
    """What JSON does not know by itself: the engine's dataclasses, mappings and sets."""
    if is_dataclass(value):
        return {one.name: getattr(value, one.name) for one in fields(value)}
    return dict(value) if isinstance(value, Mapping) else sorted(value)  # type: ignore[call-overload]  # a set of slugs
