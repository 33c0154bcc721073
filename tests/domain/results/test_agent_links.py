"""The agent's list of links: found by indexes, whatever their number."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from diagnostics.content.results import codes
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import agent_links, outcomes, result_links
from diagnostics.domain.results.agent_links import PAGE, LinkOutcome
from diagnostics.domain.results.link_search import Search
from diagnostics.engine.walk import Walk
from diagnostics.models import ResultLink
from tests.fixtures import live_guide, published

__all__ = ["live_guide", "published"]

BOTH = pytest.mark.parametrize("database", [None, pytest.param(None, marks=pytest.mark.postgres, id="postgres")])
MANY = 10_000
TODAY = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
SEARCHES = {
    "all": Search(),
    "code": Search(words="bcdf"),
    "reference": Search(words="T-77"),
    "day": Search(day=dt.date(2026, 11, 22)),
    "guide": Search(guide="lamp"),
    "open": Search(only="open"),
    "old": Search(only="old"),
    "fixed": Search(only="fixed"),
    "handed-over": Search(only="handed-over"),
    "everyone": Search(everyone=True),
    "everyone by reference": Search(everyone=True, words="T-77"),
    "everyone by code": Search(everyone=True, words="bcdf"),
    "one of all": Search(everyone=True, agent="olga"),
    "together": Search(words="T-7", guide="lamp", day=dt.date(2026, 11, 22)),
}


@pytest.fixture
def agent(db: None) -> User:
    return User.objects.create_user("olga")


@pytest.fixture
def link(live_guide: LiveGuide, agent: User) -> ResultLink:
    return result_links.make(live_guide, Walk(), Findings(), by=agent, reference="T-1")


def fill(link: ResultLink, many: int) -> None:
    """So many more links like this one, three a minute."""
    numbers = range(1, many + 1)
    every = {field.attname: getattr(link, field.attname) for field in link._meta.fields if field.name != "id"}
    rows = [
        ResultLink(
            **every
            | {
                "code": f"{n:012}",
                "decision": "{}",
                "reference": f"T-{n}",
                "made_at": TODAY - dt.timedelta(seconds=20 * n),
            }
        )
        for n in numbers
    ]
    ResultLink.objects.bulk_create(rows, batch_size=500)


def queries(agent: User, search: Search) -> list[str]:
    """The questions to the database for one page."""
    with CaptureQueriesContext(connection) as captured:
        agent_links.page(agent, search)
    return [query["sql"] for query in captured.captured_queries]


@BOTH
def test_ten_thousand_links_cost_what_ten_do(link: ResultLink, agent: User, database: None) -> None:
    """A page takes as many questions with 10,000 links as with ten, and none of them reads the whole table."""
    fill(link, 10)
    few = {name: len(queries(agent, search)) for name, search in SEARCHES.items()}
    ResultLink.objects.exclude(pk=link.pk).delete()
    fill(link, MANY)
    many = {name: queries(agent, search) for name, search in SEARCHES.items()}

    assert {name: len(questions) for name, questions in many.items() if len(questions) > max(few[name], 4)} == {}
    if connection.vendor == "sqlite":
        # The list of all agents is read in its order, and no further than the page.
        searched = [sql for name, questions in many.items() if name != "everyone" for sql in questions]
        plans = [line for sql in searched for line in plan(sql)]
        assert [line for line in plans if reads_everything(line)] == []


def plan(sql: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
        return [str(row[3]) for row in cursor.fetchall()]


def reads_everything(line: str) -> bool:
    """Whether all links are gone through, with their long texts."""
    return bool(re.match(r"SCAN (diagnostics_resultlink|U\d)(?! USING COVERING INDEX)", line))


def test_decisions_stay_in_the_database(link: ResultLink, agent: User) -> None:
    """A list reads none of the long texts."""
    (row,) = agent_links.page(agent, Search()).rows

    assert row.link.get_deferred_fields() == {"walk", "findings", "decision"}
    assert row.link.release.get_deferred_fields() == {"text"}


@BOTH
def test_pages_follow_each_other(link: ResultLink, agent: User, database: None) -> None:
    """Together the pages hold every link once, the newest first; the last one says that it is."""
    fill(link, 2 * PAGE)
    seen: list[int] = []
    before = ""
    while True:
        page = agent_links.page(agent, Search(before=before))
        seen += [row.link.pk for row in page.rows]
        before = page.older
        if not before:
            break

    assert seen == sorted(ResultLink.objects.values_list("pk", flat=True), reverse=True)


def test_a_code_of_somebody_else_is_no_place_in_the_list(link: ResultLink, agent: User) -> None:
    """An address cannot ask about links of others."""
    other = User.objects.create_user("omar")

    assert agent_links.page(other, Search(before=link.code)).rows == ()
    assert agent_links.find_readable(other, link.code) is None
    assert agent_links.find_readable(agent, link.code) == link
    assert agent_links.page(other, Search(words=codes.format_code(link.code))).rows == ()


@pytest.mark.parametrize("begins", [3, 7, 12])
def test_a_code_is_found_by_its_beginning(link: ResultLink, agent: User, begins: int) -> None:
    """Three letters will do."""
    assert [one.link for one in agent_links.page(agent, Search(words=link.code[:begins])).rows] == [link]


@pytest.mark.parametrize(("zone", "hours"), [("UTC", 24), ("America/New_York", 25)])
def test_a_day_is_one_of_the_zone(link: ResultLink, agent: User, zone: str, hours: int) -> None:
    """From midnight to midnight there, also where clocks are changed."""
    search = Search(day=dt.date(2026, 11, 1), zone=ZoneInfo(zone))
    midnight = dt.datetime(2026, 11, 1, tzinfo=search.zone).astimezone(dt.UTC)
    found = []
    for minutes in (-1, 0, 60 * hours - 1, 60 * hours):
        ResultLink.objects.update(made_at=midnight + dt.timedelta(minutes=minutes))
        found.append(len(agent_links.page(agent, search).rows))

    assert found == [0, 1, 1, 0]


def test_the_last_word_counts(link: ResultLink) -> None:
    """A step that did not help, then one that did: it is fixed. Ticks alone are no outcome."""
    assert agent_links.link_outcome(link) == LinkOutcome("untouched")
    result_links.tick(link, "turn-on")
    assert agent_links.link_outcome(link) == LinkOutcome("acted")
    outcomes.record(link, "turn-on", "not")
    assert agent_links.link_outcome(link) == LinkOutcome("tried", "turn-on")
    outcomes.record(link, "new-bulb", "fixed")
    assert agent_links.link_outcome(link) == LinkOutcome("fixed", "new-bulb")


def test_a_link_is_open_ended_or_revoked(link: ResultLink) -> None:
    """Revoked comes first: that was a person's word."""
    assert result_links.state(link) == "open"
    link.ends_at = timezone.now()
    assert result_links.state(link) == "ended"
    result_links.revoke(link, why="x")
    assert result_links.state(link) == "revoked"


def test_guides_are_those_of_the_agent(link: ResultLink, agent: User) -> None:
    """Only guides of which there are links are worth choosing."""
    assert agent_links.guides(agent, Search()) == ("lamp",)
    omar = User.objects.create_user("omar")
    assert agent_links.guides(omar, Search()) == ()
    assert agent_links.guides(omar, Search(everyone=True)) == ("lamp",)
    assert agent_links.agents() == ("olga",)
