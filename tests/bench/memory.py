"""The memory of each worker while 200,000 requests for pages come in, a part of them for pages that are new."""

from tests.bench.load import Ask, load
from tests.bench.pages import GZIP, PAGES
from tests.bench.served import own_database, serve
from tests.bench.site.cold import COLD

AIM = 120
"""MB of each worker, without what it shares."""
PARTS = 10
SECONDS = 2.0
"""Of load at a time."""


def main(requests: str = "200000") -> None:
    """Print a row for each tenth of the requests."""
    with own_database() as database, serve(database) as site:
        done = 0.0
        for part in range(PARTS + 1):
            while done < int(requests) * part / PARTS:
                for number, path in enumerate(PAGES.values()):
                    done += load(site, Ask(path, GZIP | (COLD if number % 2 else {})), SECONDS).rate * SECONDS
            sizes = ", ".join(f"{one:.0f} MB" for one in site.memory())
            print(f"after {done:>9,.0f} requests: {sizes} (aim: at most {AIM} MB, and flat)", flush=True)
