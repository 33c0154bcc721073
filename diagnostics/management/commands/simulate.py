"""``manage.py simulate SLUG``."""

from typing import Any, override

from django.core.management.base import CommandError, CommandParser

from diagnostics.domain import drafts
from diagnostics.domain.publishing import releases
from diagnostics.management.guide_command import GuideCommand
from diagnostics.management.simulation import report


class Command(GuideCommand):
    help = "Play simulated visitors through the live release of a guide, beside other ways of going about it."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--draft", action="store_true", help="the draft instead of the live release")
        parser.add_argument("--visitors", type=int, default=10_000)
        parser.add_argument("--two-step", type=int, default=1_000, help="visitors of the slow two-step look-ahead")
        parser.add_argument("--seed", type=int, default=1)

    @override
    def run(self, *, slug: str, draft: bool, visitors: int, two_step: int, seed: int, **options: Any) -> None:
        if visitors < 1 or two_step < 0:
            raise CommandError("--visitors must be 1 or more, and --two-step 0 or more.")
        live = None if draft else releases.live(slug)
        if not draft and live is None:
            raise CommandError(f"{slug} is not published. Simulate its draft with: manage.py simulate {slug} --draft")
        document = releases.document(slug, live.release.number) if live else drafts.document(drafts.get_guide(slug))
        for line in report(document, visitors=visitors, two_step=two_step, seed=seed):
            self.say(line)
