"""The numbers in the database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

import pytest
from django.db import connection

from diagnostics.domain.crowds import walk_counts
from diagnostics.domain.crowds.rule import WEEKS, Past
from diagnostics.domain.crowds.tally import Place, Row
from diagnostics.models import WalkCount
from tests.domain.crowds.history import INTERVAL_NOW, put, put_past

type Count = Callable[[int], AbstractContextManager[object]]

KEYS = [f"key-{number}" for number in range(30)]


def rows(walks: int, *, workers: int = 1) -> list[Row]:
    return [Row(Place("lamp", INTERVAL_NOW, "complaint", key), walks, workers) for key in sorted(KEYS)]


def counts() -> set[tuple[str, int, int]]:
    return set(WalkCount.objects.values_list("key", "walks", "workers"))


@pytest.mark.django_db
def test_numbers_add_up() -> None:
    """A number that is there grows, one that is not begins."""
    walk_counts.add(rows(3))
    walk_counts.add(rows(4, workers=0))
    assert counts() == {(key, 7, 1) for key in KEYS}


@pytest.mark.django_db
def test_many_rows_are_added_in_several_statements(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk_counts, "AT_ONCE", 7)
    walk_counts.add(rows(1))
    assert counts() == {(key, 1, 1) for key in KEYS}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_add_at_the_same_time() -> None:
    """Eight of them at once, again and again: no walk is lost, none waits for ever."""

    def work(_: int) -> None:
        for _again in range(10):
            walk_counts.add(rows(1))
        connection.close()

    with ThreadPoolExecutor(8) as workers:
        list(workers.map(work, range(8)))
    assert counts() == {(key, 80, 80) for key in KEYS}


@pytest.mark.django_db
def test_a_series_is_now_and_earlier() -> None:
    """Walks in the window, in the day before it, and of each earlier week near this hour and in the day before."""
    for ago, walks, workers in ((0, 5, 3), (1, 0, 0), (2, 4, 1), (3, 7, 1), (146, 1, 1), (147, 100, 1)):
        put(walks, ago=ago, workers=workers)
    put(9, ago=WEEKS.apart + 8)
    put(11, ago=WEEKS.apart + 2 * 144 + 9)
    (one,) = walk_counts.series(("lamp",), INTERVAL_NOW, WEEKS)
    assert (one.kind, one.key) == ("complaint", "dark")
    assert (one.now.came, one.now.doubtful, one.now.day) == (9, 2, 8)
    assert one.past == (Past(9, 9), *[Past(0, 0)] * 5)


@pytest.mark.django_db
def test_earlier_numbers_are_read_once_however_many_guides_there_are(django_assert_num_queries: Count) -> None:
    """And kept for no longer than the window is the same."""
    guides = [(f"lamp-{number}",) for number in range(40)]
    for guide in guides:
        walk_counts.series(guide, INTERVAL_NOW, WEEKS)
    with django_assert_num_queries(len(guides)):
        for guide in guides:
            walk_counts.series(guide, INTERVAL_NOW, WEEKS)
    walk_counts.series(guides[0], INTERVAL_NOW + 1, WEEKS)
    assert len(walk_counts._kept) == 1


@pytest.mark.django_db
def test_old_numbers_are_deleted() -> None:
    """What no comparison needs any more goes, and nothing else."""
    put_past(1, times=6)
    before = WalkCount.objects.count()
    put(1, ago=walk_counts.KEPT)
    put(1, ago=walk_counts.KEPT + 1)
    walk_counts.delete_old(INTERVAL_NOW)
    assert WalkCount.objects.count() == before + 1
