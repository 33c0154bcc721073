"""``manage.py watch_status``: fetch the status feeds in a process of its own."""

import signal
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from diagnostics.config.env import WrongSetting
from diagnostics.content.feeds.reading import Reading, UnreadableFeed
from diagnostics.domain import feeds
from diagnostics.domain.feeds.fetching import fetch
from diagnostics.domain.feeds.watch import FeedWatch
from diagnostics.domain.safeguards.other_sites import RequestFailed


class Command(BaseCommand):
    help = "Fetch the status feeds of STATUS_FEED_URL until it is stopped; for sites with STATUS_WATCH=alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--try", action="store_true", help="Fetch each feed once, say what it says, keep nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises ``CommandError`` where there is nothing to fetch, or where a try failed."""
        try:
            sources = feeds.sources()
        except WrongSetting as wrong:
            raise CommandError(str(wrong)) from None
        if not sources:
            raise CommandError("STATUS_FEED_URL is empty: there is no feed to read.")
        if options["try"]:
            self._try(sources)
            return
        watch = FeedWatch(sources)

        def stop(_signal: int, _frame: FrameType | None) -> None:
            watch.stop()

        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, stop)
        self.stdout.write(f"Watching {', '.join(source.name for source in sources)}. Ctrl-C stops it.")
        watch.run()

    def _try(self, sources: tuple[feeds.Source, ...]) -> None:
        for source in sources:
            try:
                reading = source.reader.read(fetch(source.address).body or b"")
            except (RequestFailed, UnreadableFeed) as error:
                raise CommandError(f"{source.name}: {error}") from None
            self.stdout.write(f"{source.name}: {_summary(reading)}")


def _summary(reading: Reading) -> str:
    lines = [f"{len(reading.services)} services."]
    if reading.message:
        lines.append(f"About all of them: {reading.message}")
    for name, events in reading.services.items():
        lines += [
            f"{name}: {one.kind} since {one.since or 'an unknown time'}" for one in events if one.state == "active"
        ]
    return "\n  ".join(lines if len(lines) > 1 else [*lines, "Nothing is reported."])
