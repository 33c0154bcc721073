"""How long a text may be before it is too much for a phone that somebody holds in one hand."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from diagnostics.content.document.fields import Words
from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.leaves import Leaf
from diagnostics.content.document.problems import Problem
from diagnostics.content.markup.visible_text import visible_lines
from diagnostics.content.wording.search_titles import LONGEST_TITLE, last_sentence
from diagnostics.content.wording.texts import Texts

_MOST: Final[Mapping[str, Mapping[str, int]]] = MappingProxyType(
    {
        "guide": {"title": 60, "summary": 140, "intro": 800, "working": 24, "not_working": 24, "urgent": 40},
        "places": {"name": 40},
        "causes": {"name": 60, "said": 70, "summary": 120, "text": 900},
        "questions": {"text": 80, "label": 40, "why": 100, "how": 300}
        | {"options.text": 60, "options.hint": 100, "options.said": 70}
        | {"options.page.title": 70, "options.page.summary": 140, "options.page.text": 1200},
        "steps": {"title": 80, "summary": 120, "loses": 350, "first_check": 350, "until": 100, "avoid": 200}
        | {"unproven": 300, "say": 700, "stays_fixed": 200, "never_because": 120}
        | {"variants.label": 40, "variants.text": 800},
        "carriers": {"name": 40, "network": 50, "activation": 80, "charge": 80, "rcs": 60, "phone": 100}
        | {"facts.text": 140, "caveats": 350, "notes": 300},
        "paths": {"name": 60, "variants.label": 40, "variants.menu": 40},
        "terms": {"text": 40, "regions": 40},
        "alarms": {"title": 60, "summary": 120, "text": 1200},
        "pages": {"title": 60, "summary": 140, "text": 4000},
    }
)
"""Characters without Markdown, by part and field; ``variants.text`` is the text of every variant.

A line of a phone holds about 40 characters, so a button is half a line, a heading two, a sentence three, and the
instructions of a step fill one screen.
"""


_PAGES: Final = frozenset({"guide.title", "causes.name", "questions.options.page.title", "steps.title", "pages.title"})
"""Texts that are the title of a page."""


def length_problems(index: Index) -> Iterator[Problem]:
    texts = Texts(index.document)
    for leaf in index.leaves:
        if message := _too_long(leaf) or _too_long_a_title(leaf, texts):
            yield problem(leaf.part, leaf.slug, leaf.field, message, "warning")


def _too_long(leaf: Leaf) -> str:
    most = _MOST.get(leaf.part, {}).get(_kind(leaf.field))
    if most and len(leaf.text) > most and (length := _length(leaf)) > most:
        return f"This has {length} characters; {most} is the most that reads well on a phone. Shorten it."
    return ""


def _too_long_a_title(leaf: Leaf, texts: Texts) -> str:
    if f"{leaf.part}.{_kind(leaf.field)}" not in _PAGES:
        return ""
    title = last_sentence(texts.line(leaf.text))
    if len(title) <= LONGEST_TITLE:
        return ""
    return f"“{title}” has {len(title)} characters; search engines show {LONGEST_TITLE}. Shorten it."


def _kind(field: str) -> str:
    """A path without names and numbers: "options.green.page.text" → "options.page.text"."""
    first, _, *others = [*field.split("."), ""]
    return ".".join([first, *(name for name in others if name and not name.isdigit())])


def _length(leaf: Leaf) -> int:
    return len(leaf.text) if leaf.words is Words.LINE else sum(map(len, visible_lines(leaf.text)))
