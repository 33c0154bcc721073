"""Reading a code out: a word for each of its letters, as the International Civil Aviation Organization has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from diagnostics.content.results.codes import format_code

WORDS: Final = MappingProxyType(
    {
        word[0].lower(): word
        for word in (
            *("Bravo", "Charlie", "Delta", "Foxtrot", "Golf", "Hotel", "Juliett", "Kilo", "Mike", "November"),
            *("Papa", "Quebec", "Romeo", "Sierra", "Tango", "Victor", "Whiskey", "X-ray", "Zulu"),
        )
    }
)


@dataclass(frozen=True, slots=True)
class Letters:
    """One group of a code: its letters, with a word for each."""

    letters: str
    words: tuple[str, ...]

    @property
    def line(self) -> str:
        """The words, to be read out together."""
        return ", ".join(self.words)


def spell(code: str) -> tuple[Letters, ...]:
    """A code by its groups."""
    return tuple(Letters(group, tuple(_words(group))) for group in format_code(code).split("-"))


def _words(group: str) -> Iterator[str]:
    return (WORDS[letter.lower()] for letter in group)
