"""The promises that hold whatever is damaged, judged by what visitors saw in the same run without damage.

Times that are promised as such are for a machine of its own: where others use it too, they are longer in proportion.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from tests.faults.stage.hosts import Host
from tests.faults.stage.servers import seconds_until, slowness
from tests.faults.stage.visitors import Seen
from tests.faults.table import Promise

PROBES: Final = ("live", "ready")
LINKS: Final = ("link",)
PAGES: Final = ("home", "question", "steps", "reading", "static")
SLOWER: Final = 3.0
"""Times that a page may take longer at the 95th percentile, and ``JITTER``: machines are shared."""
JITTER: Final = 0.1
LONGEST: Final = 3.0
"""Seconds that no visitor of a page waits."""
SOON: Final = 0.3
BACK: Final = 5.0
FEW: Final = 80
"""Log lines of four workers, each with some threads that say when it began and when it is over."""
MILLISECONDS: Final = 1000


def pages_go_on(before: Seen, during: Seen) -> Iterator[Promise]:
    """Every page of visitors, at normal speed, and both probes."""
    calm, shown, probes = before.of(*PAGES), during.of(*PAGES), during.of(*PROBES)
    yield Promise("every page of visitors is shown", str(shown), shown.are_all(200))
    limit, longest = SLOWER * calm.p95 + JITTER, max(LONGEST * slowness(), SLOWER * calm.slowest)
    yield Promise(
        "at normal speed",
        f"p95 {_ms(shown.p95)}, without damage {_ms(calm.p95)}; slowest {_ms(shown.slowest)}",
        shown.p95 <= limit and shown.slowest <= longest,
    )
    seen = f"{probes}; slowest {_ms(probes.slowest)}"
    yield Promise("/health/live and /health/ready answer 200", seen, probes.are_all(200) and probes.slowest <= longest)


def links_say_so(before: Seen, opening: Seen, during: Seen) -> Iterator[Promise]:
    """Links cannot be opened: 503, and soon once the circuit is open."""
    first, later = opening.of(*LINKS), during.of(*LINKS)
    yield Promise("/r/ says that it cannot", f"{first + later}", (first + later).are_all(503))
    seen = f"p95 {_ms(later.p95)}, slowest {_ms(later.slowest)}; at first {_ms(first.slowest)}"
    yield Promise(
        "in under 300 ms once that is known", seen, later.p95 <= max(SOON * slowness(), SLOWER * before.of(*PAGES).p95)
    )


def links_open(during: Seen) -> Promise:
    shown = during.of(*LINKS)
    return Promise("/r/ opens links", f"{shown}; slowest {_ms(shown.slowest)}", shown.are_all(200))


def names_it(hosts: Sequence[Host], what: str, *, key: str = "degraded") -> Promise:
    """While it is damaged: ``/health/ready`` is 200 and names what is degraded."""
    answers = [host.ready() for host in hosts]
    named = [body.get(key, "nothing") for _status, body in answers]
    seen = "; ".join(f"{status} {json.dumps(one)}" for (status, _), one in zip(answers, named, strict=True))
    kept = all(status == 200 and what in json.dumps(one) for (status, _), one in zip(answers, named, strict=True))
    return Promise(f"/health/ready is 200 and names the {what}", seen, kept)


def logs_say_it(lines: Sequence[str], *secrets: str) -> Promise:
    """Said, in a few lines, without a traceback and without what nobody may read there."""
    traces = sum("Traceback" in line for line in lines)
    leaks = sum(secret in line for line in lines for secret in secrets)
    seen = f"{len(lines)} lines, {traces} tracebacks" + (f", {leaks} with a code of a link" if leaks else "")
    return Promise("the log says it in a few lines", seen, 0 < len(lines) <= FEW and not traces and not leaks)


def is_back(holds: Callable[[], bool], what: str = "all is well again by itself within 5 s") -> Promise:
    """Measured from now."""
    allowed = BACK * slowness()
    seconds = seconds_until(holds, patience=3 * allowed)
    seen = f"not within {3 * allowed:.0f} s" if seconds is None else f"{seconds:.1f} s"
    if (slow := allowed / BACK) > 1.5:
        seen += f"; this machine is {slow:.0f} times slower than idle"
    return Promise(what, seen, seconds is not None and seconds <= allowed)


def _ms(seconds: float) -> str:
    return f"{seconds * MILLISECONDS:,.0f} ms"
