"""What a field is called in a sentence about a change: "the sign of “Green” for “The number is not confirmed”"."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from diagnostics.content.document.field_words import word
from diagnostics.content.document.index import title_of
from diagnostics.content.document.leaves import PARTS
from diagnostics.content.document.references import REFERENCES
from diagnostics.content.document.schema import AnyVariant, GuideDocument
from diagnostics.content.document.where import ORDER, condition_with_questions, variant_name

NOTHING: Final = "nothing"
_LONG: Final = 60
_BETWEEN: Final = (", ", " › ")
"""Between the items of a list, and between the screens of a menu path."""


@dataclass(frozen=True)
class Names:
    """Titles of everything in two documents; where both have it, those of the new one."""

    old: GuideDocument
    new: GuideDocument

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """Part → slug → title."""
        return {part: {item.slug: title_of(item) for item in self._items(part)} for part in PARTS}

    @cached_property
    def _options(self) -> Mapping[tuple[str, str], str]:
        questions = self._items("questions")
        return {(question.slug, option.slug): option.text for question in questions for option in question.options}

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        return {question.slug: question.label for question in self._items("questions")}

    @cached_property
    def _variants(self) -> Mapping[tuple[str, str], tuple[AnyVariant, ...]]:
        both = ((part, item) for part in ("steps", "paths") for item in self._items(part))
        found: dict[tuple[str, str], tuple[AnyVariant, ...]] = {}
        for part, item in both:
            found[part, item.slug] = (*item.variants, *found.get((part, item.slug), ()))
        return found

    @cached_property
    def _finding_questions(self) -> Mapping[str, str]:
        """Name of a finding → the question that it answers."""
        return {question.finding: question.slug for question in self._items("questions") if question.finding}

    @cached_property
    def _first(self) -> str:
        return next((question.slug for question in self.new.questions if question.asked == "first"), "")

    def _items(self, part: str) -> Iterator[Any]:
        return (item for document in (self.old, self.new) for item in getattr(document, part))

    def of(self, part: str, slug: str) -> str:
        """The title of an object; its slug where there is none."""
        return self.titles.get(part, {}).get(slug, slug)

    def label(self, slug: str) -> str:
        return self._labels.get(slug, slug)

    def option(self, question: str, slug: str) -> str:
        """The text of an answer; where the carriers are the answers, the name of the carrier."""
        return self._options.get((question or self._first, slug)) or self.of("carriers", slug)

    def variant(self, part: str, slug: str, key: str) -> str:
        return variant_name(self, self._variants.get((part, slug), ()), key)

    def value(self, part: str, slug: str, path: Sequence[str], value: object) -> str:
        """What a field says, with titles instead of slugs and words as forms show them; empty for nothing."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dict):
            return condition_with_questions(self, value)
        if isinstance(value, tuple):
            return self._list(part, slug, path, value)
        return self._one(path, value) if isinstance(value, str) else "" if value is None else str(value)

    def _list(self, part: str, slug: str, path: Sequence[str], values: Iterable[str]) -> str:
        if path[-1] == ORDER and path[0] == "options":
            return "; ".join(self.option(slug, key) for key in values)
        if path[-1] == ORDER and path[0] == "variants":
            return "; ".join(self.variant(part, slug, key) for key in values)
        if path[0] in ("answers", "says"):
            return "; ".join(self.option(path[1], one) for one in values)
        to = "steps" if path[0] == "comparisons" else REFERENCES.get(path[-1])
        return "; ".join(self.of(to, one) for one in values) if to else _BETWEEN[path[-1] == "menu"].join(values)

    def _one(self, path: Sequence[str], value: str) -> str:
        match path:
            case ["notes" | "regions" | "translations", *_]:
                return value
            case ["signs" | "remedies" as name, *_]:
                return word(name, value)
            case ["answers" | "says", question]:
                return self.option(question, value)
            case ["findings", finding]:
                return self.option(self._finding_questions.get(finding, ""), value)
            case [*_, name] if name in REFERENCES:
                return self.of(REFERENCES[name], value)
        return word(path[-1], value)


def sentence(what: str, before: str | None, after: str | None) -> str:
    """What became of a field, whole where it is short; a label stands in quotes."""
    what = what if "“" in what or what.startswith("The order") else f"“{what}”"
    if is_long(before, after):
        return f"{what} was {'written' if before is None else 'taken out' if after is None else 'rewritten'}."
    return f"{what} changed from *{before or NOTHING}* to *{after or NOTHING}*."


def is_long(before: str | None, after: str | None) -> bool:
    return max(len(before or ""), len(after or "")) > _LONG or "\n" in f"{before}{after}"


def is_same_order(field: str, before: str | None, after: str | None) -> bool:
    """Whether the items of a list that stayed still stand in the same order."""
    if not field.endswith(f".{ORDER}"):
        return False
    old, new = (before or "").split(", "), (after or "").split(", ")
    return [item for item in old if item in new] == [item for item in new if item in old]
