"""Carrier notes: the comparison, the search, a page each."""

import pytest

from diagnostics.content.document.schema import Carrier
from diagnostics.domain.live import LiveGuide
from diagnostics.web.reading.carriers import matches
from diagnostics.web.site.country_names import country_name, other_names
from tests.builders import make_document
from tests.fixtures import Publish
from tests.web.page import Visitor


def test_the_table_compares_by_country(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """One table, a group of rows for each country."""
    page = visitor.get("/lamp/carriers/")

    assert page.heading == "Carriers"
    assert [one.text for one in page.elements(class_="country")] == ["United States", "United Kingdom"]
    assert page.links["Acme Power"] == "/lamp/carriers/acme/"
    assert page.texts("td")[:4] == ["Grid One", "By letter", "", ""]


def test_guide_without_carrier_notes_has_no_such_page(visitor: Visitor, published: Publish) -> None:
    """Neither does anything lead there: an empty table answers nobody's question."""
    published(make_document())
    front = visitor.get("/lamp/")
    assert "Carriers" not in front.links
    assert visitor.get("/lamp/carriers/", status=404).heading == "There is no page here"
    assert "carriers" not in visitor.client.get("/sitemap.xml").content.decode()


def test_the_search_works_without_script(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """The box sends a plain form, and shows what was looked for."""
    page = visitor.get("/lamp/carriers/?q=zenit")

    assert page.elements(class_="found")[0].get("role") == "status"
    assert "1 carrier matches “zenit”." in page.text
    assert page.texts("th")[-1] == "Zénit"
    assert page.elements(id="q")[0].get("value") == "zenit"
    assert page.links["Show all"] == "/lamp/carriers/"


def test_the_search_says_when_nothing_matches(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """No note is no judgement."""
    page = visitor.get("/lamp/carriers/?q=%3Cxyz%3E")

    assert "Nothing matches “<xyz>”." in page.text
    assert not page.elements(class_="country")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        *[
            (query, True)
            for query in ("acme", "ACME power", "acm e", "grid", "usa", "united states", "us", "old acme", "")
        ],
        *[(query, False) for query in ("zenit", "uk", "???", "acme uk")],
    ],
)
def test_matches_name_country_and_network(lamp_to_read: LiveGuide, query: str, found: bool) -> None:
    """Every word must stand somewhere; signs, accents and capital letters do not count."""
    assert matches(carrier(lamp_to_read, "acme"), query) is found


def test_matches_letters_without_accents(lamp_to_read: LiveGuide) -> None:
    """Who cannot type é finds it too."""
    assert matches(carrier(lamp_to_read, "zenit"), "zenit britain")


def test_a_carrier_has_all_that_is_documented(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """Facts with their sources, caveats, and the notes with the steps that they bear on."""
    page = visitor.get("/lamp/carriers/acme/")

    assert page.heading == "Acme Power"
    assert "Acme reads meters in May. (The lamp's manual)" in page.text
    assert "Acme is slow in winter." in page.text
    assert page.links["Put a new bulb in"] == "/lamp/steps/new-bulb/"
    assert page.links["The carrier’s status page"] == "https://example.org/acme"
    assert "Phone 555-0100" in page.text


def test_a_number_that_is_not_documented_is_not_guessed(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """Without a number the page says where it is found."""
    assert "On your bill, or in the carrier’s own app." in visitor.get("/lamp/carriers/zenit/").text


def test_countries_have_names() -> None:
    """A code without a name stands for itself."""
    assert country_name("gb") == "United Kingdom"
    assert country_name("zz") == "Everywhere else"
    assert country_name("qq") == "QQ"
    assert other_names("us") == ("USA", "America", "us")


def carrier(lamp_to_read: LiveGuide, slug: str) -> Carrier:
    return next(one for one in lamp_to_read.document.carriers if one.slug == slug)
