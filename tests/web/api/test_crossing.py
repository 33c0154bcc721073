"""How answers reach programs: methods, pages of other sites, errors."""

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from diagnostics.domain.live import LiveGuide
from diagnostics.web.api.interface import KEYED, api
from diagnostics.web.site import errors
from tests.web.api.asking import ask

pytestmark = pytest.mark.django_db
ELSEWHERE = {"Origin": "https://help.example.org"}


@pytest.mark.parametrize(
    "path", ["guides", "guides/lamp/decision?see=dark", "openapi.json", "guides/nope", "guides/old-lamp"]
)
def test_pages_of_any_site_may_read_what_is_public(lamp_to_read: LiveGuide, path: str) -> None:
    """Also errors and redirects, or their scripts would not learn what is wrong."""
    response = Client().get(f"/api/v1/{path}", headers=ELSEWHERE)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies


def test_a_page_of_another_site_may_ask_first(lamp_to_read: LiveGuide) -> None:
    """The answer to a preflight names what may be sent, and lasts a day."""
    response = Client().options(
        "/api/v1/guides/lamp/decision", headers=ELSEWHERE | {"Access-Control-Request-Method": "GET"}
    )
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match"
    assert response.headers["Access-Control-Max-Age"] == "86400"


@pytest.mark.parametrize("path", ["links/BCDF-GHJK-MNPZ", "links/BCDF-GHJK-MNPZ/events", "guides/lamp/links"])
def test_what_takes_a_key_is_for_no_page(lamp_to_read: LiveGuide, path: str) -> None:
    """No site may use a key in its visitors' browsers."""
    for method in ("get", "post", "options"):
        response = getattr(Client(), method)(f"/api/v1/{path}", headers=ELSEWHERE)
        assert not [name for name in response.headers if name.startswith("Access-Control")], (method, path)
        assert response.headers["Cache-Control"] == "private, no-store"


def test_whatever_wants_a_key_is_named_so() -> None:
    """The list of what is no page's business is that of the operations with a key."""
    operations = [
        one
        for router in api._get_bound_routers()
        for path in router.path_operations.values()
        for one in path.operations
    ]
    assert {one.url_name for one in operations if one.auth_callbacks} == KEYED


def test_head_answers_as_get_does_without_a_body(lamp_to_read: LiveGuide) -> None:
    got, head = (getattr(Client(), method)("/api/v1/guides/lamp") for method in ("get", "head"))
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Length", "Content-Type"):
        assert head.headers[name] == got.headers[name]


def test_a_method_that_is_not_taken_is_refused(lamp_to_read: LiveGuide) -> None:
    response = Client().post("/api/v1/guides/lamp/decision", {"see": "dark"})
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == "Use one of these here: GET, HEAD, OPTIONS."


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v2/guides", "/api/v1/nope", "/api/check/", "/api/v1/guides/lamp/steps"]
)
def test_below_api_there_are_no_pages(lamp_to_read: LiveGuide, path: str) -> None:
    response = Client().get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (404, "application/problem+json")


def test_what_is_too_big_is_refused(lamp_to_read: LiveGuide) -> None:
    response = Client().post("/api/v1/guides/lamp/links", "x" * 200_000, content_type="application/json")
    assert response.status_code in (400, 413)
    assert response.headers["Content-Type"] == "application/problem+json"


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/api/v1/guides")


def test_the_errors_of_the_site_are_problems_here(request_: HttpRequest) -> None:
    """Whatever goes wrong, nobody has to read a page."""
    for response, status in (
        (errors.server_error(request_), 500),
        (errors.not_allowed(request_), 405),
        (errors.gone(request_), 410),
        (errors.too_many_requests(request_, seconds=9), 429),
    ):
        assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
        assert response.headers["Cache-Control"] == "no-store"


def test_pages_keep_their_errors(lamp_to_read: LiveGuide) -> None:
    """Only programs get problems."""
    assert Client().get("/lamp/nope/").headers["Content-Type"].startswith("text/html")
    assert ask("guides/nope", 404)["status"] == 404


def test_what_fails_inside_is_a_problem_without_a_traceback(
    lamp_to_read: LiveGuide, monkeypatch: pytest.MonkeyPatch, settings: object
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a secret of the machine")

    monkeypatch.setattr("diagnostics.web.api.public.Guide.of", fail)
    response = Client(raise_request_exception=False).get("/api/v1/guides/lamp")
    assert (response.status_code, response.headers["Content-Type"]) == (500, "application/problem+json")
    assert "secret" not in response.content.decode()
