"""What has happened in this process, and how much waits in it: for whoever watches the site from outside (``web/monitoring``)."""

from collections import Counter, deque
from collections.abc import Mapping
from threading import Lock
from typing import Any, Final, Literal

type Event = Literal["dropped", "link_acted_on", "link_made", "outcome"]

DROPPED: Final = (
    "corrections",
    "link-pages",
    "offers",
    "outcomes-full",
    "outcomes-often",
    "outcomes-unknown",
    "searches",
    "walks",
)
"""What can be dropped."""

_happened: Final = Counter[tuple[Event, str]]()
_lock: Final = Lock()
_queues: Final[dict[str, deque[Any]]] = {}


def count(event: Event, kind: str = "", times: int = 1) -> None:
    """Count it. kind: one word of a few, never anything that somebody typed."""
    with _lock:
        _happened[event, kind] += times


def counts() -> Mapping[tuple[Event, str], int]:
    """How often each thing happened since this process began."""
    with _lock:
        return dict(_happened)


def watched_queue(name: str) -> deque[Any]:
    """A queue whose length is seen from outside; one of each name counts, the newest."""
    queue: deque[Any] = deque()
    _queues[name] = queue
    return queue


def lengths() -> Mapping[str, int]:
    """How much waits in each queue."""
    return {name: len(queue) for name, queue in list(_queues.items())}
