"""What search engines read."""

from xml.etree import ElementTree

from django.test import Client
from pytest_django import Settings

from diagnostics.domain.live import LiveGuide


def addresses(client: Client) -> list[str]:
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    return [one.text or "" for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_robots_names_the_sitemap(client: Client, settings: Settings, lamp: LiveGuide) -> None:
    """The address is absolute, and never taken from the Host header."""
    settings.ALLOWED_HOSTS = ["evil.example"]
    response = client.get("/robots.txt", headers={"Host": "evil.example"})

    assert response.headers["Content-Type"].startswith("text/plain")
    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in response.content.decode()


def test_the_sitemap_lists_every_page_to_read(client: Client, settings: Settings, lamp: LiveGuide) -> None:
    """All pages made for search are there, each answers, and no walk is among them."""
    listed = [one.removeprefix(settings.SITE_URL) for one in addresses(client)]

    assert listed[:3] == ["/lamp/", "/lamp/signs/flicker/", "/lamp/causes/"]
    assert not [one for one in listed if "check" in one]
    assert {client.get(one).status_code for one in listed} == {200}
    assert listed[-2:] == ["/about/", "/privacy/"]
    assert len(listed) == 2 + 1 + 4 + 8 + 3 + 2 + 2


def test_canonical_addresses_do_not_follow_the_host(client: Client, settings: Settings, lamp: LiveGuide) -> None:
    """Another name of the same server makes no second copy for search engines."""
    settings.ALLOWED_HOSTS = ["evil.example"]
    html = client.get("/lamp/causes/bulb/", headers={"Host": "evil.example"}).content.decode()

    assert f'<link rel="canonical" href="{settings.SITE_URL}/lamp/causes/bulb/">' in html
    assert "evil" not in html


def test_the_icon_is_found_under_its_old_name(client: Client) -> None:
    """Browsers that ask for favicon.ico are led to the drawing."""
    assert client.get("/favicon.ico").headers["Location"] == "/static/favicon.svg"
