"""The whole stage: PostgreSQL, Redis, two hosts and nginx before them, with a guide, logins and a few links."""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests import feed_server
from tests.faults.stage.hosts import Host, copied, get, make_link, take_static_files
from tests.faults.stage.proxy import Nginx
from tests.faults.stage.servers import Postgres, Redis, seconds_until, slowness
from tests.faults.stage.visitors import NO_WORDS, Visitors, links, pages
from tests.feed_server import FeedServer
from tests.house.checkout import ROOT, copy_checkout
from tests.samples import sample

EDITOR: Final = ("olga", "a-long-and-odd-phrase")
LINKS: Final = 6
FEED_SECONDS: Final = 3
HEALED: Final = 20
type Marks = tuple[int, ...]


@dataclass(frozen=True)
class Stack:
    """Everything that runs. ``codes`` are paths of links that were made while all was well."""

    folder: Path
    postgres: Postgres
    redis: Redis
    hosts: tuple[Host, Host]
    nginx: Nginx
    feed: FeedServer
    codes: list[str]
    stylesheet: str

    def heal(self) -> None:
        """Start what does not run, and wait until all is well."""
        for server in (self.postgres, self.redis, *self.hosts, self.nginx):
            server.start()
        if seconds_until(self.is_well, patience=HEALED * slowness()) is None:
            raise TimeoutError("The site does not come back by itself.")

    def is_well(self) -> bool:
        """Whether every host shows guides and opens links."""
        return all(host.always(self.codes[0]) and host.always("/") for host in self.hosts)

    def visitors(self, *, through: str = "", codes: Sequence[str] = (), words: re.Pattern[str] = NO_WORDS) -> Visitors:
        """Visitors of pages, and of these links or the stage's own, by way of nginx or of this address."""
        kinds = [*pages(self.stylesheet), links(codes or self.codes)]
        return Visitors(through or self.nginx.address, kinds, words=words)

    def marks(self) -> Marks:
        """Where the logs are now."""
        return tuple(len(host.log_text()) for host in self.hosts)

    def log_lines(self, since: Marks) -> list[str]:
        """Lines of all hosts since then."""
        return [line for host, at in zip(self.hosts, since, strict=True) for line in host.log_text()[at:].splitlines()]

    def count(self, sql: str, *values: object) -> int:
        """A number that the database knows."""
        with self.postgres.connect() as database:
            (row,) = database.execute(sql.encode(), values).fetchall()
        return int(str(row[0]))

    @contextmanager
    def third_host(self, **settings: str) -> Iterator[Host]:
        with copied(self.hosts[0], self.folder / "third", **settings) as host:
            yield host


@contextmanager
def running(say: Callable[[str], None]) -> Iterator[Stack]:
    """Start all of it in a temporary folder; all is gone afterwards."""
    with ExitStack() as ends:
        folder = Path(
            ends.enter_context(tempfile.TemporaryDirectory(prefix="fixpath-faults-", ignore_cleanup_errors=True))
        )
        folder.chmod(0o755)
        postgres, redis = Postgres(folder / "postgres"), Redis(folder / "redis")
        say("Starting PostgreSQL and Redis")
        postgres.make()
        for server in (postgres, redis):
            ends.callback(server.stop)
            server.start()
        feed = ends.enter_context(feed_server.serve(feed_server.page(sample("status/all-ok.json"))))
        say("Starting two hosts and nginx")
        hosts = _hosts(folder, postgres, redis, feed, ends)
        nginx = Nginx(folder / "nginx", [host.port for host in hosts])
        ends.callback(nginx.stop)
        nginx.start()
        yield Stack(folder, postgres, redis, hosts, nginx, feed, *_seed(hosts[0], nginx.address))


def _hosts(folder: Path, postgres: Postgres, redis: Redis, feed: FeedServer, ends: ExitStack) -> tuple[Host, Host]:
    settings = {
        "DATABASE_URL": postgres.url,
        "CACHE_URL": redis.url,
        "STATUS_FEED_URL": feed.address,
        "STATUS_FEED_SECONDS": str(FEED_SECONDS),
    }
    (folder / "one").mkdir()
    copy_checkout(folder / "one")
    take_static_files(ROOT / "var", folder / "one" / "var")
    first = Host(folder / "one", settings)
    ends.callback(first.stop)
    first.start()
    first.wait_until_ready()
    # What the first one has collected need not be collected again.
    shutil.copytree(folder / "one", folder / "two", ignore=shutil.ignore_patterns("log-*.txt"))
    shutil.rmtree(folder / "two" / "var" / "live")
    second = Host(folder / "two", settings)
    ends.callback(second.stop)
    second.start()
    second.wait_until_ready()
    return first, second


def _seed(host: Host, address: str) -> tuple[list[str], str]:
    """A login and a few links; their paths, and that of the stylesheet."""
    name, password = EDITOR
    host.manage("editor", EDITOR_NAME=name, EDITOR_PASSWORD=password)
    codes = [make_link(address) for _ in range(LINKS)]
    home = get(address)
    found = re.search(r'href="(/static/[^"]+\.css)"', home.text if home else "")
    if found is None or not all(codes):
        raise RuntimeError(f"The site does not work before anything is damaged:\n{host.log_text()}")
    return codes, found[1]
