"""Codes of result links: eleven random letters and one that checks them, in three groups of four.

The alphabet has nineteen consonants. Left out are A E I O U, so that no word comes about; Y, which is a vowel too and
is taken for V; and L, which is taken for I and 1. Nineteen is a prime: the weighted sum of a code is 0 mod 19, so
every single wrong letter and every swap of two different letters is noticed (docs/results.md).
"""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Final

ALPHABET: Final = "bcdfghjkmnpqrstvwxz"
LENGTH: Final = 12
GROUP: Final = 4
DIGITS: Final = 8
"""Of a code that is spoken on the telephone."""
LONGEST: Final = 200
"""Characters of what was typed that are looked at."""
_WEIGHTS: Final = range(1, LENGTH + 1)
_BETWEEN: Final = re.compile(r"[\s\-‐‑‒–—−_.·,/]+")
_AROUND: Final = re.compile(r"^[\W_]+|(\.(txt|json|svg))?[\W_]*$")
_NO_PATH: Final = re.compile(r"([?#&<>\"]|/\s).*", re.DOTALL)
"""Begins what follows the path of an address, or can stand in no address."""


@dataclass(frozen=True, slots=True)
class Code:
    """A well-formed code, in small letters; the site may not have it."""

    letters: str


@dataclass(frozen=True, slots=True)
class SpokenDigits:
    """Eight digits, as agents read them out on the phone."""

    digits: str


@dataclass(frozen=True, slots=True)
class NothingTyped:
    pass


@dataclass(frozen=True, slots=True)
class ForeignSigns:
    """Characters that no code holds, as they were typed, each once."""

    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrongLength:
    """Too few or too many letters, or digits."""

    count: int
    of_digits: bool


@dataclass(frozen=True, slots=True)
class WrongLetters:
    """The letters do not belong together: one is wrong, or two are swapped."""


type Typed = Code | SpokenDigits | NothingTyped | ForeignSigns | WrongLength | WrongLetters


def new(below: Callable[[int], int] = secrets.randbelow) -> str:
    """A new code in small letters; ``below(n)`` draws a number from 0 to n - 1."""
    values = [below(len(ALPHABET)) for _ in range(LENGTH - 1)]
    check = -_sum(values) * pow(LENGTH, -1, len(ALPHABET)) % len(ALPHABET)
    return "".join(ALPHABET[value] for value in (*values, check))


def format_code(code: str) -> str:
    """As people read a code: ``BCDF-GHJK-MNPQ``."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP)).upper()


def read(typed: str) -> Typed:
    """What was typed, in any case, with or without hyphens and spaces; also a whole address that ends in a code.

    What a chat or a mail program leaves around it does not count: brackets, quotation marks, a full stop.
    """
    text = _strip(typed[:LONGEST])
    if not text:
        return NothingTyped()
    if text.isdecimal() and text.isascii():
        return SpokenDigits(text) if len(text) == DIGITS else WrongLength(len(text), of_digits=True)
    if foreign := tuple(dict.fromkeys(sign for sign in text.upper() if sign.lower() not in ALPHABET)):
        return ForeignSigns(foreign)
    letters = text.lower()
    if len(letters) != LENGTH:
        return WrongLength(len(letters), of_digits=False)
    return Code(letters) if _sum([ALPHABET.index(letter) for letter in letters]) == 0 else WrongLetters()


def _strip(typed: str) -> str:
    """Without what stands around and between the letters; of an address only what follows ``/r/``."""
    _, address, text = unescape(typed).rpartition("/r/")
    if address:
        text = _NO_PATH.sub("", text) or text
    return _BETWEEN.sub("", _AROUND.sub("", text) or text)


def _sum(values: list[int]) -> int:
    return sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=False)) % len(ALPHABET)
