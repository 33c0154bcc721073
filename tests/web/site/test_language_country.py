"""The words of menus follow the language that the browser asks for."""

import pytest
from django.test import Client, RequestFactory

from diagnostics.domain import live
from diagnostics.domain.live import LiveSite
from diagnostics.web.site.language_country import language_country
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp
from tests.web.page import Page

TERM = {"slug": "power", "text": "the mains (or line power)", "regions": {"gb": "the mains", "us": "line power"}}
INTRO = "Look at {{power}} first."


@pytest.mark.parametrize(
    ("asked", "country"),
    [
        ("en-GB,en;q=0.9", "gb"),
        ("en-gb", "gb"),
        ("en,en-US;q=0.8", "us"),
        ("fr-CA,en-GB;q=0.5", "ca"),
        ("en-GB;q=0.5,fr-CA", "ca"),
        ("zh-Hans-CN", "cn"),
        ("es-419,es", ""),
        ("en", ""),
        ("*", ""),
        ("", ""),
        ("no language; at all \x00", ""),
        ("en-GB," * 400, "gb"),
    ],
)
def test_the_country_is_that_of_the_language_asked_for_first(asked: str, country: str) -> None:
    """Whatever is sent, nothing fails."""
    assert language_country(RequestFactory().get("/", headers={"Accept-Language": asked})) == country


@pytest.fixture
def lamp_with_a_term(published: Publish) -> LiveSite:
    published(rich_lamp(terms=[TERM], intro=INTRO, summary=INTRO))
    return live.site()


@pytest.mark.usefixtures("lamp_with_a_term")
@pytest.mark.parametrize("address", ["/", "/lamp/"])
@pytest.mark.parametrize(
    ("asked", "words"),
    [("en-GB", "the mains"), ("en-US", "line power"), ("de-DE", TERM["text"]), ("", TERM["text"])],
)
def test_a_page_speaks_as_the_readers_device_does(client: Client, address: str, asked: str, words: str) -> None:
    """Without a script; and it says so to caches, each of which keeps a page for each language."""
    response = client.get(address, headers={"Accept-Language": asked})

    assert f"Look at {words} first." in Page(response).text
    assert "Accept-Language" in response.headers["Vary"]


@pytest.mark.usefixtures("lamp_with_a_term")
def test_a_reader_who_changes_the_language_gets_the_page_anew(client: Client) -> None:
    """The page of another language is another page."""
    british = client.get("/lamp/", headers={"Accept-Language": "en-GB"})
    known = {"If-None-Match": british.headers["ETag"]}

    assert client.get("/lamp/", headers={"Accept-Language": "en-GB", **known}).status_code == 304
    assert client.get("/lamp/", headers={"Accept-Language": "en-US", **known}).status_code == 200
