"""The page that takes a walk to another device."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client, override_settings
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from diagnostics.web.results import qr_code
from tests.web.page import Page, Visitor, pairs

pytestmark = pytest.mark.usefixtures("lamp_to_read")
WALK = "see=dark&kind=desk&street=lit&tried=turn-on&show=steps"


def address_on(page: Page) -> str:
    """The address that the page tells to open on the other device."""
    (field,) = page.elements(id="address")
    return (field.text or "").strip()


def test_every_page_of_a_walk_leads_there_and_back(visitor: Visitor) -> None:
    """The walk goes along, and the address on the page shows the same screen."""
    here = visitor.check(WALK)
    there = visitor.get(here.links["Take this to your other device"])

    assert there.heading == "Take this to your other device"
    back = visitor.get(there.links["Back to where you were"])
    assert (back.heading, pairs(there.links["Back to where you were"])) == (here.heading, pairs(f"?{WALK}"))


@override_settings(SITE_URL="https://fix.example.org")
def test_the_address_is_drawn_written_and_sent(visitor: Visitor) -> None:
    """All four say the same, on the host of SITE_URL; the code has its own label and no script is needed."""
    page = visitor.get(f"/lamp/take/?{WALK}")
    address = f"https://fix.example.org/lamp/check/?{WALK}"

    assert address_on(page) == address
    assert qr_code.picture(address) in page.response.content.decode()
    assert page.elements(class_="qr")[0].get("aria-label") == "QR code of the address"
    for link in ("Send it by email", "Send it as a text message"):
        body = parse_qs(urlsplit(page.links[link]).query)["body"]
        assert body == [f"Go on here: {address}"]
    assert f'data-share="{escape(address)}"' in page.response.content.decode()


def test_a_question_that_was_asked_again_is_asked_there(visitor: Visitor) -> None:
    """The page that was open stays open."""
    page = visitor.get("/lamp/take/?see=dark&ask=see")
    assert visitor.get(page.links["Back to where you were"]).heading == visitor.check("see=dark&ask=see").heading


def test_what_no_guide_knows_is_left_behind(visitor: Visitor) -> None:
    """Only the walk goes along, whatever was typed into the address."""
    page = visitor.get("/lamp/take/?see=dark&evil=%3Cb%3E&utm_source=x")
    assert address_on(page).endswith("/lamp/check/?see=dark")


def test_a_walk_that_is_too_long_gets_a_code_to_type(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """No code that a camera cannot read: the page says so, and offers the address and a short code."""
    monkeypatch.setattr(qr_code, "LONGEST", 20)
    page = visitor.get(f"/lamp/take/?{WALK}")

    assert page.elements(class_="qr") == []
    assert "the code would be too fine for a camera" in page.text
    assert address_on(page).endswith(WALK)
    assert dict(page.hidden)["walk"] == WALK


@pytest.mark.django_db
def test_it_is_kept_by_caches_and_by_no_search_engine(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """It reads memory alone, and is known by its ETag before it is made."""
    with django_assert_num_queries(0):
        first = client.get(f"/lamp/take/?{WALK}")
        again = client.get(f"/lamp/take/?{WALK}", headers={"If-None-Match": first.headers["ETag"]})
        other = client.get("/lamp/take/?see=dark", headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, other.status_code) == (200, 304, 200)
    assert first.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "public" in first.headers["Cache-Control"]
    assert not first.cookies


def test_a_guide_that_is_not_there_is_not_found(visitor: Visitor) -> None:
    """And its old name leads to the new one, with the walk."""
    assert visitor.get("/nowhere/take/").status == 404
    moved = visitor.get("/old-lamp/take/?see=dark").response
    assert (moved.status_code, moved.headers["Location"]) == (301, "/lamp/take/?see=dark")
