"""What every answer carries; the answers of all addresses are looked at in test_matrix.py."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.access.headers import missing_headers
from tests.access.rules import VISITOR
from tests.access.whole_site import WholeSite

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
PRODUCTION = {"SITE_URL": "https://fix.example.org", "ALLOWED_HOSTS": "fix.example.org", "SECRET_KEY": "k7Q-mDw2" * 8}


@pytest.fixture(autouse=True)
def _collected(settings: Settings) -> None:
    """A static file, as `manage.py serve` collects it."""
    Path(settings.STATIC_ROOT, "style.css").write_text("p { color: red }", encoding="ascii")


@pytest.mark.parametrize(
    ("path", "status", "more"),
    [
        ("/", 400, {"HTTP_HOST": "evil.example"}),
        ("/lamp/share/", 400, {"CONTENT_LENGTH": "1000000"}),
        ("/lamp/check/?" + "see=dark&" * 500, 400, {}),
        ("/lamp", 301, {}),
        ("/nowhere/", 404, {}),
        ("/static/nowhere.css", 404, {}),
        ("/static/style.css", 200, {}),
        ("/admin/login/", 403, {"REQUEST_METHOD": "POST"}),
        ("/agents/sign-in/", 403, {"REQUEST_METHOD": "POST"}),
    ],
)
def test_errors_redirects_and_files_carry_the_same(
    whole_site: WholeSite, path: str, status: int, more: dict[str, Any]
) -> None:
    """Whoever gives the answer, be it before any view is found."""
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    response = client.head(path, **more)
    assert (response.status_code, missing_headers(response)) == (status, [])


def test_a_failure_carries_the_same(whole_site: WholeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """500 is an answer too."""
    monkeypatch.setattr("diagnostics.web.site.health.time", None)
    response = whole_site.ask(VISITOR, "GET", "/clock")
    assert (response.status_code, missing_headers(response)) == (500, [])


def test_browsers_stay_on_https_in_production(whole_site: WholeSite, settings: Settings) -> None:
    """For a year, told by every answer over https, also by one that leads on."""
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    for path in ("/", "/lamp", "/nowhere/", "/static/style.css"):
        response = Client().head(path, secure=True)
        assert response.headers["Strict-Transport-Security"] == "max-age=31536000", path


def test_deployment_has_nothing_to_warn_of() -> None:
    """As production starts; each check that is silenced has its reason in config/settings.py."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG")}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=kept | PRODUCTION,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
