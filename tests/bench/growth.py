"""What a request costs as a site grows: guides, releases, result links. Milliseconds of processor time, in this process."""

import random
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Final

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from diagnostics import content
from diagnostics.content.document.canonical import canonical_json, sha256
from diagnostics.content.document.schema import SCHEMA, GuideDocument
from diagnostics.content.files.folder import read_folder
from diagnostics.content.results import codes
from diagnostics.domain import live
from diagnostics.domain.feeds.findings import Findings
from diagnostics.domain.results import result_links
from diagnostics.engine.walk import fold
from diagnostics.management.serving import static
from diagnostics.models import Publication, Release, ResultLink
from diagnostics.web.store.page_store import STORE

STARTER: Final = Path(content.__file__).parent / "library" / "imessage"
GUIDES: Final = (1, 10, 100)
RELEASES: Final = (10, 1_000, 10_000)
LINKS: Final = (10, 1_000, 100_000)
WALK: Final = "/imessage/check/?see=green&from=see"


def main() -> None:
    """Print a row for each size."""
    call_command("migrate", verbosity=0)
    static.collect()
    document, client = read_folder(STARTER), Client(SERVER_NAME="127.0.0.1")
    releases = [_publish(document)]
    columns = ("kept page", "new page", "result link", "look")
    print(f"{'':>24}" + "".join(f"{one:>14}" for one in columns) + "   ms")
    for count in GUIDES:
        releases += [_publish(document.model_copy(update={"slug": f"guide-{i}"})) for i in range(len(releases), count)]
        _row(client, f"{count} guides", _link_address())
    for count in RELEASES:
        _more_releases(releases[0], count)
        _row(client, f"{count:,} releases", _link_address())
    for count in LINKS:
        _more_links(count)
        _row(client, f"{count:,} result links", _link_address())


def _row(client: Client, name: str, link: str) -> None:
    live.refresh()
    STORE.clear()
    costs = (
        _cost(lambda: _get(client, WALK)),
        _cost(lambda: _get_anew(client, WALK)),
        _cost(lambda: _get(client, link)),
        _cost(live.refresh),
    )
    print(f"{name:>24}" + "".join(f"{one:>14.2f}" for one in costs), flush=True)


def _get(client: Client, address: str) -> None:
    status = client.get(address).status_code
    assert status == 200, f"{address} answers {status}."


def _get_anew(client: Client, address: str) -> None:
    STORE.clear()
    _get(client, address)


def _cost(work: Callable[[], object], times: int = 5) -> float:
    """The best of five."""
    work()
    return min(_once(work, times) for _ in range(5))


def _once(work: Callable[[], object], times: int) -> float:
    begin = process_time()
    for _ in range(times):
        work()
    return (process_time() - begin) / times * 1e3


def _publish(document: GuideDocument) -> Release:
    text = canonical_json(document)
    release = Release.objects.create(
        guide=document.slug, number=1, text=text, sha256=sha256(text), schema=SCHEMA, code="bench", by="bench"
    )
    Publication.objects.create(guide=document.slug, number=1, release=release, by="bench")
    return release


def _more_releases(first: Release, count: int) -> None:
    """Of one guide, older ones than the live one in all but their numbers; the newest is live."""
    there = Release.objects.filter(guide=first.guide).count()
    same = {"guide": first.guide, "schema": SCHEMA, "code": "bench", "by": "bench"}
    numbers = range(there + 1, count)
    Release.objects.bulk_create([Release(number=n, text="{}", sha256=sha256("{}"), **same) for n in numbers], 1000)
    newest = Release.objects.create(number=count, text=first.text, sha256=first.sha256, **same)
    made = {one.number: one for one in Release.objects.filter(guide=first.guide).defer("text")} | {count: newest}
    Publication.objects.bulk_create(
        [Publication(guide=first.guide, number=n, release=made[n], by="bench") for n in range(there + 1, count + 1)],
        1000,
    )


def _link_address() -> str:
    here = live.refresh().guides["imessage"]
    link = result_links.make(here, fold(here.network.guide, (("see", "green"),)), Findings())
    return f"/r/{codes.format_code(link.code)}/"


def _more_links(count: int) -> None:
    first, chance = ResultLink.objects.all()[0], random.Random(count)
    same = {name: getattr(first, name) for name in ("release", "walk", "findings", "engine", "decision", "days")}
    letters = "bcdfghjkmnpqrstvwxz"
    wanted = {"".join(chance.choices(letters, k=12)) for _ in range(count - ResultLink.objects.count())}
    rows = [ResultLink(code=code, ends_at=first.ends_at, made_at=timezone.now(), **same) for code in wanted]
    ResultLink.objects.bulk_create(rows, 1000)
    connection.close()
