"""``manage.py releases SLUG``."""

from collections.abc import Iterator
from typing import Any, override

from django.core.management.base import CommandError, CommandParser

from diagnostics.domain.publishing import releases
from diagnostics.management.guide_command import GuideCommand
from diagnostics.models import Release

type Line = tuple[str, ...]


class Command(GuideCommand):
    help = "List the releases of a guide, the newest first; a star marks the one that visitors see."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")

    @override
    def run(self, *, slug: str, **options: Any) -> None:
        lines = list(_lines(slug))
        if not lines:
            raise CommandError(f"{slug} has no release yet. Make one with: manage.py publish {slug} --note …")
        for line in _align([("release", "", "made at (UTC)", "by", "hash", "note"), *lines]):
            self.say(line)


def _lines(slug: str) -> Iterator[Line]:
    live = releases.live(slug)
    for release in Release.objects.of(slug).defer("text"):
        is_live = live is not None and live.release_id == release.pk
        made_at = f"{release.created_at:%Y-%m-%d %H:%M}"
        note = " ".join(release.note.split())
        yield str(release.number), "* live" if is_live else "", made_at, release.by, release.sha256[:12], note


def _align(lines: list[Line]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
