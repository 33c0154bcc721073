"""What stands around every request: editors have sessions and form tokens, visitors have neither."""

import pytest
from django.test import Client
from django.urls import reverse

from diagnostics.domain.live import LiveGuide
from tests.fixtures import live_guide, published

__all__ = ["live_guide", "published"]

VISITORS = ["/", "/lamp/", "/lamp/check/", "/lamp/causes/", "/lamp/steps/turn-on/", "/robots.txt", "/health/live"]


@pytest.fixture
def client() -> Client:
    """A browser that is held to form tokens."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", VISITORS)
def test_visitors_pages_are_only_read(live_guide: LiveGuide, client: Client, address: str, method: str) -> None:
    """Whatever is sent to a visitor's page gets a page that says so, and nothing about cookies."""
    response = getattr(client, method)(address)
    page = response.content.decode()
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert "<h1>This page is only for reading</h1>" in page
    assert "CSRF" not in page


@pytest.mark.parametrize("address", VISITORS)
def test_no_cookie_of_a_visitor_is_answered_with_one(live_guide: LiveGuide, client: Client, address: str) -> None:
    """A stale or broken cookie makes no visitor's page set one, or depend on one."""
    client.cookies.load({"csrf": "%ff", "session": "stale"})
    response = client.get(address)
    assert response.status_code in (200, 503)
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("address", ["/lamp/check/", "/health/live", "/nowhere/"])
def test_head_has_the_length_and_no_body(live_guide: LiveGuide, client: Client, address: str) -> None:
    """HEAD answers as GET does, without the body."""
    got, head = client.get(address), client.head(address)
    assert head.status_code == got.status_code
    assert head.headers["Content-Length"] == str(len(got.content))
    assert head.content == b""


@pytest.mark.django_db
def test_form_that_is_too_old_is_explained(live_guide: LiveGuide, client: Client) -> None:
    """An editor whose form has no valid token is told what to do, on a page of ours."""
    response = client.post(reverse("admin:login"), {"username": "ada", "password": "x"})
    assert response.status_code == 403
    assert "<h1>This form is too old</h1>" in response.content.decode()


@pytest.mark.django_db
def test_editors_have_sessions(live_guide: LiveGuide, client: Client) -> None:
    """The workplace hands out a form token and asks for a login."""
    assert "csrf" in client.get(reverse("admin:login")).cookies
    assert client.get(reverse("admin:index")).status_code == 302
