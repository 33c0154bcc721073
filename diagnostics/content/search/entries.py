"""Everything in a guide that can be found, each with its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from diagnostics.content.document.index import Index
from diagnostics.content.document.schema import Carrier, GuideDocument, Option, Question
from diagnostics.content.wording.texts import Texts

KindWord = Literal["sign", "answer", "cause", "step", "carrier", "page"]

SEEN: Final = ("glance",)
"""Efforts of questions whose answers people see by themselves, and so may look for; a single word is no description."""
QUOTE: Final = re.compile(r"“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    Attributes: slug: of an answer that of its option. question: of an answer or a sign. name: what it is called.
    lines: short texts about it, the one that tells most first. texts: what stands on its page, as plain text.
    """

    kind: KindWord
    slug: str
    name: str
    question: str = ""
    lines: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def entries(document: GuideDocument, texts: Texts) -> Iterator[Entry]:
    """All of a guide, as visitors read it who have said nothing yet."""
    index = Index(document)
    for question in document.questions:
        if question is index.first_question:
            yield from (_sign(question, option, texts) for option in question.options)
        elif question.effort in SEEN:
            yield from (_answer(question, option, texts) for option in question.options if " " in option.text)
    for cause in document.causes:
        if not cause.open:
            lines = _lines(texts, cause.summary, cause.said)
            yield Entry("cause", cause.slug, texts.line(cause.name), lines=lines, texts=_plain(texts, cause.text))
    for step in document.steps:
        written = (step.loses, step.first_check, step.say, *(variant.text for variant in step.variants))
        yield Entry(
            "step", step.slug, texts.line(step.title), lines=_lines(texts, step.summary), texts=_plain(texts, *written)
        )
    for carrier in document.carriers:
        yield _carrier(carrier, texts)
    for page in document.pages:
        lines = _lines(texts, page.summary)
        yield Entry("page", page.slug, texts.line(page.title), lines=lines, texts=_plain(texts, page.text))


def _sign(question: Question, option: Option, texts: Texts) -> Entry:
    page = option.page
    lines = _lines(texts, option.hint, *((page.title, page.summary) if page else ()), option.said)
    return Entry(
        "sign", option.slug, texts.line(option.text), question.slug, lines, _plain(texts, page.text if page else "")
    )


def _answer(question: Question, option: Option, texts: Texts) -> Entry:
    return Entry("answer", option.slug, texts.line(option.text), question.slug, _lines(texts, option.hint, option.said))


def _carrier(carrier: Carrier, texts: Texts) -> Entry:
    lines = _lines(texts, carrier.activation, carrier.network, carrier.rcs, carrier.charge)
    facts = tuple(texts.line(fact.text) for fact in carrier.facts)
    written = _plain(texts, carrier.caveats, *carrier.notes.values())
    return Entry("carrier", carrier.slug, texts.line(carrier.name), lines=lines, texts=(*facts, *written))


def _lines(texts: Texts, *lines: str | None) -> tuple[str, ...]:
    return tuple(texts.line(line) for line in lines if line)


def _plain(texts: Texts, *written: str) -> tuple[str, ...]:
    return tuple(texts.plain(text) for text in written if text)


WHOLE: Final = 0
PART: Final = 1
EXAMPLE: Final = 2


@dataclass(frozen=True, slots=True)
class Saying:
    """One way to say an answer. clearness: whether it is all of the answer, a part of it, or an example in its hint."""

    question: str
    option: str
    text: str
    clearness: int


def sayings(document: GuideDocument, texts: Texts) -> Iterator[Saying]:
    """Whatever says an answer: its text and its parts, what it quotes, how it reads in a sentence, the title of its page.

    What the site finds out by itself is not said.
    """
    index = Index(document)
    for question in document.questions:
        if not question.finding:
            for slug, option in index.options(question).items():
                yield from (Saying(question.slug, slug, text, clearness) for text, clearness in _ways(option, texts))


def _ways(option: Option | Carrier, texts: Texts) -> Iterator[tuple[str, int]]:
    if isinstance(option, Carrier):
        name = texts.line(option.name)
        yield from ((part, WHOLE) for part in (name, *name.split(",")))
        return
    text, hint = texts.line(option.text), texts.line(option.hint or "")
    title = option.page.title if option.page else None
    yield from ((one, WHOLE) for one in (text, *_lines(texts, option.said, title)))
    yield from ((part, PART) for part in _PARTS.split(text) if part.strip())
    yield from ((quote, EXAMPLE) for quote in QUOTE.findall(hint))


_PARTS: Final = re.compile(r"[,;:()?“”]|\b(?:and|or|but)\b")
