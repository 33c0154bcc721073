"""Taking a lost second step from somebody, and what the workplace shows of people."""

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from diagnostics.domain.signing_in import codes, second_step
from tests.domain.signing_in.app import an_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga() -> User:
    """Somebody with an app, signed in somewhere."""
    user = User.objects.create_user("olga")
    an_app(user)
    codes.make_recovery_codes(user)
    return user


def address(user: User) -> str:
    return f"/admin/auth/user/{user.pk}/second-step/"


def test_an_administrator_removes_a_lost_one(editor: Client, olga: User) -> None:
    """By way of the form of the person; they are signed out everywhere, and the history says who did it."""
    elsewhere = Client()
    elsewhere.force_login(olga)
    assert address(olga) in editor.get(f"/admin/auth/user/{olga.pk}/change/").content.decode()
    assert "10 recovery codes" in editor.get(address(olga)).content.decode()
    page = editor.post(address(olga), follow=True)

    assert "has no second step any more" in page.content.decode()
    assert not second_step.means_of(olga)
    assert not StaticDevice.objects.exists()
    assert elsewhere.get("/sign-in/").status_code == 302
    assert LogEntry.objects.get().get_change_message() == "Removed the second step of signing in."
    assert "signs in with the password alone" in editor.get(address(olga)).content.decode()
    assert "has no second step" in editor.post(address(olga), follow=True).content.decode()


def test_only_superusers_take_it_from_superusers(client: Client, olga: User) -> None:
    """Whoever may change users may not get into a login that may do more; others may do nothing here."""
    helper = User.objects.create_user("helper", is_staff=True)
    client.force_login(helper)
    assert client.post(address(olga)).status_code == 403
    helper.user_permissions.add(Permission.objects.get(codename="change_user"))
    User.objects.filter(pk=olga.pk).update(is_superuser=True)
    assert client.post(address(olga)).status_code == 403
    assert TOTPDevice.objects.exists()
    User.objects.filter(pk=olga.pk).update(is_superuser=False)

    assert client.post(address(olga)).status_code == 302
    assert not TOTPDevice.objects.exists()


def test_nobody_sees_the_secrets_of_others() -> None:
    """No table of the workplace shows the keys of apps or recovery codes."""
    shown = {model._meta.app_label for model in admin.site._registry}

    assert not shown & {"otp_totp", "otp_static"}
