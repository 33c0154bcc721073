"""``manage.py export_guide SLUG [--release N] FOLDER``."""

from pathlib import Path
from typing import Any, override

from django.core.management.base import CommandParser

from diagnostics.domain.publishing.exporting import export_guide
from diagnostics.management.guide_command import GuideCommand


class Command(GuideCommand):
    help = "Write the draft of a guide, or one of its releases, as a folder that import_guide reads."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--release", type=int, help="The number of a release. Without it the draft is written.")
        parser.add_argument("folder", type=Path)

    @override
    def run(self, *, slug: str, release: int | None, folder: Path, **options: Any) -> None:
        export_guide(slug, folder, number=release)
        what = "the draft" if release is None else f"release {release}"
        self.say(f"Wrote {what} of {slug} to {folder}.")
