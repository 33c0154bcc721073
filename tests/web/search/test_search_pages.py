"""“Describe it or name it”: what was understood, what fits, and what happens where nothing does."""

from collections.abc import Iterator

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import live, searches
from diagnostics.domain.live import LiveGuide
from diagnostics.models import MissedSearch
from tests.builders import make_document
from tests.fixtures import Publish
from tests.web.lamp import lamp_with_facts, rich_lamp
from tests.web.page import Page, Visitor

NOTHING = "purple elephants"


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    searches.forget()
    yield
    searches.forget()


def groups(page: Page) -> dict[str, str]:
    """The first name under each heading of results."""
    found, title = {}, ""
    for one in page.tree.iter():
        if one.tag == "h2":
            title = "".join(one.itertext()).strip()
        elif one.get("class") == "links" and title:
            found[title] = "".join(one[0][0].itertext()).strip()
    return found


def test_what_fits_stands_in_groups_with_the_reason(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """Each is a link, and the words that were looked for are marked in a line about it."""
    page = visitor.get("/lamp/search/?q=bulb")

    assert page.heading == "What fits “bulb”"
    assert groups(page)["What may be wrong"] == "The bulb is dead"
    assert page.links["The bulb is dead"] == "/lamp/causes/bulb/"
    assert set(page.texts("b")) == {"bulb", "bulbs", "new-bulb"}


def test_answers_are_named_and_lead_into_the_walk(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """Several at once, in the order of the questions."""
    page = visitor.get("/lamp/search/?q=my+desk+lamp+flickers,+acme+power")

    assert "“lamp flickers” → You see: It flickers" in page.text
    assert "“desk lamp” → Lamp: A desk lamp" in page.text
    assert page.links["Go on with this"] == "/lamp/check/?see=flicker&kind=desk&supplier=acme"


def test_an_answer_can_be_taken_off(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """The link keeps the words and the other answers."""
    page = visitor.get("/lamp/search/?q=desk+lamp+flickers")
    without = visitor.get(page.links["Take it off You see: It flickers"])

    assert without.links["Go on with this"] == "/lamp/check/?kind=desk"
    assert without.elements(id="q")[0].get("value") == "desk lamp flickers"
    assert visitor.get(without.links["Take it off Lamp: A desk lamp"]).links.get("Go on with this") is None


def test_a_sign_without_a_page_leads_into_the_walk(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """It is not lost because nobody wrote about it; here it is no answer, since too little of it was said."""
    assert visitor.get("/lamp/search/?q=glow").links["It stays dark"] == "/lamp/check/?see=dark"


def test_mistakes_are_put_right_and_named(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    page = visitor.get("/lamp/search/?q=candels")

    assert "“candels” was read as “candles”." in page.text
    assert page.links["Candles"] == "/lamp/pages/candles/"


def test_nothing_found_says_so_and_asks_the_first_question(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """What was typed stays, and there is a way on."""
    page = visitor.get("/lamp/search/?q=purple+elephants")

    assert page.heading == f"Nothing fits “{NOTHING}”"
    assert page.elements(id="q")[0].get("value") == NOTHING
    assert "What do you see?" in page.texts("h2")
    assert page.elements(action="/lamp/check/")


def test_no_words_show_the_box_and_the_first_question(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    page = visitor.get("/lamp/search/")

    assert page.heading == "Search this guide"
    assert "What do you see?" in page.texts("h2")


def test_a_long_text_is_read_at_its_beginning(lamp_to_read: LiveGuide, visitor: Visitor) -> None:
    """It says so, and the box keeps all of it."""
    typed = f"bulb {'x' * 300}"
    page = visitor.get("/lamp/search/", data={"q": typed})

    assert "only its beginning was looked for" in page.text
    assert page.elements(id="q")[0].get("value") == typed


@pytest.mark.parametrize("address", ["/lamp/search/?q=bulb", "/lamp/search/"])
def test_the_page_is_kept_as_others_and_out_of_search_engines(
    lamp_to_read: LiveGuide, db: None, client: Client, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One release gives one page for the same words, from memory."""
    with django_assert_num_queries(0):
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["X-Robots-Tag"] == again.headers["X-Robots-Tag"] == "noindex"
    assert first.headers["Cache-Control"].startswith("public")
    assert client.get("/lamp/search/?q=lamp").headers["ETag"] != first.headers["ETag"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(max_size=120), off=st.text(max_size=20))
def test_odd_characters_never_fail(lamp_to_read: LiveGuide, words: str, off: str) -> None:
    """Quotes, operators, other scripts, halves of characters."""
    response = Client().get(
        "/lamp/search/", {"q": words.encode("utf-8", "surrogatepass"), "not": off.encode("utf-8", "replace")}
    )

    assert response.status_code == 200


def test_front_page_and_list_of_guides_have_the_box(visitor: Visitor, published: Publish) -> None:
    """A plain form."""
    published(rich_lamp())
    front = visitor.get("/lamp/")
    assert [one.get("action") for one in front.elements(role="search")] == ["/lamp/search/"]
    published(make_document(slug="kettle", title="Why is my kettle cold?"))
    assert [one.get("action") for one in visitor.get("/").elements(role="search")] == ["/search/"]


def test_all_guides_are_searched_and_the_best_comes_first(visitor: Visitor, published: Publish) -> None:
    """Each with its own answers; what fits nowhere lists the guides."""
    published(make_document(slug="kettle", title="Why is my kettle cold?"))
    published(rich_lamp())
    page = visitor.get("/search/?q=desk+lamp+flickers")

    assert page.texts("h2")[0] == "Why won't my lamp light?"
    assert page.links["Go on with this"] == "/lamp/check/?see=flicker&kind=desk"
    assert page.links["Take it off You see: It flickers"].startswith("/lamp/search/?q=desk+lamp+flickers&not=")
    nothing = visitor.get("/search/?q=elephants")
    assert nothing.heading == "Nothing fits “elephants”"
    assert nothing.links["Why is my kettle cold?"] == "/kettle/"
    assert nothing.response.headers["X-Robots-Tag"] == "noindex"


def test_of_one_guide_its_own_page_is_shown(lamp_to_read: LiveGuide, client: Client) -> None:
    response = client.get("/search/?q=bulb&not=see.dark")

    assert (response.status_code, response.headers["Location"]) == (302, "/lamp/search/?q=bulb&not=see.dark")


def count_misses() -> list[tuple[str, int]]:
    searches.flush()
    return list(MissedSearch.objects.values_list("words", "times"))


def test_what_found_nothing_is_counted_for_each_caller_once(lamp: LiveGuide) -> None:
    """Not what found something, what is loaded again, or what a link led to."""
    for caller in ("192.0.2.1", "192.0.2.1", "192.0.2.2"):
        Client(REMOTE_ADDR=caller).get("/lamp/search/?q=Purple++elephants%21")
    Client().get("/lamp/search/?q=bulb")
    Client().get("/lamp/search/?q=lions", headers={"sec-fetch-site": "cross-site"})
    Client().get("/lamp/search/?q=tigers", headers={"purpose": "prefetch"})

    assert count_misses() == [(NOTHING, 2)]


def test_a_draft_is_searched_and_not_counted(lamp: LiveGuide, admin_client: Client) -> None:
    """Editors try their words in the preview."""
    page = admin_client.get("/preview/draft/lamp/search/?q=elephants")

    assert "Nothing fits" in page.content.decode()
    assert 'action="/preview/draft/lamp/search/"' in page.content.decode()
    assert count_misses() == []


def test_a_list_is_ticked_by_what_was_said(published: Publish, visitor: Visitor) -> None:
    """Each tick is an answer of its own, and is taken off alone."""
    published(lamp_with_facts())
    question = next(one for one in live.site().guides["lamp"].document.questions if one.kind == "several")
    first, second = question.options[:2]
    page = visitor.get("/lamp/search/", data={"q": f"{first.text}, {second.text}"})

    assert page.links["Go on with this"].endswith(f"{question.slug}={first.slug}&{question.slug}={second.slug}")
    without = visitor.get(page.links[f"Take it off {question.label}: {first.text}"])
    assert without.links["Go on with this"].endswith(f"/lamp/check/?{question.slug}={second.slug}")
