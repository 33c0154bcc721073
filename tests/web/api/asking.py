"""Asking the interface as programs do."""

from typing import Any

from django.test import Client

SITE = "http://127.0.0.1:8000"
API = "/api/v1"


def ask(path: str, status: int = 200, **options: Any) -> dict[str, Any]:
    """The answer at a path below /api/v1, or at a whole address that another answer gave; it follows redirects."""
    response = Client().get(local(path), follow=True, **options)
    assert response.status_code == status, response.content.decode()
    assert response.headers["Content-Type"] == ("application/json" if status < 400 else "application/problem+json")
    found: dict[str, Any] = response.json()
    return found


def local(path: str) -> str:
    """The path to get for it."""
    return path.removeprefix(SITE) if path.startswith(SITE) else f"{API}/{path}"


def decide(walk: str = "", guide: str = "lamp") -> dict[str, Any]:
    return ask(f"guides/{guide}/decision?{walk}")
