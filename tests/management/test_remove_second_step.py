"""``manage.py remove_second_step``."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from diagnostics.domain.signing_in import second_step
from tests.domain.signing_in.app import an_app

pytestmark = pytest.mark.django_db


def test_it_removes_what_was_lost(capsys: pytest.CaptureFixture[str]) -> None:
    """Once; then it says that there is none."""
    ada = User.objects.create_user("ada")
    an_app(ada)
    call_command("remove_second_step", "ada")
    call_command("remove_second_step", "ada")

    assert capsys.readouterr().out == "ada signs in with the password alone now.\nada had no second step.\n"
    assert not second_step.means_of(ada)


def test_it_knows_who_is_there() -> None:
    """A name that there is not changes nothing, and says so."""
    with pytest.raises(CommandError, match="Nobody here is called eve"):
        call_command("remove_second_step", "eve")
