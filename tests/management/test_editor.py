"""diagnostics/management/commands/editor.py."""

import io
import sys

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from diagnostics.management.commands import editor

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-and-odd-phrase"


class Terminal(io.StringIO):
    """A terminal at which somebody types these lines."""

    def isatty(self) -> bool:
        return True


def test_editor_is_made_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """With name and password given, nothing is asked, and the editor may edit everything."""
    monkeypatch.setenv("EDITOR_NAME", "ada")
    monkeypatch.setenv("EDITOR_PASSWORD", PASSWORD)

    call_command("editor")

    ada = User.objects.get()
    assert (ada.username, ada.is_staff, ada.is_superuser, ada.check_password(PASSWORD)) == ("ada", True, True, True)


@pytest.mark.parametrize(
    ("role", "group", "staff"),
    [
        ("editor", "Editors", True),
        ("publisher", "Publishers", True),
        ("agent", "Agents", False),
        ("supervisor", "Supervisors", False),
    ],
)
def test_editor_may_do_what_the_role_says(monkeypatch: pytest.MonkeyPatch, role: str, group: str, staff: bool) -> None:
    """A role puts the login into its group, and gives no more than that."""
    monkeypatch.setenv("EDITOR_NAME", "eve")
    monkeypatch.setenv("EDITOR_PASSWORD", PASSWORD)

    call_command("editor", role=role)

    eve = User.objects.get()
    assert [one.name for one in eve.groups.all()] == [group]
    assert (eve.is_staff, eve.is_superuser) == (staff, False)


def test_editor_is_asked_at_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal, name and password are asked for."""
    monkeypatch.setattr(sys, "stdin", Terminal("ada\n"))
    monkeypatch.setattr(editor, "getpass", lambda _: PASSWORD)

    call_command("editor")

    assert User.objects.get().username == "ada"


def test_editor_types_the_password_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two passwords that differ are refused, and no login is made."""
    typed = iter([PASSWORD, "something else"])
    monkeypatch.setattr(sys, "stdin", Terminal("ada\n"))
    monkeypatch.setattr(editor, "getpass", lambda _: next(typed))

    with pytest.raises(CommandError, match="differ"):
        call_command("editor")

    assert not User.objects.exists()


@pytest.mark.parametrize(("name", "missing"), [("", "EDITOR_NAME"), ("ada", "EDITOR_PASSWORD")])
def test_editor_is_not_asked_where_nobody_is(monkeypatch: pytest.MonkeyPatch, name: str, missing: str) -> None:
    """Without a terminal, the command names the variable that it needs."""
    monkeypatch.setenv("EDITOR_NAME", name)
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    with pytest.raises(CommandError, match=missing):
        call_command("editor")


@pytest.mark.parametrize(
    ("name", "password"), [("ada", "12345"), ("not a name", PASSWORD), ("ada-lovelace", "ada-lovelace")]
)
def test_editor_needs_a_good_name_and_password(monkeypatch: pytest.MonkeyPatch, name: str, password: str) -> None:
    """A weak password, one like the name, and a name with blanks are refused."""
    monkeypatch.setenv("EDITOR_NAME", name)
    monkeypatch.setenv("EDITOR_PASSWORD", password)

    with pytest.raises(CommandError):
        call_command("editor")

    assert not User.objects.exists()


def test_editor_keeps_a_login_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second login of the same name is refused, with the way to a new password."""
    User.objects.create_user("ada")
    monkeypatch.setenv("EDITOR_NAME", "ada")

    with pytest.raises(CommandError, match="changepassword ada"):
        call_command("editor")
