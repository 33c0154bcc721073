"""A link knows the walk that goes on from it: who follows it without JavaScript, and what is told of it."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from diagnostics.content.results import codes
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import link_events, link_visits, result_links
from diagnostics.engine.walk import fold
from diagnostics.models import ResultLink
from tests.away import database_is_away
from tests.web.lamp import rich_lamp
from tests.web.page import Page, pairs
from tests.web.results.pinned import look_at, present, without_present

pytestmark = pytest.mark.django_db
OURS = {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}
SENT = {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "User-Agent": "Mozilla/5.0"}
STEPS = (("see", "dark"), ("kind", "desk"), ("street", "lit"), ("show", "steps"))


@pytest.fixture(autouse=True)
def _nothing_noted() -> None:
    link_visits.forget()


@pytest.fixture
def link(lamp: LiveGuide) -> ResultLink:
    """Of a walk that shows steps."""
    return make_link(lamp, *STEPS)


def make_link(lamp: LiveGuide, *said: tuple[str, str]) -> ResultLink:
    return result_links.make(lamp, fold(lamp.network.guide, said), Findings())


def code_of(link: ResultLink) -> str:
    return codes.format_code(link.code)


@dataclass
class Customer:
    """Somebody with a browser that has no scripts."""

    address: str
    client: Client = field(default_factory=Client)
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.open(self.address, SENT)

    def open(self, address: str, headers: dict[str, str] = OURS) -> None:
        response: Any = self.client.get(address, headers=headers, follow=True)
        self.page, self.address = Page(response), response.request["PATH_INFO"] + "?" + response.request["QUERY_STRING"]
        link_visits.flush()

    def follow(self, words: str) -> None:
        """Press a link that begins so."""
        self.open(next(link for text, link in self.page.links.items() if text.startswith(words)))

    def press(self, words: str) -> None:
        """Press a button, which sends its form."""
        form, button = next(
            (form, button)
            for form in self.page.tree.iter("form")
            for button in form.iter("button")
            if " ".join("".join(button.itertext()).split()).startswith(words)
        )
        fields = {one.get("name", ""): one.get("value", "") for one in form.iter("input") if one.get("name")}
        fields[button.get("name", "")] = button.get("value", "")
        response = self.client.post(form.get("action", ""), fields, headers=OURS)
        link_visits.flush()
        self.open(response.headers["Location"])

    def answer(self, **said: str) -> None:
        """Send the form of the question, as a browser does."""
        form = next(one for one in self.page.tree.iter("form") if one.get("class") == "ask")
        sent = [
            (one.get("name", ""), one.get("value", ""))
            for one in form.iter("input")
            if one.get("type") == "hidden" and "disabled" not in one.attrib
        ]
        query = "&".join(f"{name}={value}" for name, value in [*said.items(), *sent])
        self.open(f"{form.get('action')}?{query}")


def story(link: ResultLink) -> list[str]:
    return [" ".join(filter(None, (one.kind, one.name, one.value))) for one in link_events.of(link)]


def test_a_link_knows_its_walk_to_the_end(link: ResultLink) -> None:
    """From the page of the link by its buttons, an answer changed, a step refused and one put off, to success."""
    customer = Customer(f"/r/{code_of(link)}/")
    customer.press("Still dark")
    assert customer.page.words_of("tied").startswith(f"You are on the link {code_of(link)}.")
    customer.follow("Change You see")
    customer.answer(see="flicker")
    customer.press("I can’t find it")
    customer.press("It lights now")

    assert customer.page.heading == "It lights now"
    assert pairs(customer.address)[-1] == ("link", code_of(link))
    assert story(link) == [
        "opened",
        "tried turn-on",
        "changed see flicker",
        "cannot new-bulb",
        "fixed reset-fuses",
    ]


def test_the_link_brings_back_to_where_its_customer_was(link: ResultLink) -> None:
    """On whatever device; the first decision below it is what it was, byte for byte."""
    address = f"/r/{code_of(link)}/"
    before = look_at(address)
    assert present(before) == []
    Customer(address).press("Still dark")
    after = look_at(address)

    assert present(after) == ["You were here: Put a new bulb in Go on from there"]
    pinned = [
        re.sub(r'<form class="life".*?</form>', "", without_present(page), flags=re.DOTALL) for page in (before, after)
    ]
    assert pinned[0] == pinned[1]
    there = Customer(after.links["Go on from there"])
    assert there.page.heading == "2. Put a new bulb in"
    assert story(link)[-1] == "tried turn-on"


def test_every_way_on_keeps_the_tie(link: ResultLink) -> None:
    """Links, forms, a calendar, another device: each leads to an address that names the link last."""
    page = look_at(f"/lamp/check/?see=dark&kind=desk&street=dark&waiting=wait-power&link={code_of(link)}")
    walk = Client().get(page.response.headers["Location"]) if page.status == 303 else page.response
    assert pairs(page.response.headers["Location"])[-1] == ("link", code_of(link))
    for shown in (Page(walk), look_at(f"/lamp/check/?see=dark&link={code_of(link)}"), look_at(f"/r/{code_of(link)}/")):
        ways = [way for text, way in shown.links.items() if "/check/?" in way or "/take/" in way or ".ics" in way]
        assert [way for way in ways if pairs(way)[-1] != ("link", code_of(link))] == [
            way for text, way in shown.links.items() if text.startswith("Not me")
        ]
        for form in shown.tree.iter("form"):
            if form.get("action", "").endswith(("/check/", "/outcome/")):
                assert [one.get("value") for one in form.iter("input") if one.get("name") == "link"] == [code_of(link)]
    taken = look_at(f"/lamp/take/?see=dark&link={code_of(link)}")
    assert pairs(taken.links["Back to where you were"]) == [("see", "dark"), ("link", code_of(link))]
    assert f"type {code_of(link)}." in taken.text


def test_a_walk_of_ones_own_is_one_tap_away(link: ResultLink) -> None:
    """The same page, and nobody is told of it."""
    customer = Customer(f"/lamp/check/?see=dark&kind=desk&ask=see&link={code_of(link)}")
    customer.follow("Not me")
    assert pairs(customer.address) == [("see", "dark"), ("kind", "desk"), ("ask", "see")]
    assert not customer.page.elements(class_="tied")
    assert "no-store" not in customer.page.response.headers["Cache-Control"]


def test_a_summary_for_others_does_not_name_the_link(link: ResultLink) -> None:
    """It is sent to whoever helps next, who must not learn of it."""
    tried = "&".join(f"tried={step}" for step in ("turn-on", "new-bulb", "reset-fuses", "torch"))
    page = look_at(f"/lamp/check/?see=dark&kind=desk&street=lit&{tried}&show=steps&link={code_of(link)}")
    summary = "".join(page.elements(id="summary")[0].itertext())
    assert "The same walk: http" in summary
    assert code_of(link) not in summary


@pytest.mark.parametrize("path", ["check/", "take/", "status/"])
def test_pages_of_a_tied_walk_are_private(link: ResultLink, path: str) -> None:
    """No cache keeps them, whole or for htmx, even where the code is nobody's; a page without a link is as it was."""
    for headers in ({}, {"HX-Request": "true", "HX-Request-Type": "partial"}):
        for code in (code_of(link), code_of(link).lower(), "nonsense"):
            got = Client().get(f"/lamp/{path}?see=dark&link={code}", headers=headers)
            assert got.headers["Cache-Control"] == "private, no-store"
            assert got.headers["X-Robots-Tag"].startswith("noindex")
            assert "ETag" not in got.headers
        assert "no-store" not in Client().get(f"/lamp/{path}?see=dark", headers=headers).headers["Cache-Control"]


def test_a_tied_page_asks_no_database(
    link: ResultLink, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """What is new on it waits in memory."""
    with django_assert_num_queries(0):
        assert client.get(f"/lamp/check/?see=dark&link={code_of(link)}", headers=OURS).status_code == 200


@pytest.mark.parametrize("code", ["", "nonsense", "BBBB-BBBB-BBBC", "%00", "x" * 500])
def test_a_code_that_cannot_be_read_is_no_tie(lamp: LiveGuide, code: str) -> None:
    """It fails nothing, and the walk is one's own."""
    page = look_at(f"/lamp/check/?see=dark&link={code}")
    assert page.status == 200
    assert not page.elements(class_="tied")
    assert "link=" not in page.response.content.decode()


def test_a_link_that_was_taken_back_lets_go(link: ResultLink) -> None:
    """The next page is one's own; nothing of it becomes known."""
    result_links.revoke(link)
    customer = Customer(f"/lamp/check/?see=dark&link={code_of(link)}")
    customer.open(customer.address)
    customer.open(customer.address)
    assert not customer.page.elements(class_="tied")
    assert story(link) == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-origin", "Purpose": "prefetch"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Purpose": "prefetch;prerender"},
        {"Referer": "https://chat.example/lamp/"},
    ],
)
def test_what_nobody_did_there_is_no_event(link: ResultLink, headers: dict[str, str]) -> None:
    """A page fetched for later, a chat's preview, an old address opened again."""
    Client().get(f"/lamp/check/?see=dark&tried=turn-on&link={code_of(link)}", headers=headers)
    Client().head(f"/lamp/check/?see=dark&tried=turn-on&link={code_of(link)}", headers=OURS)
    link_visits.flush()
    assert story(link) == []


def test_older_browsers_name_the_page_before(link: ResultLink) -> None:
    """They do not say where they come from in another way."""
    came = {"Referer": "http://testserver/lamp/check/"}
    Client().get(f"/lamp/check/?see=dark&kind=desk&street=lit&tried=torch&link={code_of(link)}", headers=came)
    link_visits.flush()
    assert story(link) == ["opened", "tried torch"]


@pytest.mark.parametrize(
    ("headers", "is_opened"),
    [
        (SENT, True),
        (SENT | {"Sec-Fetch-Site": "cross-site"}, True),
        (SENT | {"Sec-Fetch-Site": "same-origin", "Referer": "http://testserver/r/"}, True),
        (SENT | {"Sec-Fetch-Site": "same-origin", "Referer": "http://testserver/agents/links/"}, False),
        (SENT | {"Sec-Fetch-Site": "same-origin", "Referer": "http://testserver/lamp/check/"}, False),
        (SENT | {"User-Agent": "facebookexternalhit/1.1 Facebot Twitterbot/1.0"}, False),
        ({"User-Agent": "Mozilla/5.0"}, False),
    ],
)
def test_who_is_sent_a_link_opens_it(link: ResultLink, headers: dict[str, str], is_opened: bool) -> None:
    """In a browser, from elsewhere or by typing the code; not who made it, nor a chat that shows a card of it."""
    Client().get(f"/r/{code_of(link)}/", headers=headers)
    link_visits.flush()
    assert story(link) == (["opened"] if is_opened else [])


def test_an_outcome_counts_without_its_page(link: ResultLink) -> None:
    """The connection may break before the next page is there, and the database may be away."""
    with database_is_away():
        sent = {"link": code_of(link), "walk": "see=dark&kind=desk&street=lit", "step": "torch", "kind": "fixed"}
        response = Client().post("/lamp/outcome/", sent, headers=OURS)
    assert pairs(response.headers["Location"])[-2:] == [("worked", "torch"), ("link", code_of(link))]
    link_visits.flush()
    assert story(link) == ["opened", "fixed torch"]


def test_a_preview_is_tied_to_nothing(link: ResultLink, admin_client: Client) -> None:
    """Whoever looks at a draft is no customer."""
    response = admin_client.get(f"/preview/draft/lamp/check/?see=dark&tried=torch&link={code_of(link)}", headers=OURS)
    link_visits.flush()
    assert response.status_code == 200
    assert b"You are on the link" not in response.content
    assert story(link) == []


def test_a_link_that_ended_leads_to_a_walk_of_ones_own(link: ResultLink) -> None:
    """Nobody is told any more."""
    ResultLink.objects.update(ends_at=link.made_at)
    assert "link=" not in look_at(f"/r/{code_of(link)}/").links["Go on with these answers"]


def test_no_guide_asks_a_question_of_that_name() -> None:
    """The word belongs to the address."""
    with pytest.raises(ValueError, match="word of the address"):
        rich_lamp(questions=[{**rich_lamp().questions[0].model_dump(mode="json"), "slug": "link"}])


def test_a_page_before_that_is_no_address_does_no_harm(link: ResultLink) -> None:
    """Whatever a browser names."""
    for address in (f"/r/{code_of(link)}/", f"/lamp/check/?see=dark&link={code_of(link)}"):
        assert Client().get(address, headers={"Referer": "http://["}).status_code == 200
