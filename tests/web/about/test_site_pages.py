"""About, Privacy and Contact."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from diagnostics.domain import about
from diagnostics.domain.about import site_texts
from diagnostics.domain.live import LiveGuide
from diagnostics.web.about.privacy import facts
from tests.web.page import Page, Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    about.forget()
    yield
    about.forget()


def write(page: str, text: str) -> None:
    site_texts.write(page, text, by="ada", replaces=site_texts.newest(page).key)
    about.tend()


@pytest.mark.parametrize(("address", "heading"), [("/about/", "About this site"), ("/privacy/", "Privacy")])
def test_every_site_has_these_pages(
    lamp_to_read: LiveGuide,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    address: str,
    heading: str,
) -> None:
    """From memory, for search engines too, and asked for only once."""
    with django_assert_num_queries(0):
        page = Page(client.get(address))
        again = client.get(address, headers={"If-None-Match": page.response.headers["ETag"]})

    assert (page.status, page.heading, page.title) == (200, heading, f"{heading} · Fixpath")
    assert again.status_code == 304
    assert 'rel="canonical"' in page.response.content.decode()
    assert page.response.headers["Cache-Control"].startswith("public")
    assert not page.response.cookies


def test_about_says_whom_it_does_not_speak_for(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    text = visitor.get("/about/").text

    assert "This site is not affiliated with the makers of the devices and services that it speaks of." in text
    assert "Last changed" not in text


def test_contact_is_there_once_it_is_written(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """Until then nothing leads to it; then every page and the sitemap do."""
    assert visitor.get("/contact/").status == 404
    assert "Contact" not in visitor.get("/").links
    write("contact", "Write to [us](mailto:us@example.org).")

    page = visitor.get("/contact/")
    assert (page.heading, page.links["us"]) == ("Contact", "mailto:us@example.org")
    assert visitor.get("/").links["Contact"] == "/contact/"
    assert "/contact/</loc>" in visitor.client.get("/sitemap.xml").content.decode()
    write("contact", "")
    assert visitor.get("/contact/").status == 404


def test_what_editors_write_is_shown_with_its_day(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    before = visitor.get("/about/").response.headers["ETag"]
    write("about", "We are the *lamp* people.")
    page = visitor.get("/about/", headers={"If-None-Match": before})

    assert "We are the lamp people. Last changed on" in page.text
    assert re.search(r"<loc>[^<]*/about/</loc><lastmod>\d{4}-", visitor.client.get("/sitemap.xml").content.decode())


@pytest.mark.parametrize("text", ["", "Ours.", "Ours.\n\n---\n\nMore of ours.", "---"])
def test_what_is_kept_always_stands_there(lamp_to_read: LiveGuide, visitor: Visitor, text: str) -> None:
    """Whatever editors write around it."""
    write("privacy", text)
    page = visitor.get("/privacy/")

    for fact in facts():
        assert f"{fact.about} {fact.says}" in page.text
    if "More" in text:
        assert page.text.index("Ours.") < page.text.index("What this site keeps") < page.text.index("More of ours.")


def test_what_is_kept_is_told_from_the_settings(settings: Settings) -> None:
    """Numbers of days come from where the code has them."""
    settings.RESULT_LINK_DAYS = 1
    settings.SESSION_COOKIE_AGE = 5 * 86_400
    said = {fact.about: fact.says for fact in facts()}

    assert "The link works for 1 day after somebody last did something" in said["Links and codes that you make"]
    assert "It is deleted with the first tidying-up 90 days after that." in said["Links and codes that you make"]
    assert "It is added up, and deleted after 60 days" in said["What came of a step"]
    assert "The counts are deleted after 50 days." in said["How many say the same"]
    assert "deleted 90 days after an editor has dealt with it" in said["What you say is wrong"]
    assert "when nobody has searched for them for 90 days." in said["What you search for"]
    assert "ends after 5 days at the latest" in said["Who works here"]


def test_what_the_server_reads_elsewhere_is_named(settings: Settings) -> None:
    """By the host; a site that reads nothing says nothing."""
    assert "What our server reads" not in {fact.about for fact in facts()}
    settings.STATUS_FEEDS = {"apple-status": "https://status.example.org/feed?x=1"}
    said = {fact.about: fact.says for fact in facts()}

    assert "our server reads status.example.org by itself" in said["What our server reads"]


def test_another_setting_is_another_page(lamp_to_read: LiveGuide, client: Client, settings: Settings) -> None:
    before = client.get("/privacy/").headers["ETag"]
    settings.RESULT_LINK_DAYS = 7

    assert client.get("/privacy/", headers={"If-None-Match": before}).status_code == 200


def test_they_are_only_read(lamp_to_read: LiveGuide, client: Client) -> None:
    assert {client.post(f"/{name}/").status_code for name in ("about", "privacy", "contact")} == {405}


def test_mailing_is_told_where_it_can_be_done(settings: Settings) -> None:
    """A site without a mail server mails nothing."""
    assert not [fact for fact in facts() if "mails it to you" in fact.says]
    settings.MAILERS = {"default": {}}

    assert [fact.about for fact in facts() if "mails it to you" in fact.says] == ["Links and codes that you make"]
