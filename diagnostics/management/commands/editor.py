"""``manage.py editor``: an editor's login."""

import sys
from getpass import getpass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from diagnostics import env
from diagnostics.management.serving import database


class Command(BaseCommand):
    """Ask for a name and a password, and make a login that may edit everything."""

    help = "Make an editor's login. Asks for name and password, or takes EDITOR_NAME and EDITOR_PASSWORD."

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises ``CommandError`` when the login cannot be made."""
        database.migrate()
        users = get_user_model().objects
        name = env.text("EDITOR_NAME") or _ask("Name: ")
        if users.filter(username=name).exists():
            raise CommandError(f"{name} has a login already. For a new password: manage.py changepassword {name}")
        editor = get_user_model()(username=name, is_staff=True, is_superuser=True)
        password = env.text("EDITOR_PASSWORD") or _ask_twice()
        try:
            validate_password(password, editor)
            editor.set_password(password)
            editor.full_clean()
        except ValidationError as wrong:
            raise CommandError(" ".join(wrong.messages)) from None
        editor.save()
        self.stdout.write(f"{name} can sign in now.")


def _ask(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise CommandError("Nobody is there to ask: set EDITOR_NAME and EDITOR_PASSWORD.")
    return input(prompt).strip()


def _ask_twice() -> str:
    if not sys.stdin.isatty():
        raise CommandError("Nobody is there to ask: set EDITOR_PASSWORD.")
    password = getpass("Password: ")
    if password != getpass("The same again: "):
        raise CommandError("The two passwords differ.")
    return password
