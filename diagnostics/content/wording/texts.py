"""The texts of one guide, rendered when it is loaded; for a walk only menu paths and terms are filled in."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape
from types import MappingProxyType
from typing import Final

from diagnostics.content.document.fields import Words
from diagnostics.content.document.leaves import leaves
from diagnostics.content.document.schema import GuideDocument, Term
from diagnostics.content.markup.markdown import MARKER, MARKS, SWITCH_MARK, TERM_MARK, render, with_markers
from diagnostics.content.markup.plain_text import plain_text
from diagnostics.content.wording.instructions import choose_path
from diagnostics.content.wording.memory import Memory
from diagnostics.content.wording.menu_pictures import MenuPicture, distinct_pictures
from diagnostics.engine.guide import NOTHING, Answers, options_of

MOST_KEPT: Final = 768
"""Pieces of pages, of some kilobytes each."""
MOST_RENDERED: Final = 4096
"""Texts in memory, of a few hundred bytes each; a guide of ordinary size has about a thousand."""

type Pieces = tuple[str, ...]
"""A text cut at its markers: text, kind, slug, text, kind, slug, …, text."""
type Fill = Callable[[str, Answers], str]
"""What stands where a mark names this slug, for this walk."""


class Texts:
    """Renders every text of a document once; immutable, so threads may share it.

    under: what the path of every link in them begins with, "embed/", where not at the root of the site.

    Attributes: kept: what pages have made of these texts, for as long as they are shown.
    """

    def __init__(self, document: GuideDocument, *, under: str = "") -> None:
        self.kept = Memory(MOST_KEPT)
        self._guide = f"{under}{document.slug}"
        self._paths = MappingProxyType({path.slug: path for path in document.paths})
        self._terms = MappingProxyType({term.slug: term for term in document.terms})
        self._regional = MappingProxyType({term.slug: _regional_html(term) for term in document.terms})
        self._countries = MappingProxyType({carrier.slug: carrier.country for carrier in document.carriers})
        self._carrier_questions = tuple(question.slug for question in document.questions if question.options_from)
        read = (leaf for leaf in leaves(document) if leaf.part != "reports")
        texts = {leaf.text for leaf in read if leaf.words is Words.TEXT}
        self._html: Mapping[str, Pieces] = MappingProxyType({text: self._render(text) for text in texts})

    def html(self, text: str, known: Answers = NOTHING) -> str:
        """Safe HTML of a Markdown text, for this walk.

        Where no carrier says the country, terms carry the words of all countries; ``static/js/terms.js`` chooses.
        """
        pieces = self._html.get(text) or self._render(text)
        return "".join(self._fill(pieces, known, self._path_html, self._term_html))

    def line(self, text: str, known: Answers = NOTHING) -> str:
        """A line as plain text, not escaped."""
        if not any(mark in text for mark in MARKS):
            return text
        return "".join(self._fill(_cut(with_markers(text)), known, self._path, self._term))

    def plain(self, text: str, known: Answers = NOTHING) -> str:
        """A Markdown text as plain text, not escaped."""
        return "".join(self._fill(_cut(plain_text(text)), known, self._path, self._term))

    def pictures(self, text: str, known: Answers = NOTHING) -> tuple[MenuPicture, ...]:
        """The menu paths of a Markdown text as pictures, for this walk; their names are HTML as above."""
        return distinct_pictures(
            MenuPicture(
                self._menu(slug, known, escape, self._term_html), choose_path(self._paths[slug], known).look, switch
            )
            for slug, switch in SWITCH_MARK.findall(text)
            if slug in self._paths
        )

    def _render(self, text: str) -> Pieces:
        return _pieces(text, self._guide)

    def _fill(self, pieces: Pieces, known: Answers, path: Fill, term: Fill) -> Iterator[str]:
        for text, kind, slug in zip(pieces[::3], (*pieces[1::3], ""), (*pieces[2::3], ""), strict=True):
            yield text
            if kind == "path":
                yield path(slug, known) if slug in self._paths else slug
            elif kind == "term":
                yield term(slug, known)

    def _path(self, slug: str, known: Answers) -> str:
        return " › ".join(self._menu(slug, known, str, self._term))

    def _path_html(self, slug: str, known: Answers) -> str:
        names = ' <span aria-hidden="true">›</span> '.join(self._menu(slug, known, escape, self._term_html))
        return f'<span class="path">{names}</span>'

    def _menu(self, slug: str, known: Answers, write: Callable[[str], str], term: Fill) -> tuple[str, ...]:
        """The names of the screens on the way of a menu path."""
        names = choose_path(self._paths[slug], known).menu
        return tuple(TERM_MARK.sub(lambda mark: term(mark[1], known), write(name)) for name in names)

    def _term(self, slug: str, known: Answers) -> str:
        term = self._terms.get(slug)
        return term.regions.get(self.country(known), term.text) if term else slug

    def _term_html(self, slug: str, known: Answers) -> str:
        return escape(self._term(slug, known)) if self.country(known) else self._regional.get(slug, slug)

    def country(self, known: Answers) -> str:
        """The country of the visitor's carrier; empty where it is not known."""
        carriers = (carrier for question in self._carrier_questions for carrier in options_of(known.get(question)))
        return next((self._countries.get(carrier, "") for carrier in carriers), "")


@lru_cache(MOST_RENDERED)
def _pieces(text: str, guide: str) -> Pieces:
    """A release has most of its texts in common with the one before, and with the draft after it."""
    return _cut(render(text, guide))


def _cut(text: str) -> Pieces:
    return tuple(MARKER.split(text))


def _regional_html(term: Term) -> str:
    """The words where no country is known and, as data, those of each country that has others."""
    others = (f' data-{at}="{escape(words)}"' for at, words in sorted(term.regions.items()) if words != term.text)
    data = "".join(others)
    return f"<span data-term{data}>{escape(term.text)}</span>" if data else escape(term.text)
