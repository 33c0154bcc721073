"""The database is gone, or hangs, or is slow, or one table is locked."""

import itertools
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

import httpx

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.hosts import NEW, WALK, as_visitor
from tests.faults.stage.servers import seconds_until, slowness
from tests.faults.stage.stack import Stack
from tests.faults.table import Promise

OUTCOMES = "SELECT count(*) FROM diagnostics_outcome"
SAID = 6
BEFORE, OPENING, DURING, ARRIVED = 4, 4, 8, 20
"""Seconds."""


@fault("database stopped")
def stopped(stack: Stack) -> Iterator[Promise]:
    """Whoever calls is refused."""
    yield from _away(stack, stack.postgres.stopped())


@fault("database hung")
def hung(stack: Stack) -> Iterator[Promise]:
    """SIGSTOP to all its processes, with warm pools and links being opened."""
    yield from _away(stack, stack.postgres.hung())


def _away(stack: Stack, damage: AbstractContextManager[None]) -> Iterator[Promise]:
    rows, said = stack.count(OUTCOMES), 0
    with stack.visitors() as visitors:
        before = visitors.watch(BEFORE)
        marks = stack.marks()
        with damage:
            opening = visitors.watch(OPENING)
            during = visitors.watch(DURING)
            named = promises.names_it(stack.hosts, "database")
            no_link = _share(stack)
            said = sum(itertools.takewhile(bool, (_tell_outcome(stack) for _ in range(SAID))))
        back = promises.is_back(stack.is_well)
        visitors.watch(2)
    yield from promises.pages_go_on(visitors.seen(before), visitors.seen(opening, during))
    yield from promises.links_say_so(visitors.seen(before), visitors.seen(opening), visitors.seen(during))
    yield no_link
    yield named
    yield promises.logs_say_it(stack.log_lines(marks), *_letters(stack))
    yield back
    # Written when its rest is over: nobody waits for it.
    seconds_until(lambda: stack.count(OUTCOMES) - rows >= said, patience=ARRIVED * slowness())
    seen = f"{said} of {SAID} taken, {stack.count(OUTCOMES) - rows} rows"
    yield Promise("what visitors said meanwhile is kept", seen, said == SAID == stack.count(OUTCOMES) - rows)


def _share(stack: Stack) -> Promise:
    """Saving a walk while it cannot be saved."""
    try:
        answer = NEW.post(
            f"{stack.nginx.address}/imessage/share/", data={"walk": WALK}, headers=as_visitor(), timeout=5
        )
    except httpx.HTTPError as error:
        return Promise("saving a walk gives its long address", type(error).__name__, is_kept=False)
    kept = answer.status_code == 503 and "who=everybody" in answer.text and "Retry-After" in answer.headers
    return Promise("saving a walk gives its long address", f"{answer.status_code}", kept)


def _tell_outcome(stack: Stack) -> bool:
    """Whether a visitor could go on whom nobody has seen before: the same words of the same one count once a day."""
    said = {"walk": WALK, "step": "restart", "kind": "not", "release": "1"}
    try:
        answer = NEW.post(f"{stack.nginx.address}/imessage/outcome/", data=said, headers=as_visitor(), timeout=5)
    except httpx.HTTPError:
        return False
    return answer.status_code == 303


def _letters(stack: Stack) -> list[str]:
    """What must not stand in a log: the codes of links."""
    return [re.sub("/r/|/$", "", code) for code in stack.codes]


@fault("database slow")
def slow(stack: Stack) -> Iterator[Promise]:
    """It stands still for most of every half second."""
    with stack.visitors() as visitors:
        before = visitors.watch(BEFORE)
        marks = stack.marks()
        with stack.postgres.slow():
            during = visitors.watch(OPENING + DURING)
        back = promises.is_back(stack.is_well)
    seen = visitors.seen(during)
    yield from promises.pages_go_on(visitors.seen(before), seen)
    links = seen.of(*promises.LINKS)
    slowest = f"{links}; slowest {links.slowest:.1f} s"
    yield Promise(
        "/r/ opens links or says that it cannot", slowest, links.are_all(200, 503) and links.slowest < 5 * slowness()
    )
    lines = stack.log_lines(marks)
    yield Promise("the log stays short", f"{len(lines)} lines", len(lines) <= promises.FEW)
    yield back


@fault("links' table locked")
def locked(stack: Stack) -> Iterator[Promise]:
    """LOCK TABLE for as long as a migration might take."""
    with stack.visitors() as visitors:
        before = visitors.watch(BEFORE)
        marks = stack.marks()
        with _lock(stack):
            opening = visitors.watch(OPENING + 3)
            during = visitors.watch(DURING + 2)
            visitors.watch(2)  # whoever asked last is answered while it is locked
        back = promises.is_back(stack.is_well)
    yield from promises.pages_go_on(visitors.seen(before), visitors.seen(opening, during))
    links = visitors.seen(opening, during).of(*promises.LINKS)
    seen = f"{links}; slowest {links.slowest:.1f} s"
    yield Promise("/r/ says that it cannot, within 5 s", seen, links.are_all(503) and links.slowest < 5 * slowness())
    yield promises.logs_say_it(stack.log_lines(marks), *_letters(stack))
    yield back


@contextmanager
def _lock(stack: Stack) -> Iterator[None]:
    with stack.postgres.connect() as database, database.transaction():
        database.execute("LOCK TABLE diagnostics_resultlink IN ACCESS EXCLUSIVE MODE")
        yield
