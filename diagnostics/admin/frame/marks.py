"""The words of tables as editors see them, each with a mark as well as a colour; and the heads and cells of a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

NOTHING: Final = "nothing"
SIGNS: Final[Mapping[str, tuple[str, str]]] = {
    "rules-out": ("rules it out", "✕"),
    "strongly-against": ("strongly against", "−−"),
    "against": ("against", "−"),
    "": (NOTHING, ""),
    "for": ("for", "+"),
    "strongly-for": ("strongly for", "++"),
    "proves": ("proves it", "✓"),
}
"""Word → how it reads, and its mark."""
REMEDIES: Final[Mapping[str, tuple[str, str]]] = {
    "": (NOTHING, ""),
    "seldom": ("seldom", "○"),
    "sometimes": ("sometimes", "◔"),
    "usually": ("usually", "◕"),
    "always": ("always", "●"),
}
"""The same of remedies."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of a table: its id, how it reads, and what it is about; ``more`` says its kind or its place."""

    id: str
    title: str
    slug: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table.

    name: of its field. labels: ids of the headings that name it together. word: what is chosen now. was: what is stored.
    """

    name: str
    labels: str
    word: str
    was: str
    words: Mapping[str, tuple[str, str]]

    @property
    def changed(self) -> bool:
        """Whether what is chosen is not saved yet."""
        return self.word != self.was

    @property
    def stored(self) -> str:
        """What is stored, in words."""
        return self.words[self.was][0]

    @property
    def text(self) -> str:
        """The word as it reads."""
        return self.words[self.word][0]

    @property
    def mark(self) -> str:
        """The mark of the word."""
        return self.words[self.word][1]

    @property
    def choices(self) -> SafeString:
        """The options of the cell's list, this word chosen."""
        return _choices(self.words is SIGNS, self.word)


@cache
def _choices(signs: bool, chosen: str) -> SafeString:  # noqa: FBT001 (a key of the cache)
    words = SIGNS if signs else REMEDIES
    rows = [(word, SafeString(" selected" if word == chosen else ""), text) for word, (text, _) in words.items()]
    # Hundreds of cells: what HTML lets one leave out is left out.
    return format_html_join("", '<option value="{}"{}>{}', rows)
