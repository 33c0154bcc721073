"""``manage.py new_guide SLUG``."""

from typing import Any, override

from django.core.management.base import CommandParser

from diagnostics.domain.editing.new_guide import new_guide
from diagnostics.management.guide_command import GuideCommand


class Command(GuideCommand):
    help = "Begin a guide: a small draft that works and can be published at once."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="Its name in addresses, such as “printer”.")
        parser.add_argument("--title", default="Why does it not work?", help="The complaint in the visitor's words.")

    @override
    def run(self, *, slug: str, title: str, **options: Any) -> None:
        guide = new_guide(slug, title)
        self.say(
            f"The draft of {guide.slug} is made. Change it in the workplace, or publish it: manage.py publish {slug}"
        )
