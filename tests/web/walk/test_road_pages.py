"""The road on the pages of a walk."""

import pytest

from tests.web.page import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lamp_to_read")]


@pytest.mark.parametrize("query", ["", "kind=desk", "ask=see", "from=see", "show=steps", "utm_source=x"])
def test_nothing_stands_there_before_the_first_answer(visitor: Visitor, query: str) -> None:
    """Not on the first question, whatever the browser has filled in: there it has nothing to say."""
    assert not visitor.check(query).elements(class_="where")


@pytest.mark.parametrize("address", ["/", "/lamp/", "/lamp/signs/flicker/"])
def test_nothing_stands_on_pages_that_begin_a_walk(visitor: Visitor, address: str) -> None:
    assert not visitor.get(address).elements(class_="where")


@pytest.mark.parametrize("query", ["see=not-sure", "see=dark", "tried=turn-on", "see=dark&ask=see"])
def test_it_stands_on_every_other_page_of_a_walk(visitor: Visitor, query: str) -> None:
    """The road is there once something was said, and no place is marked without evidence."""
    page = visitor.check(query)

    assert len(page.elements(class_="where")) == 1
    assert [one.get("aria-hidden") for one in page.elements(class_="stations")] == ["true"]
    assert not page.elements(class_="stop")
    assert page.words_of("fit").startswith("Where does it stop? No place stands out.")


def test_the_likely_place_is_marked_and_named(visitor: Visitor) -> None:
    """The station and the sentence have one name."""
    page = visitor.check("see=lit&kind=desk")

    assert [(one.get("class"), "".join(one.itertext())) for one in page.elements(class_="stations")[0]] == [
        ("likely", "Home"),
        ("possible", "Grid"),
    ]
    assert page.words_of("fit") == "The likely reason is here: Home. Still possible: Grid."


def test_the_page_of_a_cause_shows_where_it_stands(visitor: Visitor) -> None:
    assert visitor.get("/lamp/causes/outage/").words_of("fit") == "It stops here: Grid."


def test_success_shows_where_it_was(visitor: Visitor) -> None:
    page = visitor.check("see=dark&kind=desk&worked=new-bulb")

    assert page.words_of("fit").startswith("It most likely stopped here: Home.")
    assert not page.elements(class_="so-far")
