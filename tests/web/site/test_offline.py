"""The service worker's text, the page for times without a connection, the manifest and its icons."""

import json
import re
import struct
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from diagnostics.domain.live import LiveGuide
from diagnostics.web.site import build
from diagnostics.web.site.offline import PAPER
from tests.conftest import ROOT
from tests.web.page import Page

pytestmark = pytest.mark.usefixtures("lamp_to_read")
PAGES = (
    "/",
    "/lamp/",
    "/lamp/check/?see=dark&show=steps",
    "/lamp/causes/",
    "/lamp/steps/new-bulb/",
    "/offline/",
    "/r/",
)


def site_of(client: Client) -> dict[str, object]:
    """What the worker is told of the site."""
    told: dict[str, object] = json.loads(
        client.get("/sw.js").content.decode().split("\n")[0].removeprefix("self.site = ")[:-1]
    )
    return told


def test_the_worker_is_asked_for_every_time(client: Client) -> None:
    """No cache keeps it; it may load scripts and pages of this site only."""
    response = client.get("/sw.js")

    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response.headers["Content-Security-Policy"]
    assert response.content.decode().endswith('importScripts("/static/js/worker.js");\n')


def test_another_build_is_another_worker(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get("/sw.js").content
    monkeypatch.setattr(build, "stamp", lambda: "another")

    assert client.get("/sw.js").content != before


@pytest.mark.parametrize("address", PAGES)
def test_the_worker_keeps_every_file_that_pages_load(client: Client, address: str) -> None:
    """Scripts, styles and the small icon; without them a kept page would stand there bare."""
    html = client.get(address).content.decode()
    loaded = re.findall(r'<script[^>]* src="([^"]+)"', html)
    loaded += re.findall(r'<link rel="(?:stylesheet|icon)"[^>]* href="([^"]+)"', html)

    assert set(loaded) <= set(site_of(client)["files"])  # type: ignore[call-overload]


def test_the_worker_leaves_what_belongs_to_editors(client: Client, settings: Settings) -> None:
    settings.ADMIN_PATH = "secret/"
    site = site_of(client)

    ours = ["/embed/", "/api/", "/cards/", "/health/", "/metrics"]
    assert site["leave"] == ["/secret/", "/preview/", "/agents/", "/sign-in/", *ours]
    assert site["unkept"] == ["/r/", "/something-wrong/"]


@pytest.mark.parametrize("address", ["/nope/", "/agents/sign-in/"])
def test_errors_and_the_desk_register_no_worker(client: Client, address: str) -> None:
    html = client.get(address).content.decode()

    assert "offline.js" not in html
    assert "manifest" not in html


@pytest.mark.parametrize("address", PAGES[1:-2])
def test_a_page_names_the_release_that_it_comes_from(client: Client, lamp_to_read: LiveGuide, address: str) -> None:
    """Whole pages and fragments alike, also where the browser has them already."""
    release = f"lamp {lamp_to_read.release.sha256[:16]}"
    whole, part = client.get(address), client.get(address, headers={"HX-Request": "true"})
    known = client.get(address, headers={"If-None-Match": whole.headers["ETag"]})

    assert [one.headers["Guide-Release"] for one in (whole, part, known)] == [release] * 3


def test_the_page_for_times_without_a_connection_has_all_words(client: Client) -> None:
    """Each word that the script says stands there, once, and none that it does not say."""
    script = (ROOT / "static" / "js" / "offline.js").read_text(encoding="utf-8")
    reasons = ("offline", "late", "error", "cannot", "worked")
    said = {*re.findall(r'words\.([a-z]+)|words\["([a-z-]+)"\]', script)}
    html = client.get("/offline/").content.decode()

    assert sorted(re.findall(r'data-word="([a-z-]+)"', html)) == sorted(
        {one or other for one, other in said} | {*reasons}
    )
    assert Page(client.get("/offline/")).heading == "This page needs a connection"


def test_the_manifest_leads_to_icons_of_the_size_it_says(client: Client) -> None:
    manifest = json.loads(client.get("/manifest.webmanifest").content)

    assert client.get("/manifest.webmanifest").headers["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["start_url"]) == ("Fixpath", "/")
    for icon in manifest["icons"]:
        path = Path(str(finders.find(urlsplit(icon["src"]).path.removeprefix("/static/"))))
        if icon["type"] == "image/png":
            wide, high = struct.unpack(">II", path.read_bytes()[16:24])
            assert icon["sizes"] == f"{wide}x{high}"
    assert {icon.get("purpose") for icon in manifest["icons"]} >= {"any", "maskable"}


def test_the_theme_is_the_paper_of_the_style(client: Client) -> None:
    """In both schemes the bar of the browser has the colour of the page."""
    style = (ROOT / "static" / "css" / "site.css").read_text(encoding="utf-8")
    papers = re.findall(r"--paper: (#[0-9a-f]+);", style)

    assert re.findall(r'name="theme-color" content="(#[0-9a-f]+)"', client.get("/").content.decode()) == papers
    assert papers[0] == PAPER
