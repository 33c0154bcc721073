"""``manage.py editor``: an editor's login."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from diagnostics.config import env
from diagnostics.domain.safeguards import roles
from diagnostics.management.serving import database

OWNER = "owner"
ROLES = {"editor": roles.EDITORS, "publisher": roles.PUBLISHERS, "agent": roles.AGENTS, "supervisor": roles.SUPERVISORS}
"""Word on the command line → group."""
DESK_ONLY = {"agent", "supervisor"}
"""They see nothing of the workplace."""


class Command(BaseCommand):
    help = "Make an editor's login. Asks for name and password, or takes EDITOR_NAME and EDITOR_PASSWORD."

    def add_arguments(self, parser: CommandParser) -> None:
        """The role; an owner may do everything, and make logins for others in the admin."""
        parser.add_argument("--role", choices=[OWNER, *ROLES], default=OWNER, help="What the login may do (owner).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises ``CommandError`` if the login cannot be made."""
        database.migrate()
        users = get_user_model().objects
        name = env.text("EDITOR_NAME") or _ask("Name: ")
        if users.filter(username=name).exists():
            raise CommandError(f"{name} has a login already. For a new password: manage.py changepassword {name}")
        role = options["role"]
        editor = get_user_model()(username=name, is_staff=role not in DESK_ONLY, is_superuser=role == OWNER)
        password = env.secret("EDITOR_PASSWORD") or _ask_twice()
        try:
            validate_password(password, editor)
            editor.set_password(password)
            editor.full_clean()
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        editor.save()
        editor.groups.set(Group.objects.filter(name=ROLES.get(role)))
        self.stdout.write(f"{name} can sign in now.")


def _ask(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise CommandError("There is nobody to ask: set EDITOR_NAME and EDITOR_PASSWORD.")
    return input(prompt).strip()


def _ask_twice() -> str:
    if not sys.stdin.isatty():
        raise CommandError("There is nobody to ask: set EDITOR_PASSWORD.")
    password = getpass("Password: ")
    if password != getpass("The same again: "):
        raise CommandError("The two passwords differ.")
    return password
