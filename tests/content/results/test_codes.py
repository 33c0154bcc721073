"""Codes of result links: what is drawn, what is read, and what is noticed."""

from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.content.results.codes import (
    ALPHABET,
    LENGTH,
    Code,
    ForeignSigns,
    NothingTyped,
    SpokenDigits,
    WrongLength,
    WrongLetters,
    format_code,
    new,
    read,
)

letters = st.lists(st.sampled_from(range(len(ALPHABET))), min_size=LENGTH - 1, max_size=LENGTH - 1)


def code_of(values: list[int]) -> str:
    drawn = iter(values)
    return new(lambda _: next(drawn))


@given(letters)
def test_a_new_code_is_read_again(values: list[int]) -> None:
    """What is drawn is a code of twelve letters, as it is shown and in any other way of writing it."""
    code = code_of(values)
    assert (len(code), set(code) <= set(ALPHABET)) == (LENGTH, True)
    for typed in (
        code,
        code.upper(),
        format_code(code),
        format_code(code).replace("-", " "),
        f" {format_code(code).lower()}\n",
    ):
        assert read(typed) == Code(code)


@given(letters, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_wrong_letter_is_noticed(values: list[int], at: int, wrong: str) -> None:
    code = code_of(values)
    assert read(code[:at] + wrong + code[at + 1 :]) == (Code(code) if code[at] == wrong else WrongLetters())


@given(letters, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_every_swap_is_noticed(values: list[int], one: int, other: int) -> None:
    """A code with two letters swapped is no code, wherever they stand."""
    code = code_of(values)
    swapped = list(code)
    swapped[one], swapped[other] = code[other], code[one]
    same = code[one] == code[other]
    assert read("".join(swapped)) == (Code(code) if same else WrongLetters())


AROUND = ")>].,;:!?\"'»”’…*_`|/ \n"


@given(letters, st.text(AROUND, max_size=4), st.text(AROUND, max_size=4))
def test_what_is_glued_around_a_code_does_not_count(values: list[int], before: str, after: str) -> None:
    """Chat and mail programs take punctuation along, or leave their brackets."""
    code = format_code(code_of(values))
    assert read(f"{before}{code}{after}") == read(code)
    assert read(f"<https://fix.example.org/r/{code}{after}") == read(code)


@pytest.mark.parametrize(
    "after", ["&gt;", "&quot;", "&amp;gt;", '"></a>', "/?utm_source=mail", "/#kept", ".txt", ".json)"]
)
def test_what_follows_a_code_in_an_address_does_not_count(after: str) -> None:
    """Signs of HTML, a query, a fragment, the ending of another form."""
    assert read(f"/r/BBBB-BBBB-BBBB{after}") == Code("b" * 12)


def test_codes_are_drawn_from_the_whole_alphabet() -> None:
    """Each letter is drawn among nineteen, which is a prime, by a generator that nobody can foresee."""
    asked: list[int] = []
    draws = cycle([0])

    def below(n: int) -> int:
        asked.append(n)
        return next(draws)

    assert new(below) == "b" * LENGTH
    assert asked == [19] * (LENGTH - 1)
    assert len({new() for _ in range(100)}) == 100


def test_a_code_is_shown_in_three_groups() -> None:
    """As people read it out."""
    assert format_code("bcdfghjkmnpq") == "BCDF-GHJK-MNPQ"


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("", NothingTyped()),
        (" - ", NothingTyped()),
        ("bcdO-1b", ForeignSigns(("O", "1"))),
        ("OoÖ", ForeignSigns(("O", "Ö"))),
        ("лllI", ForeignSigns(("Л", "L", "I"))),
        ("bcd", WrongLength(3, of_digits=False)),
        ("b" * 13, WrongLength(13, of_digits=False)),
        ("?", ForeignSigns(("?",))),
        ("/r/?", ForeignSigns(("?",))),
        ("bc?df", ForeignSigns(("?",))),
        ("1234 5678", SpokenDigits("12345678")),
        ("1234567", WrongLength(7, of_digits=True)),
        ("１２３４５６７８", ForeignSigns(tuple("１２３４５６７８"))),
        ("bbbbbbbbbbbc", WrongLetters()),
        ("https://fix.example.org/r/BBBB-BBBB-BBBB/", Code("b" * 12)),
        ("b" * 5000, WrongLength(200, of_digits=False)),
    ],
)
def test_what_was_typed_is_understood(typed: str, reading: object) -> None:
    """Each kind of slip has its own answer, and a whole address will do."""
    assert read(typed) == reading
