"""Words in a box."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.web.cards.lettering import Lettering, drawable, fit, font

WORDS = st.text(alphabet="abé WM–", min_size=1, max_size=260).filter(str.strip)


def fit_text(text: str) -> Lettering:
    return fit(text, width=1040, height=290, largest=112, smallest=44)


def test_few_words_are_large_and_lines_are_balanced() -> None:
    """No word stands alone in the last line where it could have company."""
    assert fit_text("Why won’t my lamp light up?").lines == ("Why won’t my", "lamp light up?")
    assert fit_text("Restart") == Lettering(("Restart",), 112)


def test_a_sentence_begins_a_line() -> None:
    assert fit_text("Nothing is broken. It is day.").lines == ("Nothing is broken.", "It is day.")


@given(WORDS)
def test_whatever_is_said_stays_in_the_box(text: str) -> None:
    """No line is wider than the box and the last one ends above its foot; what is cut off is replaced by dots."""
    found = fit_text(text)

    assert 44 <= found.size <= 112
    assert found.height <= 290
    assert all(font(found.size).getlength(line) <= 1060 for line in found.lines)
    whole = "".join(text.split())
    shown = "".join("".join(found.lines).split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1])) or len(text) > 200


def test_a_word_without_an_end_is_broken() -> None:
    """A compound word goes on in the next line."""
    assert "".join(fit_text("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk").lines).startswith("Donaudampf")
    assert fit_text("W" * 190).lines[-1].endswith("…")


@pytest.mark.parametrize(
    "text", ["Zénit – “ça va”?", "Größe ½ €", "Čeština, Łódź, Türkçe", "Україна", "Ελλάδα", "Việt Nam"]
)
def test_letters_of_europe_can_be_drawn(text: str) -> None:
    assert drawable(text) == text


@pytest.mark.parametrize("text", ["送信できません", "لا يعمل", "लैंप", "iMessageがオフ"])
def test_words_in_other_letters_are_left_out_whole(text: str) -> None:
    """Half a sentence, or boxes in place of letters, would say something else or nothing."""
    assert drawable(text) == ""


def test_signs_that_cannot_be_drawn_are_left_out() -> None:
    """The words say it without them; an accent in two parts is one letter."""
    assert drawable("Turn it off \U0001f4f5 now") == "Turn it off now"
    assert drawable("Ze\u0301nit") == "Zénit"
