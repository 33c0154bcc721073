"""What a search found, as its page shows it: answers with the way on, and links in groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from diagnostics.content.search.entries import Entry, KindWord
from diagnostics.content.search.find import Found, Piece
from diagnostics.domain import searches
from diagnostics.domain.live import LiveGuide
from diagnostics.web.search.asked import Asked
from diagnostics.web.site.addresses import with_query
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice

MOST_OF_A_GROUP: Final = 4


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was understood. said: the words that say it. off: the same search without it."""

    said: str
    label: str
    answer: str
    off: str


@dataclass(frozen=True, slots=True)
class Fit:
    """Something that fits, and the line that says why."""

    name: str
    address: str
    why: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """go: the walk with the answers that were understood; empty where none was. groups: links by what they lead to."""

    guide: LiveGuide
    found: Found
    answers: tuple[Answer, ...]
    go: str
    groups: tuple[tuple[str, tuple[Fit, ...]], ...]

    @classmethod
    def of(cls, here: LiveGuide, asked: Asked) -> "Results":
        found = searches.search(here, asked.words, off=frozenset(asked.off))
        pairs = [one.pair for one in found.understood]
        go = with_query(reverse("check", args=[here.document.slug]), pairs) if pairs else ""
        return cls(here, found, tuple(_answers(here, found, asked)), go, tuple(_groups(here, found)))


def _answers(here: LiveGuide, found: Found, asked: Asked) -> Iterator[Answer]:
    page = reverse("search", args=[here.document.slug])
    for one in found.understood:
        yield Answer(one.words, *answer_words(here, *one.pair), asked.without(one.pair).address(page))


def answer_words(here: LiveGuide, question: str, option: str) -> tuple[str, str]:
    """What a question asks about, and an answer to it, as people read them who have said nothing yet."""
    parts, voice = Parts(here.document), Voice(here.texts)
    return voice.line(parts.questions[question].label), voice.line(parts.option_text(question, option))


def _groups(here: LiveGuide, found: Found) -> Iterator[tuple[str, tuple[Fit, ...]]]:
    """The group of the best hit first."""
    by_title: dict[str, list[Fit]] = {}
    for hit in found.hits:
        fits = by_title.setdefault(_title(hit.entry.kind), [])
        fits.append(Fit(hit.entry.name, page_of(here, hit.entry), hit.why))
    return ((title, tuple(fits[:MOST_OF_A_GROUP])) for title, fits in by_title.items())


def _title(kind: KindWord) -> str:
    return {
        "sign": _("What you see"),
        "answer": _("What you see"),
        "cause": _("What may be wrong"),
        "step": _("What you can do"),
        "carrier": _("Carriers"),
        "page": _("To read"),
    }[kind]


def page_of(here: LiveGuide, entry: Entry) -> str:
    """The page of an entry; of an answer the walk that begins with it."""
    guide = here.document.slug
    has_page = entry.kind != "sign" or Parts(here.document).option(entry.question, entry.slug).page
    if entry.kind == "answer" or not has_page:
        return with_query(reverse("check", args=[guide]), searches.way_to(here, (entry.question, entry.slug)))
    return reverse(entry.kind, args=[guide, entry.slug])
