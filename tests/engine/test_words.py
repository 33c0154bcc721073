"""The words and the numbers behind them."""

import pytest

from diagnostics.engine import words
from diagnostics.engine.words import band, question_minutes, step_minutes


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (1.0, "very-likely"),
        (0.5, "very-likely"),
        (0.499, "likely"),
        (0.2, "likely"),
        (0.05, "possible"),
        (0.049, "unlikely"),
        (0.0, "unlikely"),
    ],
)
def test_band_begins_at_its_least_share(share: float, word: str) -> None:
    """Very likely from a half, likely from a fifth, possible from a twentieth, else unlikely."""
    assert band(share) == word


def test_step_minutes_add_up_base_work_waiting_and_loss() -> None:
    assert step_minutes(1, "none", "nothing") == 2
    assert step_minutes(5, "ten-minutes", "interrupts") == 1 + 5 + 1 + 2
    assert step_minutes(2, "day", "loses-data") == 1 + 2 + 8 + 120


def test_question_minutes_add_up_page_and_effort() -> None:
    assert question_minutes("glance") == pytest.approx(0.5)
    assert question_minutes("look") == pytest.approx(1.3)
    assert question_minutes("try") == pytest.approx(3.3)


@pytest.mark.parametrize(
    "table", [words.COMMONNESS, words.SIGN, words.REMEDY, words.WAITING, words.DISRUPTION, words.EFFORT, words.UNKNOWN]
)
def test_stronger_words_mean_greater_numbers(table: dict[str, float]) -> None:
    """In every scale each word stands for more than the one before it."""
    numbers = list(table.values())
    assert numbers == sorted(set(numbers))


def test_signs_are_never_certain() -> None:
    """No sign makes a cause impossible, and a blank one lies between against and for."""
    assert min(words.SIGN.values()) > 0
    assert words.SIGN["against"] < words.BLANK < words.SIGN["for"]


def test_remedies_are_never_certain() -> None:
    """No step cures always, so a failed one never makes a cause impossible."""
    assert max(words.REMEDY.values()) < 1
