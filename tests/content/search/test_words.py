"""Words as the search compares them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.search.words import Language, fold, plain_words, split_words, word_forms

ENGLISH, OTHER = Language(is_english=True), Language(is_english=False)


@pytest.mark.parametrize(
    "forms",
    [
        ("message", "messages", "Messaging", "MESSAGES"),
        ("deliver", "delivered", "delivers", "delivering"),
        ("send", "sent", "sending", "sends"),
        ("stop", "stops", "stopped", "stopping"),
        ("activate", "activation", "activated", "activating", "activates"),
        ("verify", "verifies", "verified", "verification"),
        ("receive", "received", "getting", "got"),
        ("box", "boxes"),
        ("pass", "passes", "passed"),
        ("café", "cafe", "cafes"),
        ("T-Mobile", "t‑mobile", "tmobile"),
        ("AT&T", "att", "At&t"),
        ("can't", "cannot", "cant", "CAN’T", "doesn't", "not"),
    ],
)
def test_forms_of_a_word_are_one(forms: tuple[str, ...]) -> None:
    """Number, tense, case, accents, apostrophes, hyphens."""
    assert len({ENGLISH.stems(form) for form in forms}) == 1


@pytest.mark.parametrize(
    "pair", [("new", "news"), ("bus", "bu"), ("iOS", "io"), ("his", "hi"), ("8", "18"), ("18.2", "182")]
)
def test_other_words_stay_apart(pair: tuple[str, str]) -> None:
    assert ENGLISH.stems(pair[0]) != ENGLISH.stems(pair[1])


def test_what_says_nothing_is_left_out() -> None:
    """In English; of other languages nobody knows it here, and every word counts as it is written."""
    assert ENGLISH.stems("Why is it that my lamp is off?") == ("lamp", "off")
    assert OTHER.stems("Ist die Lampen AUS?") == ("ist", "die", "lampen", "aus")


def test_parts_of_a_word_with_a_hyphen_can_be_found_alone() -> None:
    assert ENGLISH.all_stems("Wi-Fi sign-in") == ("wifi", "signin", "sign")
    assert ENGLISH.stems("sign-in") == ("signin",)


def test_words_know_where_they_stand() -> None:
    text = "“Not” don’t, 3.5 _x_"
    assert [text[word.begin : word.end] for word in split_words(text)] == ["Not", "don’t", "3.5", "x"]


def test_a_letter_that_is_only_a_mark_is_no_word() -> None:
    """An Arabic vowel sign that stands alone."""
    assert [*split_words("\ufe70 lamp")] == [*split_words("  lamp")]
    assert [*word_forms("\ufe70 lamp")] == [("lamp",)]


@given(st.text())
def test_forms_are_those_of_the_words(text: str) -> None:
    """Whether or not it is asked where the words stand."""
    assert [*word_forms(text)] == [word.forms for word in split_words(text)]


@given(st.text(max_size=60))
def test_any_text_has_words(text: str) -> None:
    """Nothing fails, and what was folded stays as it is."""
    for word in split_words(text):
        assert word.plain
        assert fold(word.plain) == word.plain
        assert isinstance(ENGLISH.stem(word.plain), str)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Purple  Elephants!", "purple elephants"),
        ("call +1 (555) 010-0199 now", "call now"),
        ("bob.smith@example.org is blocked", "is blocked"),
        ("see https://example.org/me or www.example.org", "see or"),
        ("iOS18 bug", "bug"),
        ("one two three four five six seven", "one two three four five six"),
        (f"short {'x' * 60}", "short"),
        ("x" * 61, ""),
        ("?!", ""),
    ],
)
def test_only_plain_words_are_kept(typed: str, kept: str) -> None:
    """No number, no address, and no more than a few."""
    assert plain_words(typed, most=60) == kept


@given(st.text(max_size=80))
def test_kept_words_say_no_number_and_no_address(text: str) -> None:
    kept = plain_words(text, most=60)
    assert len(kept) <= 60
    assert not any(sign.isdecimal() or sign == "@" for sign in kept)
