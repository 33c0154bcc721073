"""Cookies: for staff only, bound to this host, and gone when nobody works."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from diagnostics.config.middleware import USED_AT

ROOT: Final = Path(__file__).resolve().parents[3]
ASK: Final = """
import json
from diagnostics.config import settings
names = [name for name in vars(settings) if "COOKIE" in name or name == "MESSAGE_STORAGE"]
print(json.dumps({name: getattr(settings, name) for name in names}))
"""


def test_in_production_every_cookie_is_bound_to_this_host() -> None:
    """``__Host-``: https only, this host only, for all paths; and messages need no cookie of their own."""
    told = {"SITE_URL": "https://fixpath.example", "SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "fixpath.example"}
    said = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=os.environ | told, check=True, capture_output=True, text=True
    )
    cookies = json.loads(said.stdout)

    assert {value for name, value in cookies.items() if name.endswith("_NAME")} == {"__Host-session", "__Host-csrf"}
    assert cookies["SESSION_COOKIE_SECURE"]
    assert cookies["CSRF_COOKIE_SECURE"]
    assert cookies["SESSION_COOKIE_AGE"] == 12 * 3600
    assert cookies["MESSAGE_STORAGE"].endswith("SessionStorage")


@pytest.mark.django_db
def test_cookies_are_hidden_from_scripts_and_other_sites(client: Client) -> None:
    """Both of them, as soon as somebody signs in."""
    User.objects.create_user("ada", password="candle light", is_staff=True)
    client.get("/admin/login/")
    client.post("/admin/login/", {"username": "ada", "password": "candle light"})

    assert set(client.cookies) == {"session", "csrf"}
    for cookie in client.cookies.values():
        assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")


@pytest.mark.django_db
def test_a_session_lives_on_while_it_is_used(client: Client, settings: Settings) -> None:
    """Signing in is a use, and half an hour later one is written down again; news that a page asks for is none."""
    client.force_login(User.objects.create_user("ada", is_staff=True))

    def use(*, ago: int, by_itself: bool = False) -> bool:
        session = client.session
        session[USED_AT] -= ago
        session.save()
        before = session[USED_AT]
        client.get("/sign-in/", headers={"HX-Request": "true"} if by_itself else {})
        return bool(client.session[USED_AT] > before)

    assert not use(ago=60)
    assert not use(ago=3600, by_itself=True)
    assert use(ago=0)
