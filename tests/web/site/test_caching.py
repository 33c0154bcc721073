"""Caching: an ETag before anything is rendered."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.test.signals import template_rendered
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain.live import LiveGuide
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp
from tests.web.page import Visitor

pytestmark = pytest.mark.usefixtures("lamp")
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
ADDRESSES = ["/", "/lamp/", "/lamp/check/?see=dark", "/lamp/signs/flicker/", "/lamp/causes/", "/lamp/causes/bulb/"]
ADDRESSES += ["/lamp/steps/new-bulb/", "/lamp/carriers/", "/lamp/carriers/acme/", "/lamp/pages/keep/", "/sitemap.xml"]


@pytest.fixture
def rendered() -> Iterator[list[object]]:
    seen: list[object] = []

    def note(template: object, **_: object) -> None:
        seen.append(template)

    template_rendered.connect(note)
    yield seen
    template_rendered.disconnect(note)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_that_is_known_is_not_rendered(address: str, client: Client, rendered: list[object]) -> None:
    """A conditional request gets 304 with the same headers, and no template is touched."""
    first = client.get(address)
    rendered.clear()
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content, rendered) == (304, b"", [])
    for header in ("ETag", "Cache-Control", "Vary"):
        assert again.headers[header] == first.headers[header]


def test_a_full_page_may_be_shared_and_a_fragment_may_not(client: Client) -> None:
    """Caches between may keep whole pages for 30 s; a fragment belongs to one browser."""
    full, fragment = client.get("/lamp/check/"), client.get("/lamp/check/", headers=FRAGMENT)

    assert full.headers["Cache-Control"] == "public, max-age=0, s-maxage=30, stale-if-error=86400"
    assert fragment.headers["Cache-Control"] == "private, max-age=0"
    assert full.headers["Vary"] == "HX-Request, HX-Request-Type, Accept-Encoding"
    assert full.headers["ETag"] != fragment.headers["ETag"]


def test_a_fragment_is_the_inside_of_the_frame(client: Client) -> None:
    """htmx gets the screen with its title; the heading takes the focus."""
    html = client.get("/lamp/check/?see=dark", headers=FRAGMENT).content.decode()

    assert "<html" not in html
    assert "<main" not in html
    assert "<title>Which lamp is it? · Fixpath</title>" in html
    assert 'tabindex="-1" autofocus' in html


def test_htmx_may_ask_for_the_whole_page(client: Client) -> None:
    """Where htmx replaces everything it gets everything."""
    html = client.get("/lamp/check/", headers={"HX-Request": "true", "HX-Request-Type": "full"}).content.decode()

    assert "<html" in html
    assert "autofocus" not in html


def test_the_etag_follows_the_walk(visitor: Visitor) -> None:
    """Every difference in what is shown is one in the ETag; foreign parameters are none."""
    queries = [
        "",
        "see=dark",
        "see=not-sure",
        "see=dark&ask=see",
        "from=see",
        "see=odd",
        "show=steps",
        "worked=turn-on",
    ]
    tags = [visitor.check(query).response.headers["ETag"] for query in queries]

    assert len(set(tags)) == len(tags)
    assert visitor.check("see=dark&utm_source=x").response.headers["ETag"] == tags[1]


def test_the_etag_follows_the_release(visitor: Visitor, published: Publish) -> None:
    """A new release is a new page."""
    before = visitor.check().response.headers["ETag"]
    published(rich_lamp(summary="Another summary."))

    assert visitor.check().response.headers["ETag"] != before


def test_a_stale_etag_gets_the_page(client: Client) -> None:
    """What the visitor has is compared, not trusted."""
    assert client.get("/lamp/check/", headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.get("/lamp/check/", headers={"If-None-Match": "*"}).status_code == 304


def test_head_answers_as_get_without_a_body(client: Client) -> None:
    """HEAD costs no surprise."""
    response = client.head("/lamp/check/")

    assert response.status_code == 200
    assert response.content == b""
    assert response.headers["ETag"] == client.get("/lamp/check/").headers["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_nothing_can_be_written(method: str, client: Client) -> None:
    """A visitor's page only answers GET and HEAD."""
    assert getattr(client, method)("/lamp/check/").status_code == 405


def test_texts_of_times_are_absolute(lamp: LiveGuide, visitor: Visitor) -> None:
    """A cached page says when, never how long ago."""
    assert f"Version 1 of this guide, {lamp.release.published_at:%-d %B %Y}." in visitor.check().text


def test_pages_touch_neither_session_nor_cookie(client: Client) -> None:
    """A page varies by nothing that belongs to one visitor."""
    for address in ADDRESSES:
        response = client.get(address)
        assert not response.cookies
        assert "Cookie" not in response.headers["Vary"]


def test_visitors_pages_ask_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """With the database open, too, no page sends a query."""
    with django_assert_num_queries(0):
        for address in ADDRESSES:
            client.get(address)
