"""The known word that a mistyped one is nearest to, found by the letters that are left when one or two are taken away."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

SHORT = 4
"""Words of fewer letters are taken as they are typed."""
LONG = 8
"""Words of so many letters may have two mistakes."""
LONGEST = 24
MOST = 3
"""Words that may have been meant."""


class Spelling:
    """Knows a set of words; immutable, so threads may share it."""

    def __init__(self, often: Mapping[str, int]) -> None:
        """often: how often each word occurs."""
        self._often = often
        lacking: dict[str, list[str]] = {}
        for word in often:
            if SHORT <= len(word) <= LONGEST:
                for rest in {word, *_without(word, 1)}:
                    lacking.setdefault(rest, []).append(word)
        self._lacking: Mapping[str, list[str]] = MappingProxyType(lacking)

    def nearest(self, typed: str) -> tuple[str, ...]:
        """The words with the fewest mistakes, the most frequent first; none where none is near."""
        if not SHORT <= len(typed) <= LONGEST or typed.isdigit():
            return ()
        most = 2 if len(typed) >= LONG else 1
        rests = {typed, *(rest for missing in range(1, most + 1) for rest in _without(typed, missing))}
        near = {word for rest in rests for word in self._lacking.get(rest, ())}
        counted = {word: mistakes(typed, word, most) for word in near}
        fewest = min(counted.values(), default=most + 1)
        best = sorted((-self._often[word], word) for word, count in counted.items() if count == fewest <= most)
        return tuple(word for _, word in best[:MOST])


def _without(word: str, missing: int) -> Iterator[str]:
    for left in combinations(word, len(word) - missing):
        yield "".join(left)


def mistakes(typed: str, word: str, most: int) -> int:
    """Letters too many, missing, wrong, or swapped with the next one; anything above ``most`` where there are more."""
    if abs(len(typed) - len(word)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(word) + 1))
    for i, letter in enumerate(typed, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(word, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == word[j - 2] and typed[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]
