"""Words as the search compares them: without case, accents and apostrophes; of English without endings."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from diagnostics.content.search.english import english_stem

_WORD: Final = re.compile(r"[^\W_]+(?:(?:['’ʼ&‑-]|(?<=\d)\.(?=\d))[^\W_]+)*")
_JOINTS: Final = re.compile(r"['’ʼ&‑.-]")
_HYPHENS: Final = re.compile(r"[‑-]")
LEAST_PART: Final = 3
"""Letters of a part that may be looked for alone."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. forms: as it is compared, and the longer parts of one with a hyphen. begin, end: where it stands."""

    forms: tuple[str, ...]
    begin: int
    end: int

    @property
    def plain(self) -> str:
        """The whole word as it is compared."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Language:
    """How words of a language are compared; of a language that is not known, only case and accents make no difference."""

    is_english: bool

    def stem(self, plain: str) -> str:
        """What is the same for all forms of a word; empty for one that says nothing."""
        return english_stem(plain) if self.is_english else plain

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of a text in their order."""
        return tuple(filter(None, (self.stem(whole) for whole, *_ in word_forms(text))))

    def all_stems(self, text: str) -> tuple[str, ...]:
        """The same, and of a word with a hyphen also those of its longer parts."""
        return tuple(filter(None, (self.stem(form) for forms in word_forms(text) for form in forms)))


def word_forms(text: str) -> Iterator[tuple[str, ...]]:
    """The forms of each word; to know where it stands, too, takes twice as long."""
    for written in _WORD.findall(text):
        if any(forms := _forms(written)):
            yield forms


def split_words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        if any(forms := _forms(match.group())):
            yield Word(forms, *match.span())


@lru_cache(maxsize=10_000)
def _forms(written: str) -> tuple[str, ...]:
    parts = _HYPHENS.split(written)
    return fold(written), *(fold(part) for part in parts if len(parts) > 1 and len(part) >= LEAST_PART)


def fold(text: str) -> str:
    """Without case, accents and joints: “T‑Mobile” is “tmobile”."""
    bare = text if _is_version(text) else _JOINTS.sub("", text)
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", bare).casefold() if letter.isalnum() or letter == "."
    )


def _is_version(text: str) -> bool:
    return text[0].isdigit() and "." in text


_PERSONAL: Final = re.compile(r"\S*(?:[@\d]|://|www\.)\S*")
"""Addresses and whatever holds a digit: they may say who somebody is."""
MOST_PLAIN: Final = 6


def plain_words(text: str, *, most: int) -> str:
    """The words of a text as they may be kept: without numbers and addresses, at most so many characters."""
    plain = (word.plain for word in split_words(_PERSONAL.sub(" ", text)))
    words = [word for word in plain if not any(sign.isnumeric() for sign in word)][:MOST_PLAIN]
    while words and len(" ".join(words)) > most:
        words.pop()
    return " ".join(words)
