"""A search in a guide: the answers that the words say, and what fits."""

from typing import Self

from diagnostics.content.search.entries import KindWord
from diagnostics.content.search.find import Hit
from diagnostics.domain import searches
from diagnostics.domain.live import LiveGuide
from diagnostics.web.api.base import GuideName, Schema, address, decision_address
from diagnostics.web.api.questions import Said
from diagnostics.web.search.asked import Asked
from diagnostics.web.search.results import answer_words, page_of
from diagnostics.web.site.addresses import absolute


class Understood(Said):
    """An answer that the words say. Ask whether it is meant, or send it as `not`."""

    words: str
    """Those of the search that say it; empty where another answer leaves room for no other."""


class Fit(Schema):
    """Something that fits."""

    kind: KindWord
    """`sign` and `answer` are options of questions."""
    slug: str
    """Its name in addresses."""
    name: str
    """As a line in a list."""
    why: str
    """The line of it that fits."""
    page: str
    """Its page, for people; of an answer the walk that begins with it."""
    about: str | None
    """Of a cause or a step all of it: `GET` this."""

    @classmethod
    def of(cls, here: LiveGuide, hit: Hit) -> Self:
        entry = hit.entry
        view = {"cause": "api:cause", "step": "api:step"}.get(entry.kind)
        return cls(
            kind=entry.kind,
            slug=entry.slug,
            name=entry.name,
            why="".join(piece.text for piece in hit.why),
            page=absolute(page_of(here, entry)),
            about=address(view, here.document.slug, entry.slug) if view else None,
        )


class Search(Schema):
    """What came of a search; nothing understood and nothing that fits means that nothing was found."""

    guide: GuideName
    """The guide that was searched."""
    understood: list[Understood]
    """The answers that the words say, in the order in which they are asked."""
    decision: str | None
    """The walk with these answers: `GET` this. None where no answer was understood."""
    fits: list[Fit]
    """What fits, the best first."""

    @classmethod
    def of(cls, here: LiveGuide, asked: Asked) -> Self:
        found = searches.search(here, asked.words, off=frozenset(asked.off))
        pairs = [one.pair for one in found.understood]
        return cls(
            guide=GuideName.of(here),
            understood=[_understood(here, *one.pair, one.words) for one in found.understood],
            decision=decision_address(here.document.slug, pairs) if pairs else None,
            fits=[Fit.of(here, hit) for hit in found.hits],
        )


def _understood(here: LiveGuide, question: str, option: str, words: str) -> Understood:
    label, text = answer_words(here, question, option)
    return Understood(question=question, option=option, label=label, text=text, words=words)
