"""Searching a guide: what was understood as an answer, and what fits best, each with the line that says why."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from diagnostics.content.search.entries import Entry
from diagnostics.content.search.index import SearchIndex
from diagnostics.content.search.query import Query, read_query
from diagnostics.content.search.understanding import Pair, Understood, understand
from diagnostics.content.search.words import split_words

MOST_HITS: Final = 12
LEAST: Final = 0.45
"""How much of a query an entry must speak of, by what its words tell."""


NAMED: Final = 0.5
"""How much of its name must be said of an entry that speaks of less."""
UNKNOWN: Final = 0.5
"""How much a word tells that the guide does not know, beside its rarest one."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line; ``hit`` where it is what was looked for."""

    text: str
    hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that fits. why: the line that says so. score: comparable within one search."""

    entry: Entry
    score: float
    why: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search.

    Attributes: understood: the answers that the words say, in the order in which they are asked. hits: what fits, the best
    first. read_as: mistakes that were put right, each with what was typed. share: how much of the query the best hit speaks of.
    is_complaint: nothing was said but what the whole guide is about, so that its first question is the best answer.
    """

    understood: tuple[Understood, ...]
    hits: tuple[Hit, ...]
    read_as: tuple[tuple[str, str], ...]
    share: float
    is_complaint: bool = False

    def __bool__(self) -> bool:
        return bool(self.understood or self.hits or self.is_complaint)


def find(index: SearchIndex, text: str, *, off: frozenset[Pair] = frozenset()) -> Found:
    """Search a guide; never fails, whatever was typed. off: answers that were understood and are not meant."""
    query = read_query(index, text)
    understood = understand(index, query, off=off)
    if not understood and query.said and not query.unknown and query.own_stems <= index.complaint:
        return Found((), (), query.read_as, 1.0, is_complaint=True)
    pairs = {one.pair for one in understood}
    ranked = sorted(_scores(index, query), key=lambda one: (-one[1], one[0]))
    best = [one for one in ranked if (index.entries[one[0]].question, index.entries[one[0]].slug) not in pairs]
    hits = tuple(Hit(index.entries[number], score, _why(index, query, number)) for number, score, _ in best[:MOST_HITS])
    return Found(understood, hits, query.read_as, max((share for *_, share in ranked), default=0.0))


def _scores(index: SearchIndex, query: Query) -> Iterator[tuple[int, float, float]]:
    """By number of the entry: how well it fits, and how much of the query it speaks of."""
    sums: dict[int, float] = defaultdict(float)
    spoken: dict[int, int] = defaultdict(int)
    for term in query.terms:
        weight, words = term.weight * index.tells(term.stem), sum(1 << at for at in term.at)
        for number, strength in index.postings.get(term.stem, ()):
            sums[number] += weight * strength
            spoken[number] |= words
    shares = _shares(index, query, frozenset(spoken.values()))
    stems, tells = query.stems, {stem: index.tells(stem) for stem in query.stems}
    for number, score in sums.items():
        share = shares[spoken[number]]
        named = sum([tells[stem] for stem in index.names[number] & stems]) / index.name_tells[number]
        if share >= LEAST or named >= NAMED:
            yield number, score * share * (1 + named), share


def _shares(index: SearchIndex, query: Query, spoken: frozenset[int]) -> dict[int, float]:
    """How much of the query some of its words are, given as bits; one that the guide does not know is less than its rarest."""
    told = dict.fromkeys(query.unknown, UNKNOWN * index.tells(""))
    for term in query.runs[0]:
        for at in term.at:
            told[at] = max(told.get(at, 0.0), index.tells(term.stem))
    for term in query.terms:
        for at in term.at:
            told.setdefault(at, index.tells(term.stem))
    whole = sum(told.values())
    return {words: sum(one for at, one in told.items() if words >> at & 1) / whole for words in spoken}


def _why(index: SearchIndex, query: Query, number: int) -> tuple[Piece, ...]:
    """The sentence that holds most of what was looked for, else the first one; what was found in it is marked."""
    lines = index.lines[number]
    if not lines:
        return ()
    for stems in (query.own_stems, query.stems):
        if any(not stems.isdisjoint(line.stems) for line in lines):
            break
    best = max(lines, key=lambda line: sum(map(index.tells, stems & line.stems)))
    return tuple(_pieces(index, best.text, stems))


def _pieces(index: SearchIndex, line: str, stems: frozenset[str]) -> Iterator[Piece]:
    done = 0
    for word in split_words(line):
        if stems.intersection(map(index.language.stem, word.forms)):
            if done < word.begin:
                yield Piece(line[done : word.begin])
            yield Piece(line[word.begin : word.end], hit=True)
            done = word.end
    if done < len(line):
        yield Piece(line[done:])
