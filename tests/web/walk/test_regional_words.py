"""Where no carrier says the country, a page carries the words of all of them."""

import pytest
from django.test import Client

from tests.builders import Data
from tests.fixtures import Publish
from tests.web.desk.conftest import an_agent
from tests.web.lamp import rich_lamp, steps
from tests.web.page import Page, Visitor
from tests.web.results.pinned import look_at, share_walk

MAINS = {"slug": "mains", "text": "mains (or line & power)", "regions": {"gb": "mains", "us": "line & power"}}
PATH = {"slug": "socket", "name": "The socket", "variants": [{"menu": ["Desk", "{{mains}} <Foot>"]}]}
CARRIED = '<span data-term data-gb="mains" data-us="line &amp; power">mains (or line &amp; power)</span>'
WALK = "see=dark&kind=desk&show=steps"
IN_THE_US = f"{WALK}&supplier=acme"


def add_instructions(step: Data) -> Data:
    """The step, its instructions with the term and a menu path that has it too."""
    return step | {"variants": [{"label": "All", "text": "1. Look at {{mains}}.\n2. Open [[socket]]."}]}


@pytest.fixture
def lamp(published: Publish) -> None:
    instructed = [add_instructions(step) if step["slug"] == "turn-on" else step for step in steps()]
    published(rich_lamp(terms=[MAINS], paths=[PATH], steps=instructed))


def count_carried(page: Page) -> int:
    """How often the page carries the words of all countries, each time in whole; it is valid HTML."""
    html: str = page.response.content.decode()
    assert html.count("data-term") == html.count(CARRIED)
    assert page.heading
    return html.count(CARRIED)


def has_script(page: Page) -> bool:
    return any("js/terms." in one.get("src", "") for one in page.tree.iter("script"))


@pytest.mark.usefixtures("lamp")
@pytest.mark.parametrize("address", [f"/lamp/check/?{WALK}", "/lamp/steps/turn-on/"])
def test_instructions_and_pictures_carry_the_words_of_all_countries(visitor: Visitor, address: str) -> None:
    """On a walk and on a step's own page: in the text, in its menu path, and in the picture of it."""
    page = visitor.get(address)

    assert count_carried(page) == 3
    assert has_script(page)
    assert "choose mains (or line & power) <Foot>" in page.text


@pytest.mark.usefixtures("lamp")
def test_a_carrier_says_the_country(visitor: Visitor) -> None:
    """Then the page has its word, whatever device it is read on."""
    page = visitor.check(IN_THE_US)

    assert count_carried(page) == 0
    assert "Look at line & power." in page.text
    assert "choose line & power <Foot>" in page.text


@pytest.mark.usefixtures("lamp")
def test_no_header_chooses_the_words(client: Client) -> None:
    """The same page for readers in every language, so that caches may share it."""
    pages = [client.get(f"/lamp/check/?{WALK}", headers={"Accept-Language": asked}) for asked in ("en-GB", "en-US")]

    assert pages[0].content == pages[1].content
    assert pages[0].headers["ETag"] == pages[1].headers["ETag"]


@pytest.mark.django_db
@pytest.mark.usefixtures("lamp")
def test_a_result_link_keeps_to_the_carrier() -> None:
    """Where one was known; else whoever reads it has the words of the own device."""
    assert count_carried(look_at(share_walk(IN_THE_US))) == 0
    page = look_at(share_walk(WALK))
    assert count_carried(page) == 5  # two of them in the step to photograph
    assert has_script(page)


@pytest.mark.django_db
@pytest.mark.usefixtures("lamp")
def test_an_agents_device_chooses_nothing() -> None:
    """The agent's words are for the customer's device; without the carrier those of all countries stand."""
    page = an_agent("olga").talk(WALK)

    assert "Look at mains (or line & power)." in page.text
    assert not has_script(page)
