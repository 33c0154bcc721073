"""The id of a request: in the answer and in every line, given by a proxy that is trusted or made."""

import json
import logging
from types import SimpleNamespace

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from diagnostics.config import logs
from diagnostics.config.reporting.request_ids import HEADER, with_request_id

GIVEN = "1f0c2e3a-7b5d-4c68-9a10-2233445566ff"
CODE = "BCDF-GHJK-MNPQ"


def lamp_off(request: HttpRequest, code: str) -> HttpResponse:
    raise RuntimeError(f"{code} of {request.get_full_path()} is off")


urlpatterns = [path("r/<str:code>/", lamp_off, name="lamp-off")]
handler500 = "diagnostics.web.site.errors.server_error"


def answer(**meta: str) -> str:
    return with_request_id(lambda _: HttpResponse())(RequestFactory().get("/", **meta)).headers[HEADER]  # type: ignore[arg-type]


def test_each_request_has_an_id_of_its_own() -> None:
    """It is made where nobody gives one."""
    assert len({answer() for _ in range(20)}) == 20


def test_a_trusted_proxy_gives_the_id() -> None:
    """So the proxy's lines and ours can be put side by side."""
    assert answer(HTTP_X_REQUEST_ID=GIVEN) == GIVEN


@override_settings(TRUSTED_PROXIES=["10.0.0.0/8"])
def test_nobody_else_gives_the_id() -> None:
    """A visitor cannot write into the log what another request wrote."""
    assert answer(HTTP_X_REQUEST_ID=GIVEN) != GIVEN


@pytest.mark.parametrize(
    "given", ["short", "a" * 65, "two words here", "line\nbreak-in-it", "ünïcödé-letters", '{"a": "b"}']
)
def test_an_id_that_is_none_is_replaced(given: str) -> None:
    """What stands in every line is letters, digits, hyphens and underscores."""
    assert answer(HTTP_X_REQUEST_ID=given) != given


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("form", ["json", "text"])
def test_a_failing_request_is_told_without_what_is_private(
    form: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its id stands in the line and in the answer; its code and its walk stand nowhere."""
    lines = []
    formatter = logging.config.DictConfigurator({}).configure_formatter(dict(logs.FORMATS[form]))  # type: ignore[attr-defined]
    monkeypatch.setattr(caplog.handler, "emit", lambda record: lines.append(formatter.format(record)))

    response = Client(raise_request_exception=False).get(f"/r/{CODE}/?see=green", headers={HEADER: GIVEN})

    assert response.status_code == 500
    assert response.headers[HEADER] == GIVEN
    told = "\n".join(lines)
    assert GIVEN in told
    assert "RuntimeError" in told
    assert "/r/…/" in told
    assert CODE not in told
    assert "green" not in told


@pytest.mark.urls(__name__)
def test_a_json_line_names_the_view() -> None:
    """Every line that comes about while a request is answered names its view in place of its address."""
    lines = []

    def view(request: HttpRequest) -> HttpResponse:
        request.resolver_match = SimpleNamespace(namespaces=[], view_name="lamp-off")  # type: ignore[assignment]
        lines.append(logs.JsonLine().format(logging.LogRecord("here", logging.INFO, "", 0, "Said %s", ("so",), None)))
        return HttpResponse()

    with_request_id(view)(RequestFactory().get("/r/x/", HTTP_X_REQUEST_ID=GIVEN))

    (line,) = map(json.loads, lines)
    assert line.pop("time")
    assert line == {
        "level": "info",
        "logger": "here",
        "message": "Said so",
        "request_id": GIVEN,
        "view": "lamp-off",
    }


def test_no_request_outlives_its_answer() -> None:
    """A thread that answers nothing names no request."""
    answer()

    assert "request_id" not in logs.JsonLine().format(logging.makeLogRecord({"msg": "quiet"}))
