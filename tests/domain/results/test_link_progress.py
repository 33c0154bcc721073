"""How far the customer of a link is, and what they did on the way."""

import datetime as dt
import json
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl

import pytest
from django.db import connection
from django.utils import timezone

from diagnostics.domain import live
from diagnostics.domain.live import Findings, LiveGuide
from diagnostics.domain.results import link_events, link_progress, result_links
from diagnostics.domain.results.link_progress import Visit, advance
from diagnostics.engine.walk import fold
from diagnostics.models import LinkEvent, LinkProgress, ResultLink, Webhook, WebhookDelivery
from tests.fixtures import Publish, published
from tests.web.lamp import rich_lamp

__all__ = ["published"]
START = "see=dark&kind=desk&show=steps"
PAGES = [
    "see=dark&kind=desk&tried=turn-on&show=steps",
    "see=dark&kind=desk&tried=turn-on&cannot=new-bulb&show=steps",
    "see=flicker&kind=desk&tried=turn-on&cannot=new-bulb&show=steps",
    "see=flicker&kind=desk&tried=turn-on&cannot=new-bulb&show=steps&worked=torch",
]
STORY = ["tried turn-on", "cannot new-bulb", "changed see flicker", "fixed torch"]


@pytest.fixture
def link(published: Publish) -> ResultLink:
    published(rich_lamp())
    return make_link(live.site().guides["lamp"])


def make_link(here: LiveGuide) -> ResultLink:
    return result_links.make(here, fold(here.network.guide, parse_qsl(START)), Findings())


def visit(link: ResultLink, walk: str, after: float, guide: str = "lamp") -> Visit:
    """A page of the walk, so many seconds after the link was made."""
    return Visit(link.code, link.made_at + dt.timedelta(seconds=after), guide, walk)


def visits(link: ResultLink) -> list[Visit]:
    return [visit(link, walk, 10.0 * number) for number, walk in enumerate(PAGES, start=1)]


def story(link: ResultLink) -> list[str]:
    """What happened, but for the opening."""
    lines = (" ".join(filter(None, (one.kind, one.name, one.value))) for one in link_events.of(link))
    return [line for line in lines if line != "opened"]


def word(link: ResultLink) -> tuple[str, str]:
    came_of = link_progress.came_of(ResultLink.objects.get(pk=link.pk))
    return came_of.word, came_of.step


@pytest.mark.django_db
def test_every_page_tells_what_is_new_on_it(link: ResultLink) -> None:
    """With the time of the page; who acts keeps the link alive."""
    for one in visits(link):
        assert advance(link.code, [one]) == set()
    assert story(link) == STORY
    assert [one.at for one in link_events.of(link)][1:] == [one.at for one in visits(link)]
    assert word(link) == ("fixed", "torch")
    known = result_links.find(link.code)
    assert known is not None
    assert known.acted_at is not None
    assert link_progress.pairs(known) == tuple(parse_qsl(PAGES[-1]))


@pytest.mark.django_db
def test_a_page_after_a_while_without_connection_tells_all_of_it(link: ResultLink) -> None:
    """The walk holds what was said meanwhile."""
    advance(link.code, visits(link)[-1:])
    assert story(link) == ["changed see flicker", "tried turn-on", "cannot new-bulb", "fixed torch"]


@pytest.mark.django_db
def test_the_same_page_tells_nothing_twice(link: ResultLink) -> None:
    """Nor does going back from success and forward again; reloads do not make it live longer."""
    advance(link.code, visits(link))
    acted_at = ResultLink.objects.get().acted_at
    again = [visit(link, PAGES[-1], 60), visit(link, PAGES[-2], 70), visit(link, PAGES[-1], 80)]
    advance(link.code, again)
    assert story(link) == STORY
    assert word(link) == ("fixed", "torch")
    assert ResultLink.objects.get().acted_at == acted_at


@pytest.mark.django_db
def test_it_came_back(link: ResultLink) -> None:
    """The last word counts."""
    advance(link.code, [*visits(link), visit(link, f"{PAGES[2]}&tried=torch", 60)])
    assert story(link)[-1] == "tried torch"
    assert word(link) == ("tried", "torch")


@pytest.mark.django_db
@pytest.mark.parametrize("late", range(len(PAGES)))
def test_a_worker_that_comes_late_changes_no_story(link: ResultLink, late: int) -> None:
    """Whichever page becomes known last, everything stands there once, in its order, and the customer is where they are."""
    pages = visits(link)
    for one in [*pages[:late], *pages[late + 1 :], pages[late]]:
        advance(link.code, [one])
    told = story(link)
    assert sorted(told) == sorted(STORY)
    assert word(link) == ("fixed", "torch")
    assert LinkProgress.objects.get().walk == PAGES[-1]


@pytest.mark.django_db
def test_what_was_said_and_changed_within_a_moment_is_not_lost(link: ResultLink) -> None:
    """The page between two answers comes in after both, and stands between them."""
    pages = [START, f"{START}&smell=yes", f"{START}&smell=no"]
    for number in (0, 2, 1):
        advance(link.code, [visit(link, pages[number], 10 + number)])
    assert story(link) == ["answered smell yes", "answered smell no"]
    assert LinkProgress.objects.get().walk == pages[2]


@pytest.mark.django_db
def test_a_link_that_is_not_open_takes_nothing(link: ResultLink) -> None:
    """Ended, taken back, unknown, or of another guide."""
    other = visit(link, START, 5, guide="other")
    assert advance(link.code, [other, *visits(link)[:1]]) == {"other"}
    assert advance("bbbbbbbbbbbb", visits(link)) == {"lamp"}
    result_links.revoke(link)
    assert advance(link.code, visits(link)) == {"lamp"}
    assert story(link) == STORY[:1]


@pytest.mark.django_db
def test_a_renamed_guide_is_the_same(link: ResultLink, published: Publish) -> None:
    """Links and addresses of it go on under its new name."""
    published(rich_lamp(slug="light", aliases=["lamp"]))
    assert advance(link.code, [visit(link, PAGES[0], 5, guide="light")]) == set()
    assert story(link) == STORY[:1]


@pytest.mark.django_db
def test_opening_counts_once_and_keeps_nothing_alive(link: ResultLink) -> None:
    """A page of the walk is an opening too."""
    opened = link.made_at + dt.timedelta(seconds=3)
    advance(link.code, [Visit(link.code, opened), Visit(link.code, opened + dt.timedelta(seconds=5))])
    assert [(one.kind, one.at) for one in link_events.of(link)] == [("opened", opened)]
    known = ResultLink.objects.select_related("progress").get()
    assert (known.acted_at, known.progress.opened_at) == (None, opened)
    assert link_progress.pairs(known) is None


@pytest.mark.django_db
def test_ticks_are_events(link: ResultLink) -> None:
    """Each once, however often it is pressed."""
    for act in (result_links.tick, result_links.tick, result_links.untick, result_links.untick):
        act(link, "torch")
    assert story(link) == ["ticked torch", "unticked torch"]


@pytest.mark.django_db
def test_there_is_an_end_of_it(link: ResultLink, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who never stops fills no table; where they are is known all the same."""
    monkeypatch.setattr(link_events, "MOST", 3)
    advance(link.code, visits(link))
    assert LinkEvent.objects.count() == 3
    assert word(link) == ("fixed", "torch")


@pytest.mark.django_db
def test_events_go_with_their_link(link: ResultLink) -> None:
    """``prune_results`` leaves nothing of them."""
    advance(link.code, visits(link))
    ResultLink.objects.update(ends_at=timezone.now() - dt.timedelta(days=result_links.KEPT_DAYS))
    assert result_links.prune(most=10) == 1
    assert (LinkEvent.objects.count(), LinkProgress.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_webhooks_are_told_of_everything_once(link: ResultLink) -> None:
    """The opening by its own name, the rest one by one, with the link that it belongs to."""
    hook = Webhook.objects.create(name="Tickets", address="https://x.example/", events=["link.opened", "link.event"])
    for _ in range(2):
        advance(link.code, visits(link)[:2])
    told = [json.loads(one.body) for one in WebhookDelivery.objects.filter(webhook=hook).order_by("pk")]
    assert [(one["event"], one["data"].get("kind"), one["data"].get("name")) for one in told] == [
        ("link.opened", None, None),
        ("link.event", "tried", "turn-on"),
        ("link.event", "cannot", "new-bulb"),
    ]
    assert {one["data"]["code"] for one in told} == {link.code}


def test_an_event_has_no_room_for_a_person() -> None:
    """The link, what was said, and when: nothing that tells who."""
    assert {field.name for field in LinkEvent._meta.get_fields()} == {"id", "link", "kind", "name", "value", "at"}
    kept = {field.name for field in LinkProgress._meta.get_fields()}
    assert kept == {"id", "link", "walk", "at", "opened_at", "word", "step"}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_record_the_same_link_at_the_same_time(published: Publish) -> None:
    """Eight of them, each with every page: everything stands there once, and none waits for ever."""
    published(rich_lamp())
    link = make_link(live.site().guides["lamp"])

    def work(number: int) -> None:
        pages = visits(link)
        for one in pages[number % len(pages) :] + pages[: number % len(pages)]:
            advance(link.code, [one])
        connection.close()

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(work, range(8)))
    assert sorted(story(link)) == sorted(STORY)
    assert LinkEvent.objects.filter(kind="opened").count() == 1
    assert word(link) == ("fixed", "torch")
    assert LinkProgress.objects.get().walk == PAGES[-1]
