"""Where each word of a guide stands: built once for a release, then only read, by any number of threads."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

from diagnostics.content.document.index import Index
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.search.entries import EXAMPLE, WHOLE, Entry, Saying, entries, sayings
from diagnostics.content.search.typos import Spelling
from diagnostics.content.search.words import Language, word_forms
from diagnostics.content.wording.texts import Texts
from diagnostics.engine.guide import Guide

WEIGHTS: Final = (5.0, 2.0, 0.7)
"""Of a word in a name, in a line about it, in its text."""
EVEN: Final = 0.6
"""How much a long field makes its words count less: b of BM25 (Robertson and Zaragoza 2009, section 3.3)."""
LONGEST_LINE: Final = 160
_ENDS: Final = re.compile(r"(?<=[.?!])\s+|\n+")
_BULLET: Final = re.compile(r"^(?:-|\d+\.)(?:\s+|$)")
ENOUGH: Final = 1.4
"""How soon a word that occurs again adds little: k₁ of BM25."""


COMMON: Final = 3
"""A word that more than one in so many entries holds tells something only in a name."""

type Postings = tuple[tuple[int, float], ...]
"""Numbers of entries, each with how strongly a word speaks for it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an entry, and the stems that are not in its name."""

    text: str
    stems: frozenset[str]


@dataclass(frozen=True)
class Way:
    """One way to say an answer.

    run: its stems in their order. is_example: it is one of several that stand for something else. is_common: its word
    stands in so many places that it must be all that is said.
    """

    question: str
    option: str
    run: tuple[str, ...]
    is_example: bool
    is_common: bool

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(self.run)


@dataclass(frozen=True)
class Synonym:
    """said: what people say, in its order. own: the stems of the guide's words for it, in their order."""

    said: tuple[str, ...]
    own: tuple[str, ...]

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self.said)


@dataclass(frozen=True)
class SearchIndex:
    """The words of one guide.

    Attributes: guide: compiled for the engine, which says what answers go together. first: the question that is asked first.
    complaint: the stems of what the whole guide is about.
    names, name_tells, lines: of each entry the stems of its name, what they tell, and the sentences that may say why it fits. postings: by stem, the entries that
    it stands in, each with how strongly it speaks for it. rare: by stem, how much it tells. ways: by each of their stems. surfaces: the stem of each word.
    """

    guide: Guide
    first: str
    complaint: frozenset[str]
    language: Language
    entries: tuple[Entry, ...]
    names: tuple[frozenset[str], ...]
    name_tells: tuple[float, ...]
    lines: tuple[tuple[Line, ...], ...]
    postings: Mapping[str, Postings]
    rare: Mapping[str, float]
    surfaces: Mapping[str, str]
    spelling: Spelling
    ways: Mapping[str, tuple[Way, ...]]
    synonyms: tuple[Synonym, ...]

    @classmethod
    def build(cls, document: GuideDocument, guide: Guide, texts: Texts) -> "SearchIndex":
        language = Language(is_english=document.language.split("-")[0] == "en")
        found = tuple(entries(document, texts))
        fields = [
            [_stems(language, (one.name,)), _stems(language, one.lines), _stems(language, one.texts)] for one in found
        ]
        postings = _postings(fields)
        said = [*sayings(document, texts)]
        often = _often(found, said, document)
        rare = {stem: math.log(1 + (len(found) - len(at) + 0.5) / (len(at) + 0.5)) for stem, at in postings.items()}
        surfaces = {plain: language.stem(plain) for plain in often}
        return cls(
            guide=guide,
            first=first.slug if (first := Index(document).first_question) else "",
            complaint=frozenset(language.stems(texts.line(document.title))),
            language=language,
            entries=found,
            names=tuple(frozenset(name) for name, *_ in fields),
            name_tells=tuple(sum(rare[stem] for stem in set(name)) or 1.0 for name, *_ in fields),
            lines=tuple(tuple(_sentences(language, one)) for one in found),
            postings=_drop_common(postings, fields),
            rare=MappingProxyType(rare),
            surfaces=MappingProxyType(surfaces),
            spelling=Spelling({plain: count for plain, count in often.items() if surfaces[plain]}),
            ways=_by_stem(_ways(language, said, rare)),
            synonyms=tuple(
                Synonym(_phrase_stems(language, other), language.stems(own))
                for own, others in document.synonyms.items()
                for other in others
            ),
        )

    def tells(self, stem: str) -> float:
        """How much a stem tells; one that no entry holds tells as much as the rarest."""
        return self.rare.get(stem, self.most)

    @cached_property
    def most(self) -> float:
        return math.log(2 * len(self.entries) + 2)


def _stems(language: Language, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(stem for text in texts for stem in language.all_stems(text))


def _phrase_stems(language: Language, phrase: str) -> tuple[str, ...]:
    """The stems of a phrase; where only one word of it tells anything, the others must be said too: “still sending”."""
    stems = language.stems(phrase)
    return stems if len(stems) > 1 else tuple(language.stem(whole) or whole for whole, *_ in word_forms(phrase))


def _sentences(language: Language, entry: Entry) -> Iterator[Line]:
    name = frozenset(language.stems(entry.name))
    whole = (_BULLET.sub("", one) for text in entry.texts for one in _ENDS.split(text) if len(one) <= LONGEST_LINE)
    for text in filter(None, (*entry.lines, *whole)):
        yield Line(text, frozenset(language.all_stems(text)) - name)


def _postings(fields: list[list[tuple[str, ...]]]) -> Mapping[str, Postings]:
    usual = [max(1.0, sum(len(one[at]) for one in fields) / max(1, len(fields))) for at in range(len(WEIGHTS))]
    found: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for number, entry in enumerate(fields):
        for stems, weight, length in zip(entry, WEIGHTS, usual, strict=True):
            length_counts = 1 - EVEN + EVEN * len(stems) / length
            for stem, times in Counter(stems).items():
                found[stem][number] += weight * times / length_counts
    return MappingProxyType(
        {stem: tuple((number, sum_ / (ENOUGH + sum_)) for number, sum_ in at.items()) for stem, at in found.items()}
    )


def _drop_common(postings: Mapping[str, Postings], fields: list[list[tuple[str, ...]]]) -> Mapping[str, Postings]:
    """Without the texts that hold a word which stands nearly everywhere: there it tells nothing, and is long to go through."""
    named = [frozenset(name) for name, *_ in fields]
    return MappingProxyType(
        {
            stem: at if len(at) * COMMON < len(fields) else tuple(one for one in at if stem in named[one[0]])
            for stem, at in postings.items()
        }
    )


def _often(found: Iterable[Entry], said: Iterable[Saying], document: GuideDocument) -> Mapping[str, int]:
    """How often each word is written, also where people say it who do not know the guide."""
    texts = [text for one in found for text in (one.name, *one.lines, *one.texts)]
    texts += [one.text for one in said]
    texts += [phrase for own, others in document.synonyms.items() for phrase in (own, *others)]
    return Counter(form for text in texts for forms in word_forms(text) for form in forms)


MOST_OFTEN: Final = 0.06
"""Part of the entries in which a single word may stand that alone says an answer."""


def _by_stem(ways: Iterable[Way]) -> Mapping[str, tuple[Way, ...]]:
    found: dict[str, list[Way]] = defaultdict(list)
    for way in ways:
        for stem in way.stems:
            found[stem].append(way)
    return MappingProxyType({stem: tuple(ones) for stem, ones in found.items()})


def _ways(language: Language, said: Iterable[Saying], rare: Mapping[str, float]) -> Iterable[Way]:
    """Ways that tell answers apart: what two answers to a question have in common says neither, if it is not all of one."""
    alike: dict[tuple[str, tuple[str, ...]], list[Saying]] = defaultdict(list)
    for one in said:
        if (run := language.stems(one.text)) and run != ("not",):
            alike[one.question, run].append(one)
    least = -math.log(MOST_OFTEN)
    for (question, run), ones in alike.items():
        clearest = min(one.clearness for one in ones)
        first, *others = {one.option for one in ones if one.clearness == clearest}
        if not others:
            is_common = len(run) == 1 and clearest > WHOLE and rare.get(run[0], least) < least
            yield Way(question, first, run, clearest == EXAMPLE, is_common)
