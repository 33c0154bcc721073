"""Workers are killed, and the clock jumps."""

import time
from collections.abc import Iterator
from threading import Event, Thread
from typing import Final

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.releases import publish
from tests.faults.stage.clocks import ShiftedClock
from tests.faults.stage.hosts import get, make_link
from tests.faults.stage.servers import wait_for
from tests.faults.stage.stack import FEED_SECONDS, Stack
from tests.faults.stage.visitors import Visitors
from tests.faults.table import Promise

KILLS: Final = 4
MAKERS: Final = 4
HOUR: Final = 3600
"""Seconds."""


@fault("worker killed")
def killed(stack: Stack) -> Iterator[Promise]:
    """SIGKILL to one worker after the other while links are made."""
    shown: list[str] = []
    over = Event()
    makers = [Thread(target=_make, args=(stack, shown, over), daemon=True) for _ in range(MAKERS)]
    with stack.visitors() as visitors:
        before = visitors.watch(4)
        for maker in makers:
            maker.start()
        began = time.monotonic()
        try:
            _kill_in_turn(stack, visitors)
        finally:
            over.set()
        during = (began, time.monotonic())
        back = promises.is_back(lambda: all(len(host.workers) == 2 for host in stack.hosts) and stack.is_well())
    for maker in makers:
        maker.join()
    there = _count_known(stack, shown)
    yield Promise("no link that was shown is lost", f"{len(shown)} shown, {there} kept", len(shown) == there > 0)
    pages = visitors.seen(during).of(*promises.PAGES)
    calm = visitors.seen(before).of(*promises.PAGES)
    yield Promise("every page of visitors is shown", f"{pages}; without damage {calm}", pages.are_all(200))
    yield back


def _kill_in_turn(stack: Stack, visitors: Visitors) -> None:
    """One at a time: while a host starts a worker anew, its other one and the other host go on."""
    for number in range(KILLS):
        visitors.watch(1.5)
        wait_for(stack.is_well, "workers after a kill")
        stack.hosts[number % 2].kill_worker()
    visitors.watch(2)


def _make(stack: Stack, shown: list[str], over: Event) -> None:
    while not over.wait(0.05):
        if path := make_link(stack.nginx.address):
            shown.append(path)


def _count_known(stack: Stack, shown: list[str]) -> int:
    letters = [path.removeprefix("/r/").strip("/").replace("-", "").lower() for path in shown]
    return stack.count("SELECT count(*) FROM diagnostics_resultlink WHERE code = ANY(%s)", letters)


@fault("clock jumps")
def clock_jumps(stack: Stack) -> Iterator[Promise]:
    """Of one host: two hours on, then a day back."""
    host, clock = stack.hosts[1], ShiftedClock(stack.folder / "clock")
    with host.other(**clock.settings):
        host.wait_until_ready()
        for seconds, words in ((2 * HOUR, "two hours on"), (-24 * HOUR, "a day back")):
            clock.shift(seconds)
            yield from _after_jump(stack, words)
    marks = stack.marks()
    yield Promise("nothing is left of it", f"{len(stack.log_lines(marks))} lines", stack.is_well())


def _after_jump(stack: Stack, words: str) -> Iterator[Promise]:
    host = stack.hosts[1]
    answer = get(f"{host.address}/health/live")
    with stack.visitors(through=host.address) as visitors:
        during = visitors.watch(6)
        marker = f"Published at a clock {words}"
        publish(stack, marker)
        seen = promises.is_back(lambda: host.always("/imessage/", holds=marker), "a publish is seen within 5 s")
    shown = visitors.seen(during)
    date = answer.headers.get("Date", "no date") if answer else "no answer"
    yield Promise(f"{words}: pages and links go on", f"{shown}; Date: {date}", shown.are_all(200))
    yield seen
    asked = len(stack.feed.requests)
    visitors_wait = FEED_SECONDS * 3
    Event().wait(visitors_wait)
    fetched = len(stack.feed.requests) - asked
    yield Promise("the status feed is read on", f"{fetched} in {visitors_wait} s", 1 <= fetched <= 5)
