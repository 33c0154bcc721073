"""``manage.py publish SLUG``."""

from typing import Any, override

from django.core.management.base import CommandParser

from diagnostics.domain.publishing.publishing import publish
from diagnostics.management.guide_command import HERE, GuideCommand, count_problems, word_kinds


class Command(GuideCommand):
    help = "Make a release of the draft of a guide and show it to visitors. A draft with errors is not published."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--note", default="", help="What is new in it.")
        parser.add_argument("--by", default=HERE, help="Who publishes it.")
        self.add_let_through(parser)

    @override
    def run(self, *, slug: str, note: str, by: str, let_through: str, **options: Any) -> None:
        published = publish(slug, note=note, by=by, let_through=let_through)
        if published.warnings:
            self.say(f"{count_problems(published.warnings).capitalize()}:\n{word_kinds(published.warnings)}")
        release = published.publication.release
        if published.is_new:
            self.say(f"Published release {release.number} of {slug} ({release.sha256[:12]}).")
        else:
            self.say(f"Release {release.number} of {slug} is live already and says the same. No new release was made.")
