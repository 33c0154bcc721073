"""What an address asks the search: the words, and the answers that were understood and are not meant."""

from dataclasses import dataclass, replace
from typing import Final, Self

from django.http import HttpRequest

from diagnostics.content.search.query import LONGEST
from diagnostics.content.search.understanding import Pair
from diagnostics.web.site.addresses import with_query
from diagnostics.web.walk.query import read_pairs

WORDS: Final = "q"
OFF: Final = "not"
BETWEEN: Final = "."
"""Between question and answer; no slug holds one."""


@dataclass(frozen=True, slots=True)
class Asked:
    """words: as they were typed. off: pairs of question and answer, in the order in which they were taken off."""

    words: str
    off: tuple[Pair, ...] = ()

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Raises BadRequest for an address that is too long to be read."""
        pairs = read_pairs(request)
        words = next((value for name, value in pairs if name == WORDS), "")
        off = [value.partition(BETWEEN) for name, value in pairs if name == OFF]
        return cls(" ".join(words.split()), tuple(dict.fromkeys((question, answer) for question, _, answer in off)))

    @property
    def is_long(self) -> bool:
        """Whether only the beginning is looked for."""
        return len(self.words) > LONGEST

    def without(self, answer: Pair) -> "Asked":
        return replace(self, off=(*self.off, answer))

    def address(self, page: str) -> str:
        """The same search at the address of a page."""
        return with_query(page, [(WORDS, self.words), *((OFF, BETWEEN.join(pair)) for pair in self.off)])
