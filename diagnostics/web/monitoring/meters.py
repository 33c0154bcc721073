"""What is measured. Imported only where metrics are wanted, and then by each worker after the fork.

Labels have few values: names of views, statuses, words of this code; guides and feeds only where they exist. Never an
address, a code, or anything that somebody typed.
"""

from collections.abc import Collection, Mapping
from typing import Final, Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

from diagnostics.domain import outcomes
from diagnostics.domain.safeguards import tallies

disable_created_metrics()  # type: ignore[no-untyped-call]
OWN: Final = CollectorRegistry()
"""What this process measures; where there are several, their files are read instead."""

type How = Literal["livemin", "livemax", "livesum", "livemostrecent"]

REQUESTS: Final = Counter("fixpath_requests", "Requests answered.", ["view", "status"], registry=OWN)
SECONDS: Final = Histogram(
    "fixpath_request_seconds",
    "Time until the answer was ready to be sent.",
    ["view"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
    registry=OWN,
)
EVENTS: Final = {
    "link_made": Counter("fixpath_links_made", "Result links made, by whom.", ["by"], registry=OWN),
    "link_acted_on": Counter("fixpath_links_acted_on", "Times that somebody did something on a link.", registry=OWN),
    "outcome": Counter("fixpath_outcomes", "What visitors said of steps.", ["kind"], registry=OWN),
    "dropped": Counter("fixpath_dropped", "What was not kept: queues are bounded.", ["what"], registry=OWN),
}
KINDS: Final[Mapping[tallies.Event, Collection[str]]] = {
    "link_made": ("visitor", "agent", "program"),
    "outcome": outcomes.KINDS,
    "dropped": tallies.DROPPED,
}
for event, kinds in KINDS.items():
    # From 0 on, so that the first one is a rise too.
    for kind in kinds:
        EVENTS[event].labels(kind)


def _of_workers(name: str, says: str, how: How, *labels: str) -> Gauge:
    """What each worker that lives says of itself, put together."""
    return Gauge(f"fixpath_{name}", says, labels, multiprocess_mode=how, registry=OWN)


WORKERS: Final = _of_workers("workers", "Workers that run.", "livesum")
STARTED: Final = _of_workers("worker_start_time_seconds", "When the youngest worker began.", "livemax")
MEMORY: Final = _of_workers("worker_resident_memory_bytes", "Memory of the largest worker.", "livemax")
LOOKED: Final = _of_workers(
    "publications_read_timestamp_seconds",
    "When the worker that is furthest behind last read the publications; 0 if it never did.",
    "livemin",
)
QUEUED: Final = _of_workers("queue_length", "What waits in the memory of workers to be written.", "livesum", "queue")
OPEN_CIRCUITS: Final = _of_workers(
    "circuits_open", "Workers that do not ask what did not answer them.", "livesum", "circuit"
)
OUTBOX: Final = _of_workers("webhook_deliveries_waiting", "Deliveries of webhooks that wait.", "livemostrecent")
OUTBOX_DUE: Final = _of_workers(
    "webhook_next_due_timestamp_seconds", "When the next of them is due, or was; 0 if none waits.", "livemostrecent"
)
