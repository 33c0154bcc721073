"""From what a request notes to the rows in the database."""

import datetime as dt
import json
import logging

import pytest
from django.db import OperationalError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain import live, outcomes
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.outcomes import Kind, Why, folding, process, queue, rows
from diagnostics.models import DailyOutcome, LostOutcome, Outcome, Webhook, WebhookDelivery
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp

pytestmark = pytest.mark.django_db
WALK = (("see", "dark"), ("kind", "desk"))
ADA, BOB = "192.0.2.1", "192.0.2.2"


def say(kind: Kind, step: str = "turn-on", why: Why = "", *, caller: str = ADA, number: int = 1) -> None:
    outcomes.say("lamp", number, WALK, step, kind, why, caller=caller)


def kept_outcomes() -> list[tuple[str, str]]:
    """Steps and what was said of them."""
    outcomes.flush()
    return sorted(Outcome.objects.values_list("step", "kind"))


def lost_outcomes() -> dict[str, int]:
    outcomes.flush()
    return dict(LostOutcome.objects.values_list("why", "count"))


def test_noting_asks_the_database_nothing(lamp: LiveGuide, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        say("fixed")
    assert kept_outcomes() == [("turn-on", "fixed")]


def test_one_visitor_counts_once_for_a_step_of_a_walk(lamp: LiveGuide) -> None:
    """However often, in one go or later; the last word counts, and another visitor is somebody else."""
    say("not")
    say("not")
    assert kept_outcomes() == [("turn-on", "not")]
    say("fixed")
    say("not", caller=BOB)
    say("not", "torch")
    assert kept_outcomes() == [("torch", "not"), ("turn-on", "fixed"), ("turn-on", "not")]


def test_another_day_is_something_else(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    say("not")
    tomorrow = timezone.now() + dt.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    say("not")
    assert len(kept_outcomes()) == 2


def test_what_is_kept_is_in_the_words_of_the_release(lamp: LiveGuide) -> None:
    """An alias becomes the slug, nothing typed into the address is kept, and the likeliest cause stands beside it."""
    pairs = (*WALK, ("see", "my name is Ada"), ("who", "me"))
    outcomes.say("lamp", 1, pairs, "bulb-change", "cannot", "find", caller=ADA)
    outcomes.flush()
    one = Outcome.objects.get()
    assert (one.step, one.walk, one.day, one.why) == ("new-bulb", "see=dark&kind=desk", timezone.now().date(), "find")
    assert (one.cause, one.place) == ("switch", "home")


def test_a_reason_belongs_to_what_cannot_be_done(lamp: LiveGuide) -> None:
    say("fixed", why="find")
    outcomes.flush()
    assert Outcome.objects.get().why == ""


def test_a_verdict_explains(lamp: LiveGuide) -> None:
    """Whatever the button was called, a verdict repairs nothing."""
    say("fixed", "nothing-broken")
    say("not", "nothing-broken", caller=BOB)
    assert kept_outcomes() == [("nothing-broken", "aside"), ("nothing-broken", "explained")]


def test_an_older_page_counts_for_its_release(lamp: LiveGuide, published: Publish) -> None:
    published(rich_lamp(title="The lamp again"))
    say("fixed")
    say("fixed", number=2)
    outcomes.flush()
    assert sorted(Outcome.objects.values_list("release__number", flat=True)) == [1, 2]


@pytest.mark.parametrize(("step", "number"), [("prayer", 1), ("turn-on", 7)])
def test_what_nobody_understands_is_counted_as_lost(lamp: LiveGuide, step: str, number: int) -> None:
    say("fixed", step, number=number)
    assert kept_outcomes() == []
    assert lost_outcomes() == {"unknown": 1}


def test_a_full_queue_takes_no_more_and_says_so(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_WAITING", 2)
    for step in ("turn-on", "torch", "new-bulb", "turn-on"):
        say("not", step)
    assert kept_outcomes() == [("torch", "not"), ("turn-on", "not")]
    assert lost_outcomes() == {"full": 2}


def test_one_caller_says_only_so_much(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_OF_ONE", 1)
    for caller in (ADA, ADA, BOB):
        say("not", caller=caller)
    assert len(kept_outcomes()) == 2
    assert lost_outcomes() == {"often": 1}


def test_beyond_the_callers_that_are_kept_nobody_is_refused(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "MOST_OF_ONE", 1)
    monkeypatch.setattr(queue, "MOST_CALLERS", 1)
    for caller, step in ((ADA, "turn-on"), (BOB, "turn-on"), (BOB, "torch")):
        say("not", step, caller=caller)
    assert len(kept_outcomes()) == 3


def test_while_the_database_is_away_everything_waits(
    lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said once, tried again after a while, and nothing is lost or counted twice."""
    with monkeypatch.context() as broken:
        broken.setattr(rows, "write_said", _away)
        say("fixed")
        outcomes.offer("lamp", 1, "turn-on", "switch", "home", caller=ADA)
        outcomes.tend()
        outcomes.tend()
        process._process.rests_until = 0
        outcomes.tend()
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert Outcome.objects.count() == 0
    outcomes.tend()
    assert Outcome.objects.count() == 0
    process._process.rests_until = 0
    outcomes.tend()
    assert (Outcome.objects.count(), DailyOutcome.objects.get().count) == (1, 1)
    assert caplog.messages[-1] == "What visitors say of steps is written again."


def _away(*_: object) -> None:
    raise OperationalError("gone\nfor lunch")


def test_one_that_breaks_holds_up_no_other(
    lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fold = folding.make_row

    def breaks(said: queue.Said) -> Outcome:
        if said.step == "torch":
            raise ZeroDivisionError
        return fold(said)

    monkeypatch.setattr(folding, "make_row", breaks)
    for step in ("torch", "turn-on"):
        say("not", step)
    assert kept_outcomes() == [("turn-on", "not")]
    assert lost_outcomes() == {"unknown": 1}
    assert "An outcome cannot be counted." in caplog.text


def test_any_other_fault_is_logged_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(process, "read_helped", lambda: 1 / 0)
    outcomes.tend()
    assert "What visitors say of steps cannot be counted." in caplog.text


def test_a_step_that_was_shown_counts_once_a_caller_and_day(lamp: LiveGuide) -> None:
    """Added to what other workers wrote; of a release that is gone it is left out."""
    for caller in (ADA, ADA, BOB):
        outcomes.offer("lamp", 1, "turn-on", "switch", "home", caller=caller)
    outcomes.flush()
    outcomes.offer("lamp", 1, "turn-on", "switch", "home", caller="192.0.2.3")
    outcomes.offer("lamp", 9, "turn-on", "switch", "home", caller=ADA)
    outcomes.flush()
    one = DailyOutcome.objects.get()
    assert (one.kind, one.step, one.cause, one.place, one.count) == ("offered", "turn-on", "switch", "home", 3)


def test_the_days_before_are_summed_up_once_a_day(lamp: LiveGuide, monkeypatch: pytest.MonkeyPatch) -> None:
    """When every worker has written what was said before midnight."""
    say("fixed")
    outcomes.flush()
    tomorrow = dt.datetime.combine(timezone.now().date() + dt.timedelta(days=1), dt.time(), dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow + dt.timedelta(minutes=5))
    outcomes.tend()
    assert not DailyOutcome.objects.exists()
    monkeypatch.setattr(timezone, "now", lambda: tomorrow + dt.timedelta(minutes=10))
    outcomes.tend()
    assert DailyOutcome.objects.get().kind == "fixed"


def test_what_visitors_read_needs_thirty_answers(lamp: LiveGuide) -> None:
    """From memory, looked up by the thread; of a step anywhere, and where a cause looked likely."""
    document = live.site().guides["lamp"].document
    step = next(one for one in document.steps if one.slug == "turn-on")
    causes = {one.slug: one for one in document.causes}
    for at in range(30):
        assert outcomes.find_helped(document, step) is None
        say("fixed" if at < 20 else "not", caller=f"192.0.2.{at}")
        say("cannot", caller=f"192.0.3.{at}")
        say("helped", caller=f"192.0.4.{at}")
        process._process.looks_at = 0
        outcomes.tend()
    found = outcomes.find_helped(document, step)
    assert found is not None
    assert (found.fixed, found.told) == (20, 30)
    assert outcomes.find_helped(document, step, causes["switch"]) == found
    assert outcomes.find_helped(document, step, causes["bulb"]) is None


def test_an_outcome_has_no_room_for_a_person() -> None:
    """Release, walk, step, what was said and why, where it stood, day, perhaps the link: not who, nor when exactly."""
    names = {field.name for field in Outcome._meta.get_fields()}
    assert names == {
        "id", "release", "walk", "step", "kind", "why", "cause", "place", "day", "link", "key",
    }  # fmt: skip


def test_webhooks_hear_of_it_once(lamp: LiveGuide) -> None:
    """What was said, on which step and where it stood; again only where the visitor says something else."""
    Webhook.objects.create(name="Tickets", address="https://example.org/", events=["outcome"], guides=[])
    for kind in ("not", "not", "fixed"):
        say(kind)
        outcomes.flush()
    told = [json.loads(body) for body in WebhookDelivery.objects.order_by("pk").values_list("body", flat=True)]
    about = {"release": 1, "step": "turn-on", "why": "", "cause": "switch", "place": "home", "link": None}
    assert [one["guide"] for one in told] == ["lamp", "lamp"]
    assert [one["data"] for one in told] == [about | {"outcome": "not"}, about | {"outcome": "fixed"}]
