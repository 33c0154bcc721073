"""The memory of each worker while 200,000 requests for pages come in, a part of them for pages that are new."""

from tests.bench.aims import Aim
from tests.bench.load import Ask, load
from tests.bench.pages import GZIP, PAGES
from tests.bench.served import own_database, serve
from tests.bench.site.cold import COLD

AIM = Aim(120, unit=" MB")
PARTS = 10
SECONDS = 2.0
"""Of load at a time."""


def main(requests: str = "200000") -> None:
    """Print a row for each tenth of the requests."""
    with own_database() as database, serve(database) as site:
        done, sizes = 0.0, list[float]()
        for part in range(PARTS + 1):
            while done < int(requests) * part / PARTS:
                for number, path in enumerate(PAGES.values()):
                    done += load(site, Ask(path, GZIP | (COLD if number % 2 else {})), SECONDS).rate * SECONDS
            sizes = list(site.memory())
            print(f"after {done:>9,.0f} requests: {', '.join(f'{one:.0f} MB' for one in sizes)}", flush=True)
        print(f"{AIM.judge('memory of a worker at the end', max(sizes))}, and flat")
