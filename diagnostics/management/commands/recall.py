"""``manage.py recall SLUG N``."""

from typing import Any, override

from django.core.management.base import CommandParser

from diagnostics.domain.publishing.recalls import recall
from diagnostics.management.guide_command import HERE, GuideCommand


class Command(GuideCommand):
    help = "Withdraw a release, or steps of it: links that are pinned to it no longer show how they are done."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("release", type=int, help="The number of the release, as “releases” lists it.")
        parser.add_argument(
            "--step", action="append", default=[], help="The slug of a step; may be given more than once."
        )
        parser.add_argument("--why", required=True, help="Why it is recalled.")
        parser.add_argument("--by", default=HERE, help="Who recalls it.")

    @override
    def run(self, *, slug: str, release: int, step: list[str], why: str, by: str, **options: Any) -> None:
        recall(slug, release, steps=step, why=why, by=by)
        what = ", ".join(step) if step else "all of it"
        self.say(f"Recalled of release {release} of {slug}: {what}.")
