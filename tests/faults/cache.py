"""Redis is gone, or hangs."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.hosts import make_link
from tests.faults.stage.stack import Stack
from tests.faults.table import Promise

BEFORE, DURING = 4, 10
"""Seconds."""


@fault("Redis stopped")
def stopped(stack: Stack) -> Iterator[Promise]:
    """Whoever calls is refused."""
    yield from _away(stack, stack.redis.stopped())


@fault("Redis hung")
def hung(stack: Stack) -> Iterator[Promise]:
    """SIGSTOP, with open connections."""
    yield from _away(stack, stack.redis.hung())


def _away(stack: Stack, damage: AbstractContextManager[None]) -> Iterator[Promise]:
    with stack.visitors() as visitors:
        before = visitors.watch(BEFORE)
        marks = stack.marks()
        with damage:
            during = visitors.watch(DURING)
            named = promises.names_it(stack.hosts, "cache")
            link = make_link(stack.nginx.address)
        back = promises.is_back(stack.is_well)
        visitors.watch(2)
    seen = visitors.seen(during)
    yield from promises.pages_go_on(visitors.seen(before), seen)
    yield promises.links_open(seen)
    yield Promise("a walk can be saved", (link and "it can") or "it cannot", bool(link))
    yield named
    yield promises.logs_say_it(stack.log_lines(marks))
    yield back
