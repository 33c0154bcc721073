"""What the site says to somebody, as they say it themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.wording.first_person import in_first_person


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Your message is green.", "My message is green."),
        ("it goes from your email, not your number", "it goes from my email, not my number"),
        ("You are abroad.", "I am abroad."),
        ("it happens when you were offline", "it happens when I was offline"),
        ("you’re on a beta", "I’m on a beta"),
        ("you aren’t sure, or you weren’t there", "I am not sure, or I was not there"),
        ("you moved to another phone", "I moved to another phone"),
        ("it asks you to sign in", "it asks me to sign in"),
        ("they write to you, and you do not get it", "they write to me, and I do not get it"),
        ("people cannot reach you", "people cannot reach me"),
        ("somebody sent you a code", "somebody sent me a code"),
        ("the number you write to is old", "the number I write to is old"),
        ("the phone is yours, and you set it up yourself", "the phone is mine, and I set it up myself"),
        ("Your answer to “Is your own line on?” is “You bet”.", "My answer to “Is your own line on?” is “You bet”."),
        ("younger people in Youngstown", "younger people in Youngstown"),
    ],
)
def test_you_becomes_i_or_me(told: str, said: str) -> None:
    """Verbs follow; what is quoted stays as it is."""
    assert in_first_person(told, "en") == said
    assert in_first_person(told, "en-gb") == said


def test_other_languages_stay_as_they_are() -> None:
    assert in_first_person("tu número, your number", "es") == "tu número, your number"


@given(
    st.lists(st.sampled_from(["you", "You", "your", "are", "were", "to", "when", "’re", ",", "“you”", "a"])).map(
        " ".join
    )
)
def test_nobody_is_spoken_to_any_more(told: str) -> None:
    """Turned once, there is nothing left to turn."""
    once = in_first_person(told, "en")
    assert in_first_person(once, "en") == once
