"""``manage.py remove_second_step``."""

from typing import Any, override

from django.contrib.auth.models import User
from django.core.management import CommandError, CommandParser

from diagnostics.domain.signing_in import second_step
from diagnostics.management.guide_command import GuideCommand


class Command(GuideCommand):
    """For somebody who has lost everything that the second step asks for, an administrator among them."""

    help = "Remove a person's second step of signing in, and sign them out everywhere."

    @override
    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="whose it is")

    @override
    def run(self, **options: Any) -> None:
        name = options["name"]
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Nobody here is called {name}.")
        had_one = bool(second_step.means_of(user))
        second_step.remove_all(user)
        self.say(f"{name} signs in with the password alone now." if had_one else f"{name} had no second step.")
