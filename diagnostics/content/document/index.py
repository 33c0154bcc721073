"""A document by name: what a slug means, what it was renamed to, and how to tell editors where something is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Protocol

from diagnostics.content.document import field_words
from diagnostics.content.document.layout import LISTS, PAGES, file_of
from diagnostics.content.document.leaves import GUIDE, PARTS, Leaf, leaves
from diagnostics.content.document.problems import Problem, Severity, location, nearest
from diagnostics.content.document.schema import GuideDocument, Question
from diagnostics.content.markup.quotes import quote
from diagnostics.engine.guide import NONE

NAMES: Final[Mapping[str, str]] = field_words.NAMES
"""What editors call one object of a part."""


TITLES: Final = ("name", "title", "text")
"""Fields that say what an object is called, the first that it has."""


class HasSlug(Protocol):
    @property
    def slug(self) -> str: ...


@dataclass(frozen=True)
class Index:
    """Lookups in one document; of objects with the same slug the first counts."""

    document: GuideDocument

    @cached_property
    def parts(self) -> Mapping[str, Mapping[str, Any]]:
        """Part → slug → object."""
        return {part: _by_slug(getattr(self.document, part)) for part in PARTS}

    @cached_property
    def present_slugs(self) -> Mapping[str, Mapping[str, str]]:
        """Part → old slug → slug."""
        return {part: _aliases(items.values()) for part, items in self.parts.items()}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return self.parts["questions"]

    @cached_property
    def findings(self) -> Mapping[str, Question]:
        """Questions by the name of the finding that answers them."""
        return {question.finding: question for question in self.document.questions if question.finding}

    @cached_property
    def first_question(self) -> Question | None:
        """The question that is asked first, if one is marked so."""
        return next((question for question in self.document.questions if question.asked == "first"), None)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaves(self.document))

    def title(self, part: str, slug: str) -> str:
        """What an object is called; its slug where there is no such object."""
        item = self.document if part == GUIDE else self.parts.get(part, {}).get(slug)
        return title_of(item) if item else slug

    def options(self, question: Question) -> Mapping[str, Any]:
        """What may be answered: options by slug, or carriers where the question takes these."""
        if question.options_from == "carriers":
            return self.parts["carriers"]
        return {option.slug: option for option in question.options}

    def unknown(self, part: str, word: str, of: Question | None = None) -> str | None:
        """The sentence that says that nothing has this name; None where something has it."""
        known: Mapping[str, Any] = self.findings if part == "findings" else self.parts.get(part, {})
        if of is not None:
            known = self.options(of)
        if word in known or (of is not None and of.kind == "several" and word == NONE):
            return None
        old = _aliases(known.values()) if of else self.present_slugs.get(part, {})
        if word in old:
            return f"The {NAMES[part]} “{word}” is called “{old[word]}” now. Write that."
        whose = f" of the question {quote(of.text)}" if of else ""
        return (
            f"There is no {NAMES[part]} “{word}”{whose}.{nearest(word, known)} Name one that exists, or take this out."
        )


def title_of(item: object) -> str:
    """What an object is called by those who read it: its name, its title, or its text."""
    return str(next(getattr(item, name) for name in TITLES if hasattr(item, name)))


def _by_slug(items: Iterable[HasSlug]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in items:
        found.setdefault(item.slug, item)
    return found


def _aliases(items: Iterable[HasSlug]) -> dict[str, str]:
    return {alias: item.slug for item in items for alias in getattr(item, "aliases", ())}


def problem(part: str, slug: str, field: str, message: str, severity: Severity = "error") -> Problem:
    """A problem of one field of one object; ``field`` as in "options.green.when"."""
    names = field.split(".") if field else ()
    shown = () if part in (GUIDE, PAGES) else (slug,) if part in LISTS else (part, slug)
    where = location(*shown, *names)
    return Problem(file_of(part, slug), where, message, severity, part=part, slug=slug, field=field)


def read_problem(line: str) -> Problem:
    """The problem that ``problem`` made and that was kept as a line of text."""
    where, _, message = line.partition(": ")
    file, *names = where.split(" › ")
    if file.startswith(f"{PAGES}/"):
        part, slug = PAGES, file.removeprefix(f"{PAGES}/").removesuffix(".md")
    elif (part := file.removesuffix(".yaml")) in LISTS and names:
        slug, *names = names
    elif len(names) > 1 and names[0] in PARTS:
        part, slug, *names = names
    else:
        part, slug = GUIDE, ""
    return Problem(
        file, location(*where.split(" › ")[1:]), message, "warning", part=part, slug=slug, field=".".join(names)
    )
