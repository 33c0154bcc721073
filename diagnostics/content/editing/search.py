"""Everything in a guide that says something: for editors who learn that a fact was wrong."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from diagnostics.content.checks.translations import sidecar_texts
from diagnostics.content.document.fields import Words
from diagnostics.content.document.index import Index
from diagnostics.content.document.leaves import GUIDE, PARTS, condition_key, leaves
from diagnostics.content.document.references import references
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.markdown import MARKER, with_markers
from diagnostics.content.markup.plain_text import plain_text
from diagnostics.content.markup.quantities import quantity

ADDRESSES: Final = {"sources": ("url",), "carriers": ("status_url", "support_url")}
"""Fields that are links, by part; they are no texts to translate, but they may be what is looked for."""
FIRST: Final = ("paths", "terms")
"""Parts whose words others say too: put right there, it is put right everywhere."""
BETWEEN: Final = " › "
"""Between the screens of a menu path."""
_ENDS: Final = re.compile(r"(?<=[.?!])\s+|\n+")
_NOTHING: Final = "\ue002"
"""Stands for words that do not matter; nobody looks for it."""
_LIKE: Final = str.maketrans("’‘“”\u00a0\u202f‑–—", "''\"\"  ---")
"""Signs that editors type in more than one way; each becomes one sign, so that positions stay."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence; ``hit`` where it matches the search."""

    text: str
    hit: bool = False


type Sentence = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """One field that matches.

    field: as in "options.green.text". sentences: those that say it, as visitors read them.
    through: part and slug of the menu path or term whose words these are; empty where the text itself says it.
    language: of the translation; empty for the guide's own.
    """

    field: str
    sentences: tuple[Sentence, ...]
    through: tuple[str, str] = ("", "")
    language: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """One object that matches."""

    part: str
    slug: str
    name: str
    sayings: tuple[Mention, ...]


def find_words(document: GuideDocument, words: str) -> tuple[SearchResult, ...]:
    """All objects that hold these words, menu paths and terms first. A number matches whole: 8 is not in 18.

    Small and capital letters, kinds of quotes, dashes and blanks make no difference.
    """
    pattern = _pattern(words)
    return _group(document, _mentions(document, pattern)) if pattern else ()


def find_citations(document: GuideDocument, source: str) -> tuple[SearchResult, ...]:
    """All objects that name this source, each with what it says."""
    texts = {(leaf.part, leaf.slug, leaf.field): leaf.text for leaf in leaves(document)}

    def mentions() -> Iterator[tuple[str, str, Mention]]:
        for one in references(document):
            if one.to == "sources" and one.word == source:
                fact = texts.get((one.part, one.slug, f"{one.field.removesuffix('.sources')}.text"), "")
                summary = fact or texts.get((one.part, one.slug, "summary"), "")
                yield one.part, one.slug, Mention(one.field, ((Piece(summary),),) if summary else ())

    return _group(document, mentions())


def _pattern(words: str) -> re.Pattern[str] | None:
    """What matches these words; None for nothing."""
    parts = _like(words).split()
    if not parts:
        return None
    before = r"(?<!\d)" if parts[0][0].isdigit() else ""
    after = r"(?!\d)" if parts[-1][-1].isdigit() else ""
    return re.compile(before + r"\s+".join(map(re.escape, parts)) + after, re.IGNORECASE)


def _group(document: GuideDocument, sayings: Iterable[tuple[str, str, Mention]]) -> tuple[SearchResult, ...]:
    index = Index(document)
    by_object: dict[tuple[str, str], list[Mention]] = {}
    for part, slug, saying in sayings:
        by_object.setdefault((part, slug), []).append(saying)
    parts = (*FIRST, *(part for part in PARTS if part not in FIRST))
    order = [(part, slug) for part in parts for slug in index.parts[part]]
    ranked = sorted(by_object, key=[(GUIDE, document.slug), *order, *by_object].index)
    return tuple(
        SearchResult(part, slug, index.title(part, slug), tuple(by_object[part, slug])) for part, slug in ranked
    )


def _mentions(document: GuideDocument, pattern: re.Pattern[str]) -> Iterator[tuple[str, str, Mention]]:
    marks = _Marks(document)
    for leaf in leaves(document):
        if saying := _mention(leaf.field, leaf.text, marks, pattern, is_line=leaf.words is Words.LINE):
            yield leaf.part, leaf.slug, saying
    for part, slug, name, value in (*_values(document), *_ways(document, pattern)):
        if sentences := _sentences(value, pattern):
            yield part, slug, Mention(name, sentences)
    for language, sidecar in document.translations.items():
        for (part, slug, name), text in sidecar_texts(sidecar):
            if saying := _mention(name, text, marks, pattern):
                yield part, slug, replace(saying, language=language)


def _values(document: GuideDocument) -> Iterator[tuple[str, str, str, str]]:
    """What is not a text and yet can be searched: addresses, and minutes of work."""
    for part, names in ADDRESSES.items():
        for item in getattr(document, part):
            yield from ((part, item.slug, name, value) for name in names if (value := getattr(item, name)))
    for step in document.steps:
        yield "steps", step.slug, "minutes", quantity(step.minutes, "minute")


def _ways(document: GuideDocument, pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str, str]]:
    """Menu paths as a whole, where none of their screens matches alone."""
    for path in document.paths:
        for variant in path.variants:
            if not any(pattern.search(_like(screen)) for screen in variant.menu):
                yield "paths", path.slug, f"variants.{condition_key(variant.when)}.menu", BETWEEN.join(variant.menu)


class _Marks:
    """What menu paths and terms may become, the usual words first."""

    def __init__(self, document: GuideDocument) -> None:
        paths = {path.slug: sorted(path.variants, key=lambda variant: bool(variant.when)) for path in document.paths}
        self._words: dict[tuple[str, str], list[str]] = {
            ("path", slug): [BETWEEN.join(variant.menu) for variant in variants] for slug, variants in paths.items()
        }
        self._words |= {("term", term.slug): [term.text, *term.regions.values()] for term in document.terms}

    def alternatives(self, text: str) -> Iterator[tuple[tuple[str, str], str]]:
        """Each mark of a text with each of its words."""
        pieces = MARKER.split(text)
        for mark in dict.fromkeys(zip(pieces[1::3], pieces[2::3], strict=True)):
            yield from ((mark, words) for words in self._words.get(mark, ()))

    def fill(self, text: str, chosen: Mapping[tuple[str, str], str], *, others: str | None = None) -> str:
        """The text with its marks as words: those that are said, else ``others``, else the usual ones."""

        def words(mark: re.Match[str]) -> str:
            kind, slug = mark.groups()
            usual = next(iter(self._words.get((kind, slug), ())), slug)
            return chosen.get((kind, slug), usual if others is None else others)

        return MARKER.sub(words, text)


def _mention(
    field: str, text: str, marks: _Marks, pattern: re.Pattern[str], *, is_line: bool = False
) -> Mention | None:
    """A match in the text as visitors read it; else through one of its marks; else as editors wrote it."""
    source = with_markers(text) if is_line else plain_text(text)
    usual = marks.fill(source, {})
    if pattern.search(_like(marks.fill(source, {}, others=_NOTHING))) and (sentences := _sentences(usual, pattern)):
        return Mention(field, sentences)
    for mark, words in marks.alternatives(source):
        if pattern.search(_like(marks.fill(source, {mark: words}, others=_NOTHING))):
            sentences = _sentences(marks.fill(source, {mark: words}), pattern)
            return Mention(field, sentences, through=(f"{mark[0]}s", mark[1]))
    sentences = _sentences(usual, pattern) or _sentences(text, pattern)
    return Mention(field, sentences) if sentences else None


def _like(text: str) -> str:
    return text.translate(_LIKE)


def _sentences(text: str, pattern: re.Pattern[str]) -> tuple[Sentence, ...]:
    """The sentences that match, split at each match; a match that spans two brings both."""
    spans: list[tuple[int, int]] = []
    ends = [0, *(match.end() for match in _ENDS.finditer(text)), len(text)]
    hits = [match.span() for match in pattern.finditer(_like(text))]
    for start, end in hits:
        begin = max(at for at in ends if at <= start)
        stop = min(at for at in ends if at >= end)
        if spans and begin < spans[-1][1]:
            begin = spans.pop()[0]
        spans.append((begin, stop))
    return tuple(_cut(text, span, hits) for span in spans)


def _cut(text: str, span: tuple[int, int], hits: list[tuple[int, int]]) -> Sentence:
    begin, stop = span[0], span[0] + len(text[slice(*span)].rstrip())
    inside = [(start, end) for start, end in hits if begin <= start and end <= stop]
    edges = [begin, *itertools.chain.from_iterable(inside), stop]
    pieces = (Piece(text[a:b], bool(at % 2)) for at, (a, b) in enumerate(itertools.pairwise(edges)))
    return tuple(piece for piece in pieces if piece.text)
