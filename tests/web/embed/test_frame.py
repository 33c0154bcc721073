"""Guides in the frames of other sites: the visitors' own pages, in their own addresses, for the sites that are named."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from diagnostics.domain.live import LiveGuide

HELP_CENTRE = "https://help.example.com"
FRAME = f"frame-ancestors 'self' {HELP_CENTRE}"
HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.fixture
def may_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMBED_HOSTS", [HELP_CENTRE])


def addresses_in(text: str) -> set[str]:
    """Every address of this site that the page leads to or sends a form to."""
    found = re.findall(r'(?:href|action|formaction|hx-get|hx-post)="([^"]*)"', text)
    return {address for address in found if address.startswith("/") and not address.startswith("/static/")}


@pytest.mark.parametrize(
    "address",
    [
        "lamp/",
        "lamp/check/",
        "lamp/check/?see=dark&show=steps",
        "lamp/causes/",
        "lamp/signs/dark/",
        "lamp/nothing/",
        "",
    ],
)
def test_a_framed_page_may_be_shown_by_the_named_sites_only(
    may_frame: None, lamp_to_read: LiveGuide, client: Client, address: str
) -> None:
    """Also one that says that there is nothing."""
    response = client.get(f"/embed/{address}")

    assert FRAME in response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in response.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in response.headers
    assert not response.cookies


def test_every_other_page_stays_out_of_frames(may_frame: None, lamp_to_read: LiveGuide, client: Client) -> None:
    for address in ("/", "/lamp/", "/lamp/check/", "/r/", "/embed.js", "/nothing/"):
        headers = client.get(address).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], address
        assert headers["X-Frame-Options"] == "DENY", address


def test_a_framed_page_leads_to_framed_pages(may_frame: None, lamp_to_read: LiveGuide, client: Client) -> None:
    """Links in texts too; only the page by itself opens outside, in a window of its own."""
    for address in ("lamp/check/?see=dark&show=steps", "lamp/causes/", "lamp/", "lamp/steps/switch-on/"):
        response = client.get(f"/embed/{address}")
        text = response.content.decode()
        assert {one for one in addresses_in(text) if not one.startswith("/embed/")} == set(), address
        assert f'href="{settings.SITE_URL}/{address.replace("&", "&amp;")}"' in text


def test_a_framed_page_has_no_header_and_keeps_nothing(
    may_frame: None, lamp_to_read: LiveGuide, client: Client
) -> None:
    text = client.get("/embed/lamp/check/").content.decode()
    assert '<header class="top"' not in text
    assert "js/offline" not in text
    assert "manifest" not in text


def test_a_framed_walk_is_the_walk(may_frame: None, lamp_to_read: LiveGuide, client: Client) -> None:
    """The same question in the same words, under another ETag."""
    framed, alone = client.get("/embed/lamp/check/?see=dark"), client.get("/lamp/check/?see=dark")
    headings = [re.findall(r"<h1[^>]*>(.*?)</h1>", one.content.decode(), re.DOTALL) for one in (framed, alone)]
    assert headings[0] == headings[1] != []
    assert framed.headers["ETag"] != alone.headers["ETag"]
    again = client.get("/embed/lamp/check/?see=dark", headers={"If-None-Match": framed.headers["ETag"]})
    assert (again.status_code, FRAME in again.headers["Content-Security-Policy"]) == (304, True)
    assert client.get("/embed/lamp/check/?see=dark", headers=HTMX).content.decode().lstrip().startswith("<title>")


def test_where_no_site_may_frame_it_is_the_page_by_itself(lamp_to_read: LiveGuide, client: Client) -> None:
    response = client.get("/embed/lamp/check/?see=dark")
    assert (response.status_code, response.headers["Location"]) == (302, "/lamp/check/?see=dark")


@pytest.mark.parametrize("rest", ["//evil.example/x", "/evil.example", "//[", "///lamp/"])
def test_the_page_by_itself_is_always_one_of_this_site(lamp_to_read: LiveGuide, client: Client, rest: str) -> None:
    """However many slashes stand before it."""
    location = client.get(f"/embed/{rest}").headers["Location"]
    assert location.startswith("/")
    assert not location.startswith("//")


@pytest.mark.parametrize("address", ["health/live", "r/", "sw.js", "agents/", "admin/", "robots.txt"])
def test_what_belongs_to_no_guide_is_not_framed(
    may_frame: None, lamp_to_read: LiveGuide, client: Client, address: str
) -> None:
    assert client.get(f"/embed/{address}").status_code == 404


def test_an_address_without_its_slash_leads_on(may_frame: None, lamp_to_read: LiveGuide, client: Client) -> None:
    response = client.get("/embed/lamp/check?see=dark")
    assert (response.status_code, response.headers["Location"]) == (301, "/embed/lamp/check/?see=dark")


def test_an_address_too_long_is_answered_in_the_frame(may_frame: None, lamp_to_read: LiveGuide, client: Client) -> None:
    response = client.get(f"/embed/lamp/check/?{'a=b&' * 500}")
    assert response.status_code == 400
    assert FRAME in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_page_saved_in_a_frame_opens_outside(may_frame: None, lamp: LiveGuide, client: Client) -> None:
    """Its address is the one for everybody."""
    posted = {"walk": "see=dark", "release": "1"}
    made = client.post("/embed/lamp/share/", posted, headers={"Sec-Fetch-Site": "same-origin"})
    assert made.status_code == 303
    path = urlsplit(made.headers["Location"]).path
    assert path.startswith("/embed/r/")

    page = client.get(path)
    text, own = page.content.decode(), path.removeprefix("/embed")
    assert FRAME in page.headers["Content-Security-Policy"]
    assert f'href="{settings.SITE_URL}{own}" target="_blank"' in " ".join(text.split())
    assert client.get(own).status_code == 200
