"""Somebody posts names and passwords, many at once."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from random import randrange
from threading import Event, Thread
from typing import Final

import httpx

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.stack import Stack
from tests.faults.stage.staff import Staff, form
from tests.faults.table import Promise

DOOR: Final = "/agents/sign-in/"
CALLERS: Final = 24
MOST_GROWTH: Final = 120
"""Megabytes that a worker may grow."""


@fault("sign-in flood")
def flood(stack: Stack) -> Iterator[Promise]:
    """24 connections from one address, each with random names and passwords, as fast as they can."""
    over, statuses = Event(), Counter[int]()
    callers = [Thread(target=_post, args=(stack, over, statuses), daemon=True) for _ in range(CALLERS)]
    with stack.visitors() as visitors:
        before, small = visitors.watch(4), _largest(stack)
        for caller in callers:
            caller.start()
        during, large = visitors.watch(12), _largest(stack)
        over.set()
        for caller in callers:
            caller.join()
        back = promises.is_back(stack.is_well)
    answered = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    yield Promise("whoever floods is told to wait", answered, statuses[429] > statuses[200])
    yield from promises.pages_go_on(visitors.seen(before), visitors.seen(during))
    seen = f"largest worker {small} MB before, {large} MB during"
    yield Promise("workers do not grow", seen, large - small <= MOST_GROWTH)
    yield back


def _post(stack: Stack, over: Event, statuses: Counter[int]) -> None:
    agent = Staff(stack.nginx.address, caller="203.0.113.99")
    fields = None
    while not over.is_set():
        with suppress(httpx.HTTPError):
            fields = fields or form(agent.ask(DOOR).text)
            guess = {"username": f"name-{randrange(10**9)}", "password": f"word-{randrange(10**9)}"}
            statuses[agent.ask(DOOR, fields | guess).status_code] += 1


def _largest(stack: Stack) -> int:
    """Megabytes of the largest worker."""
    return max(_megabytes(pid) for host in stack.hosts for pid in host.workers)


def _megabytes(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) // 1024
    return 0
