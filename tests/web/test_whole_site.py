"""Laws that hold for every page of the starter guide."""

import gzip
import re
from collections import deque
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain.live import LiveGuide
from tests.web.page import Page

CSS = Path(__file__).resolve().parent.parent.parent / "static" / "css" / "site.css"
pytestmark = pytest.mark.django_db
MOST_BYTES = 14_000
MOST_WALK_PAGES = 80
"""Pages of walks are without end; so many of them are looked at."""
EVERYBODY = "see=not-delivered&device=iphone&started=suddenly&who=everybody&show=steps"
WALKS = [
    "",
    "device=iphone&see=not-delivered",
    "see=green&who=one&device=iphone&show=steps",
    "see=waiting&device=iphone&started=new-sim&how-long=hours&show=steps",
    "device=iphone&see=not-delivered&who=everybody&show=steps&carrier=verizon",
    "device=mac&see=other-device&show=steps",
    "see=sign-in&prompt=unexpected&status-bar=no-service&device=iphone",
    "see=green&ask=carrier",
    "see=not-delivered&device=iphone&facts=filter&facts=others&ask=facts",
    "see=not-delivered&device=iphone&facts=filter&facts=others&did=restart&did=update&show=steps",
    "see=stuck&from=see&ask=see",
    "see=stuck&device=iphone&worked=restart",
    "see=green&device=iphone&who=one&worked=friend-no-imessage",
    f"see=waiting&device=iphone&started=new-sim&how-long=hours&waiting=wait-new-number&since={timezone.now():%Y%m%dT%H%M}",
    "see=waiting&device=iphone&waiting=toggle-both&since=20261129T1015",
]
LONG = "&".join(
    [EVERYBODY, "carrier=verizon", "facts=filter", *(f"tried={one}" for one in ("internet", "restart", "update"))]
)
"""A walk to take along."""


@pytest.fixture(scope="module")
def site_pages(starter: LiveGuide) -> dict[str, Page]:
    """Every page that a crawler finds from the first one."""
    return crawl(Client(), "/")


def crawl(client: Client, start: str) -> dict[str, Page]:
    """Every page that links lead to, by its address; at most MOST_WALK_PAGES of walks."""
    seen: dict[str, Page] = {}
    todo, walks = deque([start]), 0
    while todo:
        address = todo.popleft()
        if address in seen or ("?" in address and walks >= MOST_WALK_PAGES):
            continue
        walks += "?" in address
        response = client.get(address, follow=True)
        if response.headers["Content-Type"].startswith("text/html"):
            seen[address] = Page(response)
            todo += inside(seen[address], address)
    return seen


def inside(page: Page, address: str) -> list[str]:
    """The addresses of this site that a page links to, without the question at its end, which is one page for all."""
    found = [urlsplit(urljoin(address, link)) for link in page.links.values()]
    return [
        one._replace(scheme="", fragment="").geturl()
        for one in found
        if not (one.netloc or one.path == "/something-wrong/")
    ]


def test_every_link_leads_to_a_valid_page(site_pages: dict[str, Page]) -> None:
    """A crawler from the first page finds no broken link, no invalid page, no two parts of one name, no open mark."""
    assert {address: page.status for address, page in site_pages.items() if page.status != 200} == {}
    assert len(site_pages) > 150
    for address, page in site_pages.items():
        names = [one.get("id") for one in page.tree.iter() if one.get("id")]
        assert len(names) == len(set(names)), address
        assert page.heading, address
        assert page.title.count("Fixpath") <= 1, address
        assert not re.search(r"\{\{|\[\[|\{%", page.text), address


def test_every_title_fits_where_search_engines_show_it(site_pages: dict[str, Page]) -> None:
    """At most 65 characters, that of a card as well as that of the page, and never empty."""
    assert {address: page.title for address, page in site_pages.items() if not 1 <= len(page.title) <= 65} == {}
    assert [address for address, page in site_pages.items() if not page.card["og:title"]] == []


def test_data_for_search_engines_is_true_to_its_page(site_pages: dict[str, Page]) -> None:
    """Every text, time, date and source that it holds stands on the page too; the way to a page ends there."""
    kinds = set()
    for address, page in site_pages.items():
        on_page = without_blanks(page.text)
        for one in page.data:
            kinds.add(one["@type"])
            for text in texts_of(one):
                assert without_blanks(text) in on_page, (address, text)
            assert not one.get("citation") or set(one["citation"]) <= {*page.links.values(), *page.texts("li")}, address
            assert one.get("dateModified") in (None, *(time.get("datetime") for time in page.tree.iter("time")))
            minutes = one.get("totalTime", "PT0M")[2:-1]
            assert minutes == "0" or f"{minutes} minute" in page.text, address
            trail = one.get("itemListElement")
            assert not trail or trail[-1]["item"] == page.card["og:url"], address
    assert kinds == {"Article", "BreadcrumbList", "HowTo"}


def texts_of(one: dict[str, Any]) -> list[str]:
    """All words of a piece of data."""
    inner = [part for name in ("step", "itemListElement") for part in one.get(name, ())]
    own = [one[name] for name in ("name", "headline", "description", "text") if name in one]
    return [*own, *(text for part in inner for text in texts_of(part))]


def without_blanks(text: str) -> str:
    return "".join(text.split())


def test_every_page_of_the_starter_guide_is_linked(site_pages: dict[str, Page], starter: LiveGuide) -> None:
    """Nothing that was written is out of reach: causes, carriers, signs and longer reading are found by links."""
    document = starter.document
    slugs = {
        "causes": [cause.slug for cause in document.causes if not cause.open],
        "carriers": [carrier.slug for carrier in document.carriers],
        "pages": [page.slug for page in document.pages],
        "signs": [option.slug for option in document.questions[0].options],
    }
    wanted = {f"/{document.slug}/{folder}/{slug}/" for folder, found in slugs.items() for slug in found}

    assert wanted - set(site_pages) == set()


def one_of_each(starter: LiveGuide) -> list[str]:
    guide = starter.document.slug
    read = ["", "signs/waiting/", "causes/", "causes/outage/", "steps/toggle-both/", "carriers/", "carriers/?q=verizon"]
    read += ["carriers/verizon/", "pages/how-it-works/", "pages/other-ways/"]
    return [
        "/",
        "/about/",
        "/privacy/",
        f"/something-wrong/?page=/{guide}/causes/outage/&release=1",
        *(f"/{guide}/{path}" for path in read),
        *(f"/{guide}/check/?{walk}" for walk in WALKS),
        f"/{guide}/take/?{LONG}",
        "/nope/",
    ]


def test_no_page_asks_the_database(
    client: Client, starter: LiveGuide, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Visitors are served from memory alone."""
    with django_assert_num_queries(0):
        for address in [*one_of_each(starter), "/sitemap.xml", "/robots.txt", "/health/live"]:
            assert client.get(address).status_code in (200, 404)


def test_every_page_fits_a_bad_connection(client: Client, starter: LiveGuide) -> None:
    """HTML and stylesheet together take at most 14 kB compressed, and no picture is fetched."""
    style = len(gzip.compress(CSS.read_bytes(), 9))
    for address in one_of_each(starter):
        content = client.get(address).content
        assert len(gzip.compress(content, 9)) + style <= MOST_BYTES, address
        assert b"<img" not in content, address


def test_every_page_carries_the_safeguards_and_no_cookie(client: Client, starter: LiveGuide) -> None:
    """The policy allows nothing inline and no third party; nothing is stored at the visitor."""
    for address in one_of_each(starter):
        response = client.get(address)
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "nonce" not in policy
        assert not response.cookies
        assert not re.search(r'(src|href)="https?://(?!localhost)[^"]*\.(js|css|png)', response.content.decode())


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_stays_a_walk_as_a_fragment(client: Client, starter: LiveGuide, walk: str) -> None:
    """What htmx gets is what stands inside the frame of the whole page."""
    address = f"/{starter.document.slug}/check/?{walk}"
    whole = Page(client.get(address))
    fragment = client.get(address, headers={"HX-Request": "true", "HX-Request-Type": "partial"}).content.decode()

    assert f"<title>{escape(whole.title)}</title>" in fragment
    assert fragment.count("<h1") == 1
    assert fragment.count("autofocus") >= 1


def test_answers_that_hang_on_another_one_come_back_with_it(starter: LiveGuide) -> None:
    """They wait in the address while one sees something else, under a name each, and no form loses them."""
    there = "device=iphone&started=suddenly&who=one&friend-iphone=yes&call-them=voicemail&sms=yes"
    away = Page(Client().get(f"/imessage/check/?see=waiting&{there}"))
    kept = [link.removeprefix("Remove ") for link in away.links if link.startswith("Remove ")]
    assert kept == [
        "It happens with: One person",
        "They have an iPhone: Yes",
        "A call to them: Voicemail at once",
    ]

    asked = Page(Client().get(away.links[f"Change {starter.document.questions[0].label}"]))
    assert urlencode(asked.hidden) == f"{there}&from=see"
    back = Page(Client().get(f"/imessage/check/?see=not-delivered&{there}"))
    assert not back.elements(class_="dormant")


def read_counts(page: Page) -> tuple[int, int]:
    """How many causes the page says are ruled out, and how many steps are done."""
    text = page.words_of("so-far")
    causes, steps = text.partition(" of ")[0], text.partition(" step")[0].rpartition(" ")[2]
    return int(causes) if causes.isdigit() else 0, int(steps) if steps.isdigit() and " done" in text else 0


def test_the_counter_never_runs_backwards(client: Client, starter: LiveGuide) -> None:
    """Answers rule out more and more; a step that fails counts as done, brings nothing back and moves no mark."""
    said = EVERYBODY.split("&")
    walks = ["&".join(said[: i + 1]) for i in range(len(said))]
    walks += [f"{EVERYBODY}&tried=internet", f"{EVERYBODY}&tried=internet&tried=restart"]
    pages = [Page(client.get(f"/{starter.document.slug}/check/?{walk}")) for walk in walks]
    counts = [read_counts(page) for page in pages]

    assert counts == sorted(counts)
    assert [steps for _, steps in counts][-3:] == [0, 1, 2]
    marked = [page.words_of("likely") if page.elements(class_="stop") else None for page in pages]
    assert len({place for place in marked if place}) <= 1
