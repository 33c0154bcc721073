"""What `make test` leaves to CI: what is slow, and most cases of what is alike, but never all of them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import share

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ("tests/browser/test_access.py", "tests/browser/test_results.py", "tests/browser/test_offline_changes.py")


def collected(*options: str, draw: str = "") -> set[str]:
    """The tests of visitors' pages that a run would try."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "--quiet", "-n", "0", *options, *PAGES]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | {"TEST_SHARE": draw}, capture_output=True, text=True, check=True
    )
    return {line for line in done.stdout.splitlines() if "::" in line}


def laws(tests: set[str]) -> set[str]:
    return {test.partition("[")[0] for test in tests}


@pytest.mark.slow
def test_a_share_has_a_case_of_each_law_that_is_not_slow() -> None:
    """And without a number, everything is tried."""
    everything, quick, tried = collected(), collected("-m", "not slow"), collected(draw="7")

    assert laws(tried) == laws(quick) < laws(everything)
    assert tried < quick < everything


@given(st.lists(st.integers()), st.integers(1, 99_999))
def test_some_are_one_in_six_in_their_order(alike: list[int], draw: int) -> None:
    """At least one; drawn by the same number, the same ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(share, "DRAW", str(draw))
        places = share.some(range(len(alike)))
        assert share.some(alike) == [alike[place] for place in places]

    assert places == sorted(set(places))
    assert len(places) == -(-len(alike) // 6)


def test_another_number_draws_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sooner or later each is tried; without a number all are."""
    seen: set[int] = set()
    for draw in range(60):
        monkeypatch.setattr(share, "DRAW", str(draw))
        seen |= set(share.some(range(12)))
    monkeypatch.setattr(share, "DRAW", "")

    assert seen == set(share.some(range(12))) == set(range(12))
