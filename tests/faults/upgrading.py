"""A new version takes the old one's place while visitors walk."""

import signal
from collections.abc import Iterator
from typing import Final

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.hosts import get
from tests.faults.stage.servers import slowness, tell
from tests.faults.stage.stack import Stack
from tests.faults.stage.visitors import Visitors, pages
from tests.faults.table import Promise

STYLE: Final = "static/css/site.css"


@fault("restart of one host")
def restart(stack: Stack) -> Iterator[Promise]:
    """USR2 to gunicorn's master, under load and without a proxy that would hide a gap."""
    host = stack.hosts[1]
    old = set(host.workers)
    with Visitors(host.address, pages(stack.stylesheet), keep=False) as visitors:
        before = visitors.watch(4)
        tell([host.master], signal.SIGUSR2)
        during = visitors.watch(30 * slowness(), until=lambda: bool(host.workers) and not old & set(host.workers))
        after = visitors.watch(3)
        new = host.workers
    shown = visitors.seen(during, after)
    yield Promise("no request is refused or lost", str(shown), shown.are_all(200))
    yield Promise("all workers are new", f"{len(old)} old, {len(new)} new", len(new) == len(old) and not old & set(new))
    slowest = f"{shown.slowest:.1f} s; before {visitors.seen(before).slowest:.1f} s"
    yield Promise("nobody waits longer than 5 s", slowest, shown.slowest <= 5 * slowness())


@fault("static files of before")
def static_files(stack: Stack) -> Iterator[Promise]:
    """One host has a new stylesheet; pages that caches still hold ask for the old one."""
    host = stack.hosts[1]
    style = host.site.folder / STYLE
    old = style.read_text(encoding="utf-8")
    before = get(host.address + stack.stylesheet)
    try:
        host.stop()
        style.write_text(old + "\n.of-another-version { color: inherit }\n", encoding="utf-8")
        host.start()
        host.wait_until_ready()
        after = get(host.address + stack.stylesheet)
        page = get(f"{host.address}/")
        is_new = page is not None and page.is_success and stack.stylesheet not in page.text
    finally:
        host.stop()
        style.write_text(old, encoding="utf-8")
        host.start()
        host.wait_until_ready()
    yield Promise("the new page names a new stylesheet", "it does" if is_new else "it does not", is_new)
    same = before is not None and after is not None and after.is_success and before.content == after.content
    yield Promise("the old one is still there, unchanged", str(after.status_code if after else "no answer"), same)
    yield promises.is_back(stack.is_well)
