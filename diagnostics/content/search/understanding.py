"""Which answers a query says: the visitor sees them named, and may take each of them off."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from diagnostics.content.search.index import SearchIndex, Way
from diagnostics.content.search.query import Query, denies_the_same
from diagnostics.engine.guide import Condition, options_of
from diagnostics.engine.walk import fold

type Pair = tuple[str, str]

MOST: Final = 5
"""Answers that are understood at once."""
ENOUGH: Final = 0.75
"""How much of a way to say an answer must be said, by what its words tell."""
FEW: Final = 2
"""Answers to the first question that an answer leaves room for, so that the first of them may be taken for granted."""


@dataclass(frozen=True, slots=True)
class Understood:
    """An answer that was said. words: that said it, as they were typed; empty where another answer leaves room for no other."""

    question: str
    option: str
    words: str

    @property
    def pair(self) -> Pair:
        return self.question, self.option


def understand(index: SearchIndex, query: Query, *, off: frozenset[Pair] = frozenset()) -> tuple[Understood, ...]:
    """The answers in the order in which they are asked. off: what was understood and is not meant."""
    said = list(_said_answers(index, query, off))
    said += (one for one in _granted_answer(index, said) if one.pair not in off)
    order = [(question.slug, option.slug) for question in index.guide.questions for option in question.options]
    said.sort(key=lambda one: order.index(one.pair))
    answers = fold(index.guide, [one.pair for one in said]).answers
    return tuple(one for one in said if one.option in options_of(answers.get(one.question)))


@dataclass(frozen=True, slots=True)
class _Match:
    way: Way
    at: frozenset[int]
    weight: float


def _said_answers(index: SearchIndex, query: Query, off: frozenset[Pair]) -> Iterator[Understood]:
    """The ways that were said, the first question's and those that explain most first; each explains something new."""
    names = index.guide.question_names
    taken_off = {name for name, _ in off if name in names and names[name].kind == "one"}
    explained, answered, first, count = set[int](), set[str](), "", 0
    for match in sorted(
        _matches(index, query), key=lambda one: (one.way.is_example, one.way.question != index.first, -one.weight)
    ):
        way, question = match.way, names[match.way.question]
        is_open = way.question not in answered | taken_off and (way.question, way.option) not in off
        if not is_open or not match.at - explained or count == MOST or _is_far(index, way, first):
            continue
        count += 1
        first = way.option if way.question == index.first else first
        explained |= match.at
        if question.kind == "one":
            answered.add(way.question)
        yield Understood(way.question, way.option, query.typed_words(match.at))


def _matches(index: SearchIndex, query: Query) -> Iterator[_Match]:
    for way in dict.fromkeys(way for stem in query.stems for way in index.ways.get(stem, ())):
        here = way.stems & query.stems
        whole, told = sum(map(index.tells, way.stems)), sum(map(index.tells, here))
        if not here or told < ENOUGH * whole or not denies_the_same(way.run, query.pairs):
            continue
        at = frozenset[int]().union(*(term.at for term in query.terms if term.stem in here))
        if not way.is_common or at == query.said:
            yield _Match(way, at, told * told / whole)


def _is_far(index: SearchIndex, way: Way, first: str) -> bool:
    """Whether it answers a question that few walks come to, and nothing says that this one does."""
    room = _room(index, way.question, index.guide.question_names[way.question].when)
    return FEW < len(room) <= len(index.guide.question_names[index.first].options) / 2 and first not in room


def _granted_answer(index: SearchIndex, said: list[Understood]) -> Iterator[Understood]:
    """What the first of these answers takes for granted, where nothing is said to the first question."""
    if not any(one.question == index.first for one in said):
        taken = (pair for one in said for pair in pairs_to(index, one.pair) if pair != one.pair)
        yield from (Understood(*pair, "") for pair in itertools.islice(taken, 1))


def pairs_to(index: SearchIndex, answer: Pair) -> tuple[Pair, ...]:
    """An answer, after the one to the first question without which it is not asked for; of a few such ones the first."""
    name, option = answer
    question = index.guide.question_names[name]
    chosen = next(one for one in question.options if one.slug == option)
    room = _room(index, name, (*chosen.when, *question.when))
    return ((index.first, room[0]), answer) if 0 < len(room) <= FEW else (answer,)


def _room(index: SearchIndex, question: str, when: Condition) -> tuple[str, ...]:
    """The answers to the first question that a condition of another question names; none where it names all, or none."""
    wanted = [options for about, options in when if about == index.first and question != index.first]
    common = frozenset.intersection(*wanted) if wanted else frozenset[str]()
    return tuple(one.slug for one in index.guide.question_names[index.first].options if one.slug in common)
