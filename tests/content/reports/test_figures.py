"""What many replays add up to."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.document.measures import Report
from diagnostics.content.reports.figures import Figures, figures, groups, wilson_interval
from diagnostics.content.reports.replay import Asked, Offered, Replay


def a_replay(*steps: str, pages: int = 0, **changes: Any) -> Replay:
    """A replay that came to these steps after so many pages."""
    base: dict[str, Any] = {
        "slug": "r",
        "text": "It hums.",
        "found_in": "forum",
        "solved_by": ("cure",),
        "helped": ("half",),
    }
    met: list[Asked | Offered] = [*(Asked("see", ("dark",), ()) for _ in range(pages)), *map(Offered, steps)]
    verdicts = tuple(step for step in steps if step == "verdict")
    return Replay(Report(**base | changes), tuple(met), "solved" if "cure" in steps else "help", (), (), verdicts, ())


@pytest.mark.parametrize(
    ("hits", "count", "low", "high"), [(15, 20, 0.531, 0.888), (0, 10, 0.0, 0.278), (10, 10, 0.722, 1.0), (0, 0, 0, 1)]
)
def test_wilson_interval_is_the_published_one(hits: float, count: int, low: float, high: float) -> None:
    """Values of Newcombe (1998) and by hand."""
    assert wilson_interval(hits, count) == pytest.approx((low, high), abs=0.001)


@given(st.integers(1, 500).flatmap(lambda count: st.tuples(st.integers(0, 2 * count), st.just(count))))
def test_wilson_interval_holds_the_share(half_hits_of: tuple[int, int]) -> None:
    """It lies in [0, 1], round what was seen, and narrows with four times as many reports."""
    halves, count = half_hits_of
    low, high = wilson_interval(halves / 2, count)
    assert 0 <= low <= halves / 2 / count <= high <= 1
    closer = wilson_interval(2 * halves, 4 * count)
    assert closer[1] - closer[0] < high - low


def test_figures_count_places_and_pages() -> None:
    """The cure first, third, fifth and never; something that helped in part is half a hit."""
    found = figures(
        [
            a_replay("cure", pages=2),
            a_replay("a", "b", "cure", pages=4),
            a_replay("a", "b", "c", "d", "cure", pages=3),
            a_replay("half", "a", pages=3),
            a_replay("a", "verdict", pages=0),
        ]
    )
    assert [found.hits(within) for within in (1, 3, 5)] == [1.5, 2.5, 3.5]
    assert (found.never, found.mean_pages, found.false_verdicts) == (1.5, 2.4, 1)
    assert found.share(3) == 0.5
    assert found.interval(3) == wilson_interval(2.5, 5)


def test_figures_of_nothing() -> None:
    """No report, no share; and nothing is known."""
    assert (Figures(()).share(3), Figures(()).mean_pages, Figures(()).interval(3)) == (0.0, 0.0, (0.0, 1.0))


def test_groups_are_all_ordinary_tiers_and_sources() -> None:
    """Ordinary: core, and within what a guide can know."""
    found = figures(
        [
            a_replay("cure"),
            a_replay("cure", outside="Broken by hand."),
            a_replay("cure", tier="edge", found_in="article"),
        ]
    )
    assert [(name, some.count) for name, some in groups(found)] == [
        ("all", 3),
        ("ordinary", 1),
        ("tier core", 2),
        ("tier edge", 1),
        ("article", 1),
        ("forum", 2),
    ]
