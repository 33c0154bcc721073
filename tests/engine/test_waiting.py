"""A step that takes its time: it keeps its place, and only what can be done meanwhile is offered."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.advise import advise, why_not_first
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.guide import Alarm, Guide
from diagnostics.engine.network import compile_guide
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import DroppedPair, Event, Walk, fold, questions_asked, steps_done
from diagnostics.engine.words import WAITING, WAITING_TIME
from tests.engine.builders import a_guide, a_question, a_step, when
from tests.engine.drawn import addresses, guides

SINCE = dt.datetime(2026, 11, 29, 10, 15, tzinfo=dt.UTC)
HOUSE = a_guide(
    questions=[a_question("wet", signs={"dust": {"yes": "for"}})],
    steps=[
        a_step("air", {"dust": "usually"}, waiting="hour", aliases=("fan",)),
        a_step("dry", {"dust": "always"}, kind="wait", waiting="day", when=when(wet="yes"), meanwhile=True),
        a_step("wipe", {"dust": "sometimes"}, meanwhile=True),
        a_step("paint", {"dust": "usually", "rust": "usually"}),
        a_step("look", {"rust": "always"}, kind="verdict", waiting="hour"),
    ],
)
NETWORK = compile_guide(HOUSE)
MINUTES = st.integers(0, 500_000_000).map(
    lambda minutes: dt.datetime(2000, 1, 1, tzinfo=dt.UTC) + dt.timedelta(minutes=minutes)
)


def fold_wait(since: str, *before: tuple[str, str]) -> Walk:
    return fold(HOUSE, [*before, ("waiting", "air"), ("since", since)])


# What the pairs mean ---------------------------------------------------------


@pytest.mark.parametrize("since", ["20261129T1015", "2026-11-29T10:15", "2026-11-29T10:15Z", "20261129T1015)."])
def test_the_wait_and_since_when_are_read(since: str) -> None:
    """In either form of ISO 8601, whatever was glued to it; the address has the short one."""
    walk = fold_wait(since)
    assert (walk.waiting, walk.dropped) == (Event("waiting", "air", since=SINCE), ())
    assert walk.pairs == (("waiting", "air"), ("since", "20261129T1015"))


def test_a_whole_hour_will_do() -> None:
    """Whoever writes an address by hand may leave the minutes out."""
    assert fold_wait("2026-11-29T10").waiting == Event("waiting", "air", since=SINCE.replace(minute=0))


@pytest.mark.parametrize(
    "since", ["2026112310", "soon", "20261332T1015", "20261129T2515", "19700101T0000", "00010101T0000", "٢٠٢٦1129T1015"]
)
def test_a_time_that_cannot_be_read_is_named(since: str) -> None:
    """The wait counts, nobody knows since when, and that is said."""
    walk = fold_wait(since)
    assert (walk.waiting, walk.dropped) == (Event("waiting", "air"), (DroppedPair("since", since, "unknown"),))
    assert walk.pairs == (("waiting", "air"),)


def test_only_what_takes_time_is_waited_for() -> None:
    """A step without a wait, a verdict and what the guide does not know are left out and named."""
    for name in ("wipe", "look", "dance"):
        walk = fold(HOUSE, [("waiting", name), ("since", "20261129T1015")])
        assert walk == Walk(dropped=(DroppedPair("waiting", name, "unknown"),))


def test_a_wait_keeps_the_place_of_its_step() -> None:
    """It stands where something else was said of the step, and gives its place to whatever is said later."""
    walk = fold(HOUSE, [("did", "fan"), ("wet", "yes"), ("waiting", "fan"), ("since", "20261129T1015")])
    assert [event.name for event in walk.said] == ["air", "wet"]
    assert walk.with_event(Event("tried", "air")).pairs == (("tried", "air"), ("wet", "yes"))
    assert fold(HOUSE, [*walk.pairs, ("did", "air")]) == walk
    assert fold(HOUSE, [*walk.pairs, ("tried", "air")]).waiting is None
    assert walk.without(Event("waiting", "air", since=SINCE)).pairs == (("wet", "yes"),)


def test_who_waits_for_one_step_waits_for_no_other() -> None:
    """The last one counts, in an address and in a link."""
    walk = fold(HOUSE, [("waiting", "air"), ("wet", "yes"), ("waiting", "dry"), ("since", "20261129T1015")])
    assert walk.pairs == (("wet", "yes"), ("waiting", "dry"), ("since", "20261129T1015"))
    assert walk.with_event(Event("waiting", "air")).pairs == (("wet", "yes"), ("waiting", "air"))


def test_a_wait_sleeps_while_its_step_does_not_apply() -> None:
    """As every step: another answer wakes it."""
    walk = fold(HOUSE, [("wet", "no"), ("waiting", "dry"), ("since", "20261129T1015")])
    assert (walk.waiting, walk.dormant) == (None, (Event("waiting", "dry", since=SINCE),))
    assert fold(HOUSE, walk.with_event(Event("answer", "wet", "yes")).pairs).waiting is not None


# What is decided -------------------------------------------------------------


def test_only_what_can_be_done_meanwhile_is_offered() -> None:
    """Nothing is asked, and neither the step itself nor what disturbs it is in the plan."""
    before, here = advise(NETWORK, Walk()), advise(NETWORK, fold_wait("20261129T1015", ("wet", "no")))
    assert [one.step for one in before.plan][:1] != ["wipe"]
    assert (here.move, here.waiting, here.question) == ("wait", "air", None)
    assert [one.step for one in here.plan] == ["wipe"]


def test_why_the_others_are_not_first() -> None:
    """One takes its time already; another cannot be done meanwhile."""
    for walk, waiting, other in (
        (fold_wait("20261129T1015"), "air", "paint"),
        (fold(HOUSE, [("wet", "yes"), ("waiting", "dry")]), "dry", "air"),
    ):
        decision = advise(NETWORK, walk)
        assert why_not_first(NETWORK, walk, decision, waiting).why == "waiting"
        reason = why_not_first(NETWORK, walk, decision, other)
        assert (reason.why, reason.after) == ("meanwhile", (waiting,))


def test_an_alarm_that_ends_the_walk_ends_the_wait() -> None:
    """Act first."""
    guide = replace(HOUSE, alarms=(Alarm("flood", when(wet="yes"), stops=True),))
    decision = advise(compile_guide(guide), fold(guide, [("wet", "yes"), ("waiting", "air")]))
    assert (decision.move, decision.waiting, decision.stops) == ("escalate", None, ("flood",))


def test_a_repair_is_done_and_a_wait_is_not_yet() -> None:
    """Both begin the steps, as far as questions are counted."""
    air, dry = (fold(HOUSE, [("wet", "yes"), ("waiting", step), ("wet", "yes")]) for step in ("air", "dry"))
    assert (steps_done(HOUSE, air), steps_done(HOUSE, dry)) == ({"air"}, set())
    assert questions_asked(HOUSE, fold(HOUSE, [("waiting", "air"), ("wet", "yes")])) == (0, 1)


def test_every_word_has_its_time() -> None:
    """And the longer the word, the longer the wait."""
    assert list(WAITING_TIME) == list(WAITING)
    assert list(WAITING_TIME.values()) == sorted(WAITING_TIME.values())


@given(st.data(), guides(questions=(1, 4), steps=(2, 6)), MINUTES)
def test_whatever_was_said_a_wait_changes_what_is_offered_and_nothing_else(
    data: st.DataObject, guide: Guide, since: dt.datetime
) -> None:
    """The address gives the wait back; no evidence comes of it; what is offered can be done meanwhile."""
    network, walk = compile_guide(guide), fold(guide, data.draw(addresses(guide)))
    for step in (one for one in guide.steps if one.takes_time):
        event = Event("waiting", step.slug, since=since)
        waits = fold(guide, walk.with_event(event).pairs)
        assert fold(guide, waits.pairs) == waits
        if not waits.waiting:
            assert event in waits.dormant
            continue
        decision, without = advise(network, waits), advise(network, waits.without(event))
        assert decision == advise(network, waits)
        assert (decision.move, decision.waiting) == ("wait", step.slug)
        assert decision.causes == without.causes
        names = guide.step_names
        assert all(names[one.step].meanwhile and one.step != step.slug for one in decision.plan)
        assert not situation(network, waits, {}, DEFAULT).outlook.askable.any()
