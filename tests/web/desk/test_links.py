"""The agent's own links: the list, and what came of each."""

import csv
import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import Settings

from diagnostics.domain.outcomes import Kind
from diagnostics.domain.results import outcomes, result_links, spoken_codes
from diagnostics.domain.results.agent_links import PAGE
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.limits import AGENTS_WRONG_CODES
from diagnostics.models import ResultLink
from tests.builders import make_document
from tests.fixtures import Publish
from tests.web.desk.conftest import Agent, MakeLink, an_agent
from tests.web.page import Page


def rows(page: Page) -> list[list[str]]:
    """The list, row by row, without its head."""
    from tests.web.page import words

    body = [row for table in page.tree.iter("tbody") for row in table.iter("tr")]
    return [[words(cell) for cell in row] for row in body]


def codes(page: Page) -> list[str]:
    return [row[0] for row in rows(page)]


def result_text(link: ResultLink) -> str:
    letters = link.code.upper()
    return f"{letters[:4]}-{letters[4:8]}-{letters[8:]}"


def test_an_empty_list_says_how_to_fill_it(agent: Agent) -> None:
    """Whoever has made no link is told how one is made."""
    assert "You have not made a link yet." in agent.get("/agents/links/").text


def test_own_links_only_the_newest_first(agent: Agent, link: MakeLink) -> None:
    """An agent sees what they made, and nothing of visitors or of other agents."""
    first, second = link(), link()
    link(by=an_agent("omar").user)
    link(by=None)

    assert codes(agent.get("/agents/links/")) == [result_text(second), result_text(first)]


def test_a_row_says_all(agent: Agent, link: MakeLink) -> None:
    """Code, when, reference, what came of it, ticks, until when, and the guide by its title."""
    made = link(reference="T-4711", days=7)
    result_links.tick(made, "turn-on")
    (row,) = rows(agent.get("/agents/links/"))

    until = f"{made.ends_at.day} {made.ends_at:%b %Y}"
    assert [row[0], *row[2:]] == [
        result_text(made),
        "T-4711",
        "Still open: opened, nothing reported yet",
        "1",
        until,
        "Why won't my lamp light?",
    ]


@pytest.mark.parametrize(
    ("kind", "step", "told"),
    [
        ("fixed", "new-bulb", "Fixed by “Put a new bulb in”"),
        ("explained", "nothing-broken", "Explained by “Nothing is broken”"),
        ("helped", "electrician", "Asked for help"),
        ("not", "turn-on", "Still open: “Turn the lamp on” did not help"),
    ],
)
def test_what_came_of_it(agent: Agent, link: MakeLink, kind: Kind, step: str, told: str) -> None:
    """The customer's last word on it, in whole words."""
    made = link()
    outcomes.record(made, step, kind)

    assert rows(agent.get("/agents/links/"))[0][3] == told


def test_looking_is_not_opening(agent: Agent, link: MakeLink) -> None:
    """A chat that shows a preview of the page changes nothing in the list, and no life gets longer."""
    made = link()
    for form in ("/", ".txt", ".json", ".svg"):
        agent.client.get(f"/r/{result_text(made)}{form}")

    assert rows(agent.get("/agents/links/"))[0][3] == "Nothing done on it yet"
    assert ResultLink.objects.get().ends_at == made.ends_at


@pytest.mark.parametrize("typed", ["{code}", "{letters}", "{small}", "{begin}", " t-47 ", "T-4711"])
def test_links_are_found(agent: Agent, link: MakeLink, typed: str) -> None:
    """By a code or its beginning, with or without hyphens and in any case; by a piece of the reference."""
    wanted, _ = link(reference="T-4711"), link(reference="T-9")
    code = result_text(wanted)
    words = typed.format(code=code, letters=code.replace("-", ""), small=code.lower(), begin=code[:7])
    found = codes(agent.get("/agents/links/", query_params={"words": words}))

    assert found == [code]


def test_a_search_that_finds_nothing_says_so(agent: Agent, link: MakeLink) -> None:
    """What was typed stays, and the way back to all is offered."""
    link()
    page = agent.get("/agents/links/?words=zzzz-nothing")

    assert "None of your links matches." in page.text
    assert page.elements(id="words")[0].get("value") == "zzzz-nothing"
    assert page.links["All your links"] == "/agents/links/"


def test_links_are_found_by_guide_and_by_day(agent: Agent, link: MakeLink, published: Publish) -> None:
    """Both narrow the list; a guide is chosen by its title."""
    made = link()
    published(make_document(slug="radio", title="Why is my radio silent?"))
    day = f"{made.made_at:%Y-%m-%d}"

    assert codes(agent.get(f"/agents/links/?guide=lamp&day={day}")) == [result_text(made)]
    assert codes(agent.get("/agents/links/?guide=radio")) == []
    assert codes(agent.get("/agents/links/?day=2001-01-01")) == []


@pytest.mark.parametrize(("zone", "day"), [("UTC", "2026-11-22"), ("Asia/Tokyo", "2026-11-23"), ("Mars", "2026-11-22")])
def test_a_day_is_one_of_the_reader_s(agent: Agent, link: MakeLink, zone: str, day: str) -> None:
    """The browser says which zone it is in; without that, or with nonsense, the site's counts."""
    made = link()
    ResultLink.objects.update(made_at="2026-11-22T20:00:00Z")
    page = agent.get(f"/agents/links/?day={day}&zone={zone}")

    assert codes(page) == [result_text(made)]
    assert page.elements(name="zone")[0].get("value") == (zone if zone != "Mars" else "UTC")
    assert codes(agent.get(f"/agents/links/?day=2026-11-21&zone={zone}")) == []


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_breaks_nothing(agent: Agent, link: MakeLink, day: str) -> None:
    assert agent.get(f"/agents/links/?day={day}&zone=Asia/Tokyo").status == 200


def test_times_are_in_the_site_s_zone(agent: Agent, link: MakeLink, settings: Settings) -> None:
    """Where no script shows the reader's own: in the list, on the link's page and in its texts, and on the customer's."""
    settings.TIME_ZONE = "Asia/Tokyo"
    made = link(days=7)
    ResultLink.objects.update(made_at="2026-11-22T20:00:00Z", ends_at="2126-11-29T20:00:00Z")
    address = f"/agents/links/{result_text(made)}/"

    assert rows(agent.get("/agents/links/"))[0][1] == "23 Nov 2026, 05:00 JST"
    assert "23 November 2026, 05:00 JST" in agent.get(address).text
    assert "The link works until 30 November 2126." in agent.get(address).text
    shown = agent.get(f"/r/{result_text(made)}/")
    assert "What we found out on 23 November 2026, 05:00 JST." in shown.text
    assert "The link works until 30 November 2126," in shown.text
    assert "2026-11-22T20:00:00Z" in [one.get("datetime") for one in shown.tree.iter("time")]
    ticket = agent.client.get(f"/r/{result_text(made)}.txt").content.decode()
    assert "saved on 2026-11-23 at 05:00 JST" in ticket


def test_a_day_that_is_none_is_told(agent: Agent, link: MakeLink) -> None:
    """The list stands there as if no day was asked for."""
    made = link()
    page = agent.get("/agents/links/?day=yesterday")

    assert "“yesterday” is not a date. Write it like 2026-11-23." in page.text
    assert codes(page) == [result_text(made)]


def test_long_lists_have_pages(agent: Agent, link: MakeLink) -> None:
    """Older links are a page away; new ones meanwhile shift nothing. The search goes along."""
    made = [result_text(link(reference="T")) for _ in range(PAGE + 2)][::-1]
    first = agent.get("/agents/links/?words=T")
    link(reference="T")
    older = agent.get(first.links["Older ones"])

    assert codes(first) == made[:PAGE]
    assert codes(older) == made[PAGE:]
    assert "Older ones" not in older.links
    assert older.links["The newest"] == "/agents/links/?words=T"


def test_a_step_that_is_gone_keeps_its_name(agent: Agent, link: MakeLink, published: Publish) -> None:
    """What fixed it is told by its present title, else by the one in the link's own release."""
    made = link()
    outcomes.record(made, "torch", "fixed")
    published(make_document())

    assert rows(agent.get("/agents/links/"))[0][3] == "Fixed by “Look with a torch”"


def test_the_price_of_a_list(agent: Agent, link: MakeLink, django_assert_num_queries: object) -> None:
    """However many links there are, a page asks the database the same few things."""
    for _ in range(PAGE + 3):
        made = link()
        result_links.tick(made, "turn-on")
        outcomes.record(made, "turn-on", "fixed")

    with django_assert_num_queries(9):  # type: ignore[operator]
        assert len(codes(agent.get("/agents/links/"))) == PAGE


def test_a_customer_s_own_code_is_taken_up(agent: Agent, link: MakeLink) -> None:
    """Whoever is told a code, or its digits, goes on with its answers; nothing else of the link is shown."""
    made = link(("see", "dark"), ("tried", "turn-on"), ("show", "steps"), by=None, note="Private words")
    digits = spoken_codes.make(made).digits

    for typed in (result_text(made), digits):
        page = agent.get(f"/agents/links/?words={typed}")
        assert page.links["Go on with its answers at the desk"] == "/agents/lamp/?see=dark&tried=turn-on"
        assert "Private" not in page.text
    result_links.revoke(made)
    for typed in (result_text(made), digits, "12345678"):
        assert "None of your links matches." in agent.get(f"/agents/links/?words={typed}").text


def test_codes_of_others_cannot_be_guessed_in_the_search(agent: Agent, link: MakeLink) -> None:
    """After sixty that there are not, none is looked up for the rest of the hour; one's own list goes on."""
    made, own = link(by=None), link()
    digits = spoken_codes.make(made).digits
    agents_limit = f"agent {agent.user.pk}"
    assert limits.spend(AGENTS_WRONG_CODES, agents_limit, AGENTS_WRONG_CODES.most - 1) == 0
    assert "None of your links matches." in agent.get("/agents/links/?words=BBBB-BBBB-BBBB").text
    for typed in (digits, result_text(made), "87654321"):
        assert "You have typed many codes that there are not." in agent.get(f"/agents/links/?words={typed}").text
    assert codes(agent.get(f"/agents/links/?words={result_text(own)}")) == [result_text(own)]
    assert "None of your links matches." in agent.get("/agents/links/?words=ticket").text


def test_an_own_link_is_gone_on_with(agent: Agent, link: MakeLink) -> None:
    """When the customer calls again, the desk begins where it was."""
    made = link(("see", "dark"), ("show", "steps"))

    assert agent.get(f"/agents/links/{result_text(made)}/").links["Go on with these answers at the desk"] == (
        "/agents/lamp/?see=dark"
    )


def test_links_are_sifted_by_how_they_stand(agent: Agent, link: MakeLink) -> None:
    """Open, open for more than a day, fixed, or all; the last word counts, and each view has its address."""
    fresh, old, fixed, again, revoked, ended = (link(reference=f"T-{n}") for n in range(6))
    yesterday = timezone.now() - dt.timedelta(days=1, minutes=1)
    ResultLink.objects.filter(pk__in=[old.pk, fixed.pk]).update(made_at=yesterday)
    ResultLink.objects.filter(pk=ended.pk).update(ends_at=yesterday)
    result_links.revoke(revoked, why="x")
    said: list[tuple[ResultLink, Kind]]
    said = [(fixed, "not"), (fixed, "fixed"), (again, "explained"), (again, "not")]
    for one, kind in said:
        outcomes.record(one, "turn-on", kind)
    page = agent.get("/agents/links/")
    tabs = {name: page.links[name] for name in ("All", "Open", "Open for more than a day", "Fixed")}

    def list_codes(name: str) -> set[str]:
        return set(codes(agent.get(tabs[name])))

    assert list_codes("All") == {result_text(one) for one in (fresh, old, fixed, again, revoked, ended)}
    assert list_codes("Open") == {result_text(one) for one in (fresh, old, again)}
    assert list_codes("Open for more than a day") == {result_text(old)}
    assert list_codes("Fixed") == {result_text(fixed)}
    assert codes(agent.get("/agents/links/?only=open&words=T-1")) == [result_text(old)]
    assert len(codes(agent.get("/agents/links/?only=nonsense"))) == 6


def lines(agent: Agent, address: str) -> list[list[str]]:
    answer = agent.client.get(address)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))


def test_the_list_goes_into_a_spreadsheet(agent: Agent, link: MakeLink) -> None:
    """What is listed, all pages of it, with times in the reader's zone."""
    made = [link(reference=f"T-{n}") for n in range(PAGE + 2)]
    link(reference="other")
    ResultLink.objects.update(made_at="2026-11-22T20:00:00Z", ends_at="2126-11-29T20:00:00Z")
    agent.client.cookies["zone"] = "Asia%2FTokyo"
    page = agent.get("/agents/links/?words=T-")
    head, *rest = lines(agent, page.links["For a spreadsheet (CSV)"])

    assert head[1] == "Made (Asia/Tokyo)"
    assert [row[0] for row in rest] == [result_text(one) for one in reversed(made)]
    assert rest[0][1:6] == ["2026-11-23 05:00", f"T-{PAGE + 1}", "Nothing done on it yet", "0", "2126-11-30 05:00"]
    assert rest[0][7:] == ["olga", ""]


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_spreadsheet_computes_nothing(agent: Agent, link: MakeLink, typed: str) -> None:
    """Whatever an agent typed stays text there."""
    link(reference=typed)

    assert lines(agent, "/agents/links.csv")[1][2] == f"'{typed}"


def test_times_are_in_the_agent_s_zone(agent: Agent, link: MakeLink) -> None:
    """The browser says once where it is; a wrong word changes nothing."""
    ResultLink.objects.filter(pk=link().pk).update(made_at="2026-11-22T20:00:00Z")
    for zone, time in (("Asia%2FTokyo", "23 Nov 2026, 05:00 JST"), ("Mars", "22 Nov 2026, 20:00 UTC")):
        agent.client.cookies["zone"] = zone
        assert rows(agent.get("/agents/links/"))[0][1] == time
