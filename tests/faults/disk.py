"""The disk is full: under ``var/``, and under SQLite."""

import errno
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.releases import publish
from tests.faults.stage.hosts import Host, get, make_link, take_static_files
from tests.faults.stage.servers import NotHere, find_program
from tests.faults.stage.stack import Stack
from tests.faults.table import Promise

SIZE: Final = "120m"
PIECE: Final = 64 * 1024


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A disk in memory at this folder. Raises NotHere where this user may not mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = [find_program("mount"), "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        raise NotHere("this user may not mount a small disk")
    try:
        yield
    finally:
        subprocess.run([find_program("umount"), "--lazy", str(folder)], check=True)


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Not a byte is left on the disk of this folder."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as stream:
        try:
            while True:
                stream.write(bytes(PIECE))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        # The last piece, byte by byte: whatever a row needs is too much.
        for size in (4096, 512, 1):
            try:
                while True:
                    stream.write(bytes(size))
            except OSError:
                continue
    try:
        yield
    finally:
        filler.unlink()


@contextmanager
def _on_small_disk(stack: Stack, **settings: str) -> Iterator[Host]:
    """A third host, started, whose ``var`` has little room."""
    with stack.third_host(**settings) as host, small_disk(host.site.folder / "var"):
        take_static_files(stack.hosts[0].site.folder / "var", host.site.folder / "var")
        host.start()
        host.wait_until_ready()
        yield host


@fault("disk of var/ full")
def var(stack: Stack) -> Iterator[Promise]:
    """A host whose folder var lies on a full disk, with PostgreSQL elsewhere; a release is published meanwhile."""
    settings = {"DATABASE_URL": stack.postgres.url, "CACHE_URL": stack.redis.url}
    with _on_small_disk(stack, **settings) as host:
        with stack.visitors(through=host.address) as visitors:
            before = visitors.watch(4)
            at = len(host.log_text())
            title = "Published on a full disk"
            with full(host.site.folder / "var"):
                publish(stack, title)
                during = visitors.watch(8)
                shown = host.always("/imessage/", holds=title)
            kept = promises.is_back(
                lambda: any(title in text.read_text("utf-8") for text in host.shelf.glob("imessage-*.json")),
                "with room again, it is kept within 5 s",
            )
        seen = visitors.seen(during)
        yield from promises.pages_go_on(visitors.seen(before), seen)
        yield promises.links_open(seen)
        yield Promise("the new release is shown", "it is" if shown else "it is not", shown)
        yield promises.logs_say_it(host.log_text()[at:].splitlines())
        yield kept


@fault("disk of SQLite full")
def sqlite(stack: Stack) -> Iterator[Promise]:
    """One host by itself, on SQLite, without Redis."""
    with _on_small_disk(stack) as host:
        codes = [make_link(host.address) for _ in range(3)]
        yield from _full_under_sqlite(stack, host, codes)


def _full_under_sqlite(stack: Stack, host: Host, codes: list[str]) -> Iterator[Promise]:
    with stack.visitors(through=host.address, codes=codes) as visitors:
        before = visitors.watch(4)
        at = len(host.log_text())
        with full(host.site.folder / "var"):
            during = visitors.watch(8)
            refused = make_link(host.address)
            answer = get(f"{host.address}{codes[0]}.txt".replace("/.txt", ".txt"))
        back = promises.is_back(lambda: bool(make_link(host.address)), "with room again, links are made within 5 s")
    seen = visitors.seen(during)
    yield from promises.pages_go_on(visitors.seen(before), seen)
    yield promises.links_open(seen)
    yield Promise(
        "/r/….txt is read", f"{answer.status_code if answer else 'no answer'}", answer is not None and answer.is_success
    )
    yield Promise("a link that cannot be kept is not shown", refused or "none was shown", not refused)
    yield promises.logs_say_it(host.log_text()[at:].splitlines())
    yield back
    yield _is_whole(host.site.folder / "var" / "fixpath.sqlite3")


def _is_whole(file: Path) -> Promise:
    database = sqlite3.connect(file)
    try:
        ((said,),) = database.execute("PRAGMA integrity_check").fetchall()
    finally:
        database.close()
    return Promise("SQLite is not damaged", f"integrity_check: {said}, {file.stat().st_size:,} bytes", said == "ok")
