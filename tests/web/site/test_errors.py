"""Error pages that help."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from diagnostics.domain.live import LiveGuide
from diagnostics.web.site import errors
from tests.web.page import Page, Visitor


def test_too_long_an_address_is_a_clear_400(lamp: LiveGuide, visitor: Visitor) -> None:
    """What cannot be a walk is refused with a way on."""
    page = visitor.check("&".join(["see=dark"] * 401))

    assert (page.status, page.heading) == (400, "This address cannot be read")
    assert page.links["Why won't my lamp light?"] == "/lamp/"
    assert page.response.headers["Cache-Control"] == "no-store"


def test_a_foreign_host_is_a_clear_400(lamp: LiveGuide, client: Client) -> None:
    """A host that is not ours gets no page of ours."""
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


def test_forbidden_says_what_would_be_needed(lamp: LiveGuide, request_: HttpRequest) -> None:
    """403 blames nobody."""
    page = Page(errors.forbidden(request_, Exception()))

    assert (page.status, page.heading) == (403, "This page is not open to you")


def test_too_many_says_how_long(lamp: LiveGuide, request_: HttpRequest) -> None:
    """429 says when to try again, to people and to programs."""
    response = errors.too_many_requests(request_, seconds=30)

    assert response.headers["Retry-After"] == "30"
    assert "Wait 30 seconds, then try again." in Page(response).text


def test_server_error_needs_nothing(request_: HttpRequest) -> None:
    """The page for 500 is rendered without a guide, a database or a request; of settings it says the site's name."""
    page = Page(errors.server_error(request_))

    assert (page.status, page.heading) == (500, "The site could not answer")
    assert page.links["To the first page"] == "/"
    source = get_template("500.html").template.source  # type: ignore[attr-defined]
    assert set(re.findall(r"\{\{(.*?)\}\}", source)) == {" site_name ", " stylesheet "}
    assert page.title == "The site could not answer · Fixpath"
    assert page.elements(rel="stylesheet")


def test_server_error_needs_no_collected_file(request_: HttpRequest, settings: Settings, tmp_path: Path) -> None:
    """Where the list of files is what is missing, the page comes without its style."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "diagnostics.config.static_files.BuildStorage"}}
    page = Page(errors.server_error(request_))

    assert (page.status, page.heading) == (500, "The site could not answer")
    assert not page.elements(rel="stylesheet")


@pytest.fixture
def request_() -> HttpRequest:
    return RequestFactory().get("/")
