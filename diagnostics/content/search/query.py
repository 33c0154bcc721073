"""What somebody typed, read: each word as one that the guide knows, mistakes put right, other words for the same added."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from diagnostics.content.search.index import SearchIndex
from diagnostics.content.search.words import Word, split_words

LONGEST: Final = 200
"""Characters of a query; the rest is not read."""
MOST_WORDS: Final = 24
MISTYPED: Final = 0.8
"""How much a word counts that was put right."""
MEANT: Final = 0.8
"""How much the guide's own word counts that people say otherwise."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was said. at: the numbers of the words that say it."""

    stem: str
    at: frozenset[int]
    weight: float = 1.0


@dataclass(frozen=True)
class Query:
    """What was typed, as the guide understands it.

    words: as they were typed, those that say nothing included. runs: what was said in its order, and after it the
    guide's own words for parts of it. read_as: what was put right, by what was typed.
    said: the numbers of the words that say something. unknown: those of them that the guide does not know.
    """

    text: str
    words: tuple[Word, ...]
    runs: tuple[tuple[Term, ...], ...]
    read_as: tuple[tuple[str, str], ...]
    said: frozenset[int]
    unknown: frozenset[int]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for run in self.runs for term in run)

    @cached_property
    def own_stems(self) -> frozenset[str]:
        """Without what the guide says otherwise."""
        return frozenset(term.stem for term in self.runs[0])

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(term.stem for term in self.terms)

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Stems that follow each other."""
        return frozenset[tuple[str, str]]().union(*map(_pairs, self.runs))

    def typed_words(self, at: frozenset[int]) -> str:
        """The words of these numbers, as they were typed."""
        return " ".join(self.text[self.words[one].begin : self.words[one].end] for one in sorted(at))


def read_query(index: SearchIndex, text: str) -> Query:
    """Never fails, whatever was typed."""
    text = text[:LONGEST]
    words = tuple(split_words(text))[:MOST_WORDS]
    terms, read_as = list[Term](), list[tuple[str, str]]()
    unknown = set[int]()
    for at, forms in _word_forms(index, words):
        known = _look_up(index, forms)
        if not known:
            unknown |= at
            continue
        terms += (Term(stem, at, MISTYPED if known.is_put_right else 1.0) for stem in known.stems if stem)
        if known.is_put_right:
            read_as.append((" ".join(text[words[one].begin : words[one].end] for one in sorted(at)), known.written))
    said = frozenset(number for term in terms for number in term.at) | unknown
    runs = (tuple(terms), *_own_words(index, words, tuple(terms)))
    return Query(text, words, runs, tuple(read_as), said, frozenset(unknown))


@dataclass(frozen=True, slots=True)
class _Known:
    stems: tuple[str, ...]
    written: str = ""
    is_put_right: bool = False


def _word_forms(index: SearchIndex, words: tuple[Word, ...]) -> Iterator[tuple[frozenset[int], tuple[str, ...]]]:
    """The forms of each word; two that the guide writes as one are that one as well: “i message”."""
    glued = {at: one.plain + other.plain for at, (one, other) in enumerate(pairwise(words))}
    joined = {at: both for at, both in glued.items() if index.surfaces.get(both)}
    for at, word in enumerate(words):
        if word.plain in index.surfaces or not {at, at - 1} & joined.keys():
            yield frozenset({at}), word.forms
        if at - 1 in joined:
            yield frozenset({at - 1, at}), (joined[at - 1],)


def _look_up(index: SearchIndex, forms: tuple[str, ...]) -> _Known | None:
    """What a word says to the guide: nothing, itself, the two that it is glued of, or what may have been meant."""
    plain, *parts = forms
    if plain in index.surfaces:
        return _Known((index.surfaces[plain],))
    stem = index.language.stem(plain)
    if not stem or stem in index.rare:
        return _Known((stem,))
    if known := [index.surfaces[part] for part in parts if part in index.surfaces]:
        return _Known(tuple(known))
    if glued := _unglue(index, plain):
        return _Known(tuple(index.surfaces[part] for part in glued), " ".join(glued), is_put_right=True)
    if near := index.spelling.nearest(plain):
        return _Known(tuple(index.surfaces[one] for one in near), "” or “".join(near), is_put_right=True)
    return None


LEAST_GLUED: Final = 3


def _unglue(index: SearchIndex, plain: str) -> tuple[str, str] | None:
    """The two words that were typed without the blank between them; the longer the shorter one of them, the better."""
    cuts = range(LEAST_GLUED, len(plain) - LEAST_GLUED + 1)
    found = [
        (plain[:cut], plain[cut:]) for cut in cuts if plain[:cut] in index.surfaces and plain[cut:] in index.surfaces
    ]
    return max(found, key=lambda parts: min(map(len, parts)), default=None)


def denies_the_same(run: tuple[str, ...], pairs: frozenset[tuple[str, str]]) -> bool:
    """Whether what is said not to be so is the same: “not delivered” is not “delivered, and not here”."""
    if "not" not in run:
        return True
    at = run.index("not")
    return run[at : at + 2] in pairs or (0 < at == len(run) - 1 and run[at - 1 :] in pairs)


def _own_words(index: SearchIndex, words: tuple[Word, ...], run: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """The guide's own words for what people say otherwise."""
    said = {term.stem: term.at for term in run}
    said |= {word.plain: frozenset({at}) for at, word in enumerate(words) if word.plain not in said}
    pairs = _pairs(run)
    for synonym in index.synonyms:
        if synonym.words <= said.keys() and denies_the_same(synonym.said, pairs):
            at = frozenset[int]().union(*(said[one] for one in synonym.said))
            yield tuple(Term(stem, at, MEANT) for stem in synonym.own)


def _pairs(run: tuple[Term, ...]) -> frozenset[tuple[str, str]]:
    return frozenset((one.stem, other.stem) for one, other in pairwise(run))
