"""What helped, in numbers."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from diagnostics.domain.live import LiveGuide
from diagnostics.domain.outcomes import figures
from diagnostics.domain.outcomes.roll_up import roll_up
from diagnostics.models import DailyOutcome, LostOutcome, Outcome, Release
from tests.fixtures import Publish
from tests.web.lamp import rich_lamp

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("lamp")]
GUIDE = ("lamp", "old-lamp")


def day(ago: int) -> dt.date:
    return timezone.now().date() - dt.timedelta(days=ago)


def add(count: int, ago: int = 0, *, number: int = 1, **said: object) -> None:
    base = {"step": "turn-on", "kind": "fixed", "cause": "switch", "place": "home", **said}
    release, before = Release.objects.get(guide="lamp", number=number), Outcome.objects.count()
    Outcome.objects.bulk_create(
        Outcome(release=release, day=day(ago), key=f"{before}-{at}", **base) for at in range(count)
    )


def test_the_four_ends_are_kept_apart() -> None:
    """And so is what came before them: it did not help, it could not be done, and why."""
    for count, kind in enumerate(("fixed", "not", "explained", "helped"), start=1):
        add(count, kind=kind)
    add(2, kind="cannot", why="find")
    add(1, kind="cannot")
    release = Release.objects.get(guide="lamp")
    DailyOutcome.objects.create(release=release, day=day(0), step="turn-on", kind="offered", count=20)
    (one,) = figures.read(GUIDE, "step", None).values()
    assert [one.count_of(kind) for kind in ("fixed", "not", "explained", "helped", "cannot")] == [1, 2, 3, 4, 3]
    assert one.whys == {"find": 2, "": 1}
    assert one.left == 20 - 13
    assert one.helped is not None
    assert (one.helped.part, one.helped.whole) == (1, 3)


def test_who_says_more_than_was_shown_leaves_nobody() -> None:
    """A page that a browser had kept was not counted as shown."""
    add(3)
    (one,) = figures.read(GUIDE, "step", None).values()
    assert one.left == 0


def test_figures_stand_by_step_cause_place_release_and_week(published: Publish, lamp: LiveGuide) -> None:
    published(rich_lamp(title="The lamp again"))
    add(2)
    add(1, 8, step="torch", cause="outage", place="grid", number=2)
    groups = {by: set(figures.read(GUIDE, by, None)) for by in figures.COLUMNS}
    monday, before = (one - dt.timedelta(days=one.weekday()) for one in (day(0), day(8)))
    assert groups == {
        "step": {"turn-on", "torch"},
        "cause": {"switch", "outage"},
        "place": {"home", "grid"},
        "release": {1, 2},
        "week": {monday, before},
    }
    assert set(figures.read(GUIDE, "step", day(7))) == {"turn-on"}


def test_sums_and_what_was_said_since_count_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    """In three queries, however many there are."""
    add(5, 2)
    add(4, 1)
    add(3)
    assert figures.read(GUIDE, "step", None)["turn-on"].count_of("fixed") == 12
    roll_up()
    with django_assert_num_queries(3):
        assert figures.read(GUIDE, "step", None)["turn-on"].count_of("fixed") == 12
    assert figures.read(("other",), "step", None) == {}


def test_what_was_lost_is_summed_up_by_why() -> None:
    for ago, why, count in ((0, "full", 2), (1, "full", 3), (1, "often", 1), (40, "unknown", 7)):
        LostOutcome.objects.create(guide="lamp", day=day(ago), why=why, count=count)
    assert figures.read_lost(GUIDE, day(30)) == {"full": 5, "often": 1}
    assert figures.read_lost(GUIDE, None) == {"full": 5, "often": 1, "unknown": 7}


def test_what_visitors_read_knows_no_other_end() -> None:
    """Whether it fixed it or not; by step, and by step and cause."""
    add(3)
    add(1, kind="not", cause="bulb")
    add(5, kind="cannot")
    add(5, kind="explained")
    add(5, 400)
    found = figures.read_helped()
    assert {key: (one.fixed, one.told) for key, one in found.items()} == {
        ("lamp", "", "turn-on"): (3, 4),
        ("lamp", "switch", "turn-on"): (3, 3),
        ("lamp", "bulb", "turn-on"): (0, 1),
    }
