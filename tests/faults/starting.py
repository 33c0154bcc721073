"""Starting without a database, with nothing at all, and anew without a gap."""

from collections.abc import Iterator
from typing import Final

from tests.faults import promises
from tests.faults.registry import fault
from tests.faults.stage.hosts import GUNICORN, SERVE, get, take_static_files
from tests.faults.stage.servers import seconds_until
from tests.faults.stage.stack import Stack
from tests.faults.table import Promise

PAGES: Final = ("/", "/imessage/", "/imessage/check/?see=green", "/imessage/steps/restart/")


@fault("start without a database")
def without_database(stack: Stack) -> Iterator[Promise]:
    """One of two hosts starts while the database is gone; then it comes back."""
    host = stack.hosts[1]
    host.stop()
    with stack.postgres.stopped():
        host.start(*SERVE)
        seconds = seconds_until(lambda: host.ready()[0] == 200, patience=20)
        shown = [path for path in PAGES if host.always(path)]
        link = get(host.address + stack.codes[0])
        named = promises.names_it([host], "database")
    yield Promise(
        "it is ready", "never" if seconds is None else f"{seconds:.1f} s after its first answer", seconds is not None
    )
    yield Promise("the last good guides are shown", f"{len(shown)} of {len(PAGES)} pages", len(shown) == len(PAGES))
    yield Promise(
        "/r/ says that it cannot",
        str(link.status_code if link else "no answer"),
        link is not None and link.status_code == 503,
    )
    yield named
    yield promises.is_back(stack.is_well)


@fault("start with nothing at all")
def with_nothing(stack: Stack) -> Iterator[Promise]:
    """A new host, nothing on its disk, and no database."""
    with stack.third_host(DATABASE_URL=stack.postgres.url, CACHE_URL=stack.redis.url) as host:
        take_static_files(stack.hosts[0].site.folder / "var", host.site.folder / "var")
        with stack.postgres.stopped():
            host.start(*GUNICORN)
            answers = {path: get(host.address + path) for path in PAGES}
            live, (ready, _) = get(f"{host.address}/health/live"), host.ready()
        back = promises.is_back(lambda: all(host.always(path) for path in PAGES), "with a database: shown within 5 s")
        statuses = ", ".join(f"{path} {one.status_code if one else 'no answer'}" for path, one in answers.items())
        kept = all(
            one is not None and one.status_code == 503 and "Retry-After" in one.headers for one in answers.values()
        )
        yield Promise("every page: 503 with Retry-After", statuses, kept)
        stored = [
            path for path, one in answers.items() if one and "no-store" not in one.headers.get("Cache-Control", "")
        ]
        yield Promise("no cache keeps that", ", ".join(stored) or "none may be stored", not stored)
        seen = f"{live.status_code if live else 'no answer'} and {ready}"
        yield Promise(
            "/health/live 200, /health/ready 503", seen, live is not None and live.is_success and ready == 503
        )
        yield back
