"""What a reading answers, and how long it counts."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from diagnostics.config.env import WrongSetting
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.feeds.reading import Event, Reading
from diagnostics.domain.feeds import KnownFeed, sources
from diagnostics.domain.feeds.findings import Findings, find, weight_at
from diagnostics.engine.guide import Faded
from tests.builders import a_question, an_option, make_document

NOW = dt.datetime(2026, 11, 29, 12, tzinfo=dt.UTC)
TEN = NOW.replace(hour=10)
ELEVEN = NOW.replace(hour=11)
PROBLEM = (Event("active", "outage", TEN),)


def guide(*options: Any) -> GuideDocument:
    given_options = options or (
        an_option("fine"),
        an_option("dark", services=["Power"]),
        an_option("dim", services=["Wire | Cable", "Grid"]),
    )
    return make_document(add={"questions": [a_question("street", *given_options, finding="apple-status")]})


def findings(
    *, minutes: float = 1, message: str = "", document: GuideDocument | None = None, **services: tuple[Event, ...]
) -> Findings:
    """What is found in a reading of so many minutes ago."""
    listed = {"Power": (), "Cable": (), "Grid": (), **services}
    reading = Reading({name: events for name, events in listed.items() if events is not None}, message)
    feed = KnownFeed("apple-status", reading, NOW - dt.timedelta(minutes=minutes))
    return find(document or guide(), {"apple-status": feed}, NOW)


def test_a_problem_answers_the_question_since_it_began() -> None:
    result = findings(Power=PROBLEM)

    assert result.answers == {"street": "dark"}
    assert (result.since, result.checked_at, result.weight) == ({"street": TEN}, NOW - dt.timedelta(minutes=1), 1.0)
    assert result.evidence == {"street": "dark"}


def test_of_two_problems_the_first_option_counts() -> None:
    """In the guide's order; it began with its earliest event."""
    later = (Event("active", "slow", ELEVEN),)

    assert findings(Grid=PROBLEM, Power=PROBLEM).answers == {"street": "dark"}
    assert findings(Grid=later, Cable=PROBLEM).since == {"street": TEN}


def test_a_beginning_that_is_not_known_is_not_said() -> None:
    assert findings(Power=(Event("active"),)).since == {}


@pytest.mark.parametrize("state", ["over", "planned"])
def test_what_is_over_or_planned_is_no_problem(state: Any) -> None:
    assert findings(Power=(Event(state, "outage", TEN),)).answers == {"street": "fine"}


def test_nothing_is_reported_only_where_every_service_is_listed() -> None:
    """A service that is missing is unknown, never well; one of its names is enough."""
    assert findings().answers == {"street": "fine"}
    gone: Any = None
    result = findings(Cable=gone)
    assert (result.answers, result.unknown) == ({}, {"street": "unclear"})
    assert findings(Cable=gone, Wire=()).answers == {"street": "fine"}
    assert findings(Cable=gone, Power=PROBLEM).answers == {"street": "dark"}


def test_a_banner_means_that_not_all_is_well() -> None:
    assert findings(message="Things are slow.").unknown == {"street": "unclear"}
    assert findings(message="Things are slow.", Power=PROBLEM).answers == {"street": "dark"}


def test_a_guide_that_names_no_services_is_not_answered() -> None:
    assert findings(document=guide("a", "b")).unknown == {"street": "unclear"}


def test_without_an_option_for_it_nobody_says_that_all_is_well() -> None:
    document = guide(an_option("dark", services=["Power"]), an_option("dim", services=["Grid"]))

    assert findings(document=document).unknown == {"street": "unclear"}


@pytest.mark.parametrize(
    ("minutes", "weight"), [(0, 1), (5, 1), (5.1, 0.5), (60, 0.5), (60.1, 0.25), (180, 0.25), (180.1, 0), (-3, 1)]
)
def test_a_reading_fades(minutes: float, weight: float) -> None:
    """A clock that is a little ahead makes nothing old."""
    result = findings(minutes=minutes, Power=PROBLEM)

    assert weight_at(dt.timedelta(minutes=minutes)) == weight
    if weight == 0:
        assert (result.answers, result.unknown) == ({}, {"street": "unread"})
    else:
        assert result.evidence == {"street": "dark" if weight == 1 else Faded("dark", weight)}


def test_a_feed_that_is_read_seldom_stays_fresh_longer(settings: Settings) -> None:
    settings.STATUS_FEED_SECONDS = 600

    assert weight_at(dt.timedelta(minutes=29)) == 1


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=2).map(sorted))
def test_no_reading_counts_more_as_it_grows_old(ages: list[float]) -> None:
    younger, older = (dt.timedelta(seconds=age) for age in ages)

    assert weight_at(younger) >= weight_at(older)


def test_what_is_not_read_is_said_to_be_so() -> None:
    """Switched off, and not yet or no longer read, are two things."""
    assert find(guide(), {}, NOW) == Findings(unknown={"street": "off"})
    assert find(guide(), {"apple-status": KnownFeed("apple-status")}, NOW) == Findings(unknown={"street": "unread"})
    assert find(make_document(), {}, NOW) == Findings()


def test_whatever_a_page_may_show_is_in_its_key() -> None:
    keys = {
        str(one.key)
        for one in (
            findings(),
            findings(minutes=2),
            findings(minutes=20),
            findings(Power=PROBLEM),
            findings(Power=(Event("active", "outage", ELEVEN),)),
            findings(Power=(Event("active"),)),
            find(guide(), {}, NOW),
            find(guide(), {"apple-status": KnownFeed("apple-status")}, NOW),
        )
    }
    assert len(keys) == 8


def test_an_address_may_name_its_reader(settings: Settings) -> None:
    """Without a name it is for the first."""
    for name in ("", "apple-status"):
        settings.STATUS_FEEDS = {name: "https://example.org/"}
        assert [(source.name, source.address) for source in sources()] == [("apple-status", "https://example.org/")]
    settings.STATUS_FEEDS = {"weather": "https://example.org/"}
    with pytest.raises(
        WrongSetting, match="STATUS_FEED_URL names 'weather', which no reader reads: there is apple-status"
    ):
        sources()
