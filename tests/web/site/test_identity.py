"""A site says who it is on every page, and everywhere its name stands."""

import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from diagnostics.config.brand import Logo
from diagnostics.config.shades import shades
from diagnostics.domain import about
from diagnostics.domain.about import process
from diagnostics.domain.about.process import SitePage
from diagnostics.web.site import errors
from diagnostics.web.site.identity import logo_address, style_address
from tests.conftest import ROOT
from tests.web.page import Page

pytestmark = pytest.mark.usefixtures("lamp_to_read")

NAME = "Light & Co"
PAGES = (
    *("/", "/lamp/", "/lamp/check/", "/lamp/check/?see=dark&show=steps", "/lamp/causes/bulb/", "/r/", "/offline/"),
    *("/nope/", "/about/", "/privacy/", "/lamp/check/?ask=nothing"),
)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle r="5" cx="5" cy="5"/></svg>'


@pytest.fixture
def named(settings: Settings) -> None:
    settings.SITE_NAME = NAME
    settings.SITE_LOGO = Logo("svg", SVG)
    settings.SITE_ACCENT = shades("#0a5c8c")
    settings.SITE_LINKS = (("Help centre", "https://help.example.org/"), ("Imprint", "/imprint/"))


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_who_it_is(named: None, client: Client, address: str) -> None:
    """In the header, the title and the footer; and no longer what the software is called."""
    page = Page(client.get(address))

    assert page.links[NAME] == "/"
    assert page.links["Help centre"] == "https://help.example.org/"
    assert (page.links["About"], page.links["Privacy"], page.links["Imprint"]) == ("/about/", "/privacy/", "/imprint/")
    assert NAME in page.title or address == "/lamp/causes/bulb/"
    assert "Fixpath" not in page.response.content.decode()
    (picture,) = page.tree.iter("img")
    assert (picture.get("src"), picture.get("alt")) == (logo_address(), "")
    assert [one.get("href") for one in page.tree.iter("link")].count(style_address()) == 1


@pytest.mark.django_db
def test_what_stands_beside_the_pages_says_it_too(named: None, client: Client) -> None:
    """Fragments, the home screen, the calendar, and the page of a fault."""
    fragment = client.get("/lamp/check/?see=dark", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    manifest = json.loads(client.get("/manifest.webmanifest").content)

    assert "· Light &amp; Co</title>" in fragment.content.decode()
    assert (manifest["name"], manifest["short_name"]) == (NAME, NAME)
    assert Page(errors.server_error(client.get("/").wsgi_request)).links[NAME] == "/"
    sign_in = Page(client.get("/agents/sign-in/"))
    assert sign_in.title.endswith(f"· {NAME}")


def test_a_site_without_settings_loads_nothing_more(client: Client) -> None:
    """It has its drawing, its own name, and no link to a page that says nothing."""
    page = Page(client.get("/"))

    assert page.links["Fixpath"] == "/"
    assert not list(page.tree.iter("img"))
    assert (logo_address(), style_address()) == ("", "")
    assert "Contact" not in page.links
    assert {client.get(path).status_code for path in ("/logo-0123456789ab.svg", "/site-0123456789ab.css")} == {404}


def test_the_colours_come_from_a_file_that_never_changes(named: None, client: Client) -> None:
    """Light, dark and forced colours; the policy of the pages stays as it is."""
    response = client.get(style_address())
    css = response.content.decode()
    made = shades("#0a5c8c")

    assert response.headers["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in response.headers["Cache-Control"]
    assert f":root{{--go:{made.light};--go-ink:#ffffff}}" in css
    assert f"(prefers-color-scheme:dark){{:root{{--go:{made.dark};" in css
    assert css.index("forced-colors") > css.index("dark")
    assert css.count("{") == css.count("}")


def test_the_logo_comes_from_here_and_can_do_nothing(named: None, client: Client, settings: Settings) -> None:
    response = client.get(logo_address())

    assert (response.content, response.headers["Content-Type"]) == (SVG, "image/svg+xml")
    assert response.headers["Content-Security-Policy"].endswith("; sandbox")
    settings.SITE_LOGO = Logo("png", b"\x89PNG\r\n\x1a\n")
    assert client.get(logo_address()).headers["Content-Type"] == "image/png"


def test_an_older_page_still_finds_logo_and_colours(named: None, client: Client, settings: Settings) -> None:
    """Those of today, for a minute: two builds may run side by side."""
    old = (logo_address(), style_address())
    settings.SITE_LOGO, settings.SITE_ACCENT = Logo("svg", SVG + b" "), shades("#008000")

    assert {*old} & {logo_address(), style_address()} == set()
    assert {client.get(one).headers["Cache-Control"] for one in old} == {"public, max-age=60"}


def test_the_worker_keeps_logo_and_colours(named: None, client: Client) -> None:
    """A page that is kept for later looks as it did."""
    files = re.search(r'"files": (\[.*?\])', client.get("/sw.js").content.decode())

    assert files
    assert json.loads(files[1])[-2:] == [logo_address(), style_address()]


def say_contact(_settings: Settings) -> None:
    process._process.pages = {**process._process.pages, "contact": SitePage.of("Write to us.")}


CHANGES: dict[str, Callable[[Settings], None]] = {
    "name": lambda settings: setattr(settings, "SITE_NAME", NAME),
    "logo": lambda settings: setattr(settings, "SITE_LOGO", Logo("svg", SVG)),
    "accent": lambda settings: setattr(settings, "SITE_ACCENT", shades("#0a5c8c")),
    "links": lambda settings: setattr(settings, "SITE_LINKS", (("Help", "/help/"),)),
    "contact": say_contact,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
@pytest.mark.parametrize("address", ["/", "/lamp/check/?see=dark", "/lamp/causes/bulb/"])
def test_a_page_of_another_site_is_another_page(
    client: Client, settings: Settings, address: str, change: Callable[[Settings], None]
) -> None:
    """A browser that has it asks, and gets the new one."""
    about.forget()
    before = client.get(address).headers["ETag"]
    assert client.get(address, headers={"If-None-Match": before}).status_code == 304
    change(settings)
    after = client.get(address, headers={"If-None-Match": before})
    about.forget()

    assert after.status_code == 200
    assert after.headers["ETag"] != before


def test_no_template_says_the_name_of_the_software() -> None:
    """A site has a name of its own."""
    said = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and "Fixpath" in path.read_text(encoding="utf-8")
    ]

    assert said == []
