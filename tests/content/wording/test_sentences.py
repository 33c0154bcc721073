"""Sentences are translated, filled, and begin with a capital letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.wording.sentences import Wording, with_capital


def test_fill_translates_before_it_fills() -> None:
    """The message is what a translator sees; values come after, and their own messages are translated too."""
    seen: list[str] = []

    def translate(message: str) -> str:
        seen.append(message)
        return {"%(a)s and %(b)s.": "%(b)s et %(a)s.", "the %(x)s": "le %(x)s"}[message]

    inner = Wording("the %(x)s", {"x": "mur"})
    assert Wording("%(a)s and %(b)s.", {"a": inner, "b": "moi"}).fill(translate) == "Moi et le mur."
    assert seen == ["%(a)s and %(b)s.", "the %(x)s"]


def test_only_a_sentence_gets_a_capital() -> None:
    """A part of a sentence stays as it is."""
    assert Wording("%(said)s, so wait. %(because)s", {"said": "it is dark", "because": "Why"}).fill().startswith("It")
    assert Wording("very likely").fill() == "very likely"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("your lamp is dark.", "Your lamp is dark."),
        ("iMessage is off.", "iMessage is off."),
        ("eSIM or not.", "eSIM or not."),
        ("“on” is lit.", "“on” is lit."),
        ("été comme hiver.", "Été comme hiver."),
        ("", ""),
    ],
)
def test_a_name_keeps_its_letters(sentence: str, said: str) -> None:
    assert with_capital(sentence) == said


@given(st.text())
def test_a_capital_is_set_once(text: str) -> None:
    """Setting it again changes nothing, and nothing but the first letter changes."""
    once = with_capital(text)
    assert with_capital(once) == once
    assert once[-len(text[1:]) :] == text[1:] or not text[1:]
