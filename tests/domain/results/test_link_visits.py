"""Pages of tied walks wait in memory until a thread writes what is new on them."""

import pytest
from django.db import DatabaseError
from pytest_django import DjangoAssertNumQueries

from diagnostics.content.results import codes
from diagnostics.domain.results import link_events, link_progress, link_visits
from diagnostics.domain.results.link_progress import Visit
from diagnostics.domain.results.link_visits import Visits
from diagnostics.models import ResultLink
from tests.domain.results.test_link_progress import PAGES, STORY, link, published, story, visits, word

__all__ = ["link", "published"]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_noted() -> None:
    link_visits.forget()


def test_noting_asks_no_database(link: ResultLink, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """It is written with the next flush, once."""
    with django_assert_num_queries(0):
        link_visits.note(link.code, "lamp", PAGES[0])
    assert story(link) == []
    link_visits.flush()
    link_visits.flush()
    assert story(link) == STORY[:1]


def test_without_news_a_flush_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        link_visits.flush()


def test_two_workers_tell_one_story(link: ResultLink) -> None:
    """Pages come in to either, and either may be the first to write."""
    one, other = Visits(), Visits()
    for number, page in enumerate(visits(link)):
        (one, other)[number % 2].note(page)
    other.flush()
    one.flush()
    assert sorted(story(link)) == sorted(STORY)
    assert word(link) == ("fixed", "torch")


def test_a_code_is_believed_until_it_is_known_to_be_none(link: ResultLink) -> None:
    """Of an unknown link, and of an open one under another guide; a link that is open stays so."""
    unknown = codes.new()
    for code, guide in ((unknown, "lamp"), (link.code, "lamp"), (link.code, "other")):
        assert not link_visits.is_closed(code, guide)
        link_visits.note(code, guide, PAGES[0])
    link_visits.flush()
    assert link_visits.is_closed(unknown, "lamp")
    assert link_visits.is_closed(link.code, "other")
    assert not link_visits.is_closed(link.code, "lamp")


def test_made_up_codes_cost_one_question(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """However many there are; a few are looked at in one flush, and the last ones are remembered."""
    monkeypatch.setattr(link_visits, "MOST_AT_ONCE", 20)
    monkeypatch.setattr(link_visits, "MOST_CLOSED", 10)
    made_up = [codes.new() for _ in range(30)]
    for code in made_up:
        link_visits.note(code, "lamp", PAGES[0])
    with django_assert_num_queries(1):
        link_visits.flush()
    assert [link_visits.is_closed(code, "lamp") for code in made_up] == [False] * 10 + [True] * 10 + [False] * 10


def test_a_database_that_is_away_costs_nothing_but_time(
    link: ResultLink, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What waits is written once it is back, in its order."""

    def fail(*_: object) -> set[str]:
        raise DatabaseError("away")

    visitors = Visits()
    for page in visits(link):
        visitors.note(page)
    with monkeypatch.context() as away:
        away.setattr(link_progress, "advance", fail)
        visitors.flush()
        visitors.flush()
    visitors.flush()
    assert story(link) == STORY
    assert [record.message for record in caplog.records] == [
        "What customers do on their links cannot be written (away). It waits in memory.",
        "What customers do on their links is written again.",
    ]


def test_a_full_queue_says_what_it_lost(
    link: ResultLink, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The next page brings it all the same."""
    monkeypatch.setattr(link_visits, "MOST_WAITING", 1)
    for page in PAGES[:3]:
        link_visits.note(link.code, "lamp", page)
    link_visits.flush()
    assert "2 pages of links were not recorded" in caplog.text
    link_visits.note(link.code, "lamp", PAGES[3])
    link_visits.flush()
    assert sorted(story(link)) == sorted(STORY)


def test_one_broken_link_holds_up_no_other(
    link: ResultLink, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged and left out."""
    broken = ResultLink.objects.get(pk=link.pk)
    broken.pk, broken.code = None, codes.new()
    broken.save()
    usual = link_progress.advance

    def fail(code: str, some: list[Visit]) -> set[str]:
        if code == broken.code:
            raise ValueError("odd")
        return usual(code, some)

    monkeypatch.setattr(link_progress, "advance", fail)
    for code in (broken.code, link.code):
        link_visits.note(code, "lamp", PAGES[0])
    link_visits.flush()
    assert story(link) == STORY[:1]
    assert "cannot be recorded" in caplog.text
    assert not list(link_events.of(broken))


def test_who_guesses_codes_learns_nothing(link: ResultLink, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what one customer opens in an hour, a page is not noted, so no code is found out; others are noted still."""
    monkeypatch.setattr(link_visits, "MOST_OF_ONE", 2)
    for code in ("bbbbbbbbbbbb", "cccccccccccc", "dddddddddddd"):
        link_visits.note(code, "lamp", PAGES[0], caller="192.0.2.1")
    link_visits.note(link.code, "lamp", PAGES[0], caller="192.0.2.99")
    link_visits.flush()
    closed = [link_visits.is_closed(code, "lamp") for code in ("bbbbbbbbbbbb", "cccccccccccc", "dddddddddddd")]
    assert closed == [True, True, False]
    assert story(link) == STORY[:1]
