"""``manage.py rollback SLUG N``."""

from typing import Any, override

from django.core.management.base import CommandParser

from diagnostics.domain.publishing.publishing import rollback
from diagnostics.management.guide_command import HERE, GuideCommand


class Command(GuideCommand):
    help = "Show an older release of a guide to visitors again. The draft stays as it is."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("release", type=int, help="The number of the release, as “releases” lists it.")
        parser.add_argument("--why", default="", help="Why it is taken back.")
        parser.add_argument("--by", default=HERE, help="Who takes it back.")
        self.add_let_through(parser)

    @override
    def run(self, *, slug: str, release: int, why: str, by: str, let_through: str, **options: Any) -> None:
        publication = rollback(slug, release, why=why, by=by, let_through=let_through)
        self.say(f"Release {release} of {slug} is live again ({publication.release.sha256[:12]}).")
