"""What a field is called in a sentence about a change: "the sign of “Green” for “The number is not confirmed”"."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from diagnostics.content.document import GuideDocument
from diagnostics.content.leaves import PARTS

ORDER: Final = "order"
"""Last part of the path of the order of a list inside an object."""
NOTHING: Final = "nothing"
_TITLES: Final = ("name", "title", "text")
_LONG: Final = 60
_EVERYTHING: Final = "*"


def title(item: object) -> str:
    """What an object is called by those who read it."""
    return str(next(getattr(item, name) for name in _TITLES if hasattr(item, name)))


@dataclass(frozen=True)
class Names:
    """Titles of everything in two documents; where both have it, those of the new one."""

    old: GuideDocument
    new: GuideDocument

    @cached_property
    def titles(self) -> Mapping[str, Mapping[str, str]]:
        """Part → slug → title."""
        return {
            part: {item.slug: title(item) for document in (self.old, self.new) for item in getattr(document, part)}
            for part in PARTS
        }

    @cached_property
    def _options(self) -> Mapping[tuple[str, str], str]:
        questions = (question for document in (self.old, self.new) for question in document.questions)
        return {(question.slug, option.slug): option.text for question in questions for option in question.options}

    def of(self, part: str, slug: str) -> str:
        """The title of an object; its slug where there is none."""
        return self.titles[part].get(slug, slug)

    def option(self, question: str, slug: str) -> str:
        """The text of an answer; where the carriers are the answers, the name of the carrier."""
        return self._options.get((question, slug)) or self.of("carriers", slug)

    def field(self, slug: str, field: str) -> str:
        """A field of an object as the beginning of a sentence."""
        path = field.split(".")
        match path:
            case ["signs", row, *option]:
                sign = f"sign of “{self.option(slug, option[0])}”" if option else "row of signs"
                return f"The {sign} for {self._row(row)}"
            case ["remedies", cause]:
                return f"How often it cures “{self.of('causes', cause)}”"
            case ["notes", step]:
                return f"The note inside the step “{self.of('steps', step)}”"
            case ["options", option, *rest] if rest:
                return f"{_quoted(rest)} of the answer “{self.option(slug, option)}”"
        return "The order of the answers" if path == ["options", ORDER] else _quoted(path)

    def _row(self, row: str) -> str:
        if row == _EVERYTHING:
            return "all other causes"
        if row.startswith("@"):
            return f"all causes in “{self.of('places', row[1:])}”"
        return f"“{self.of('causes', row)}”"


def _quoted(path: list[str]) -> str:
    words = [name.replace("_", " ").replace("&", " and ").replace("=", " is ") for name in path]
    return f"“{' › '.join(words)}”"


def sentence(what: str, before: str | None, after: str | None) -> str:
    """What became of a field, whole where it is short."""
    if is_long(before, after):
        return f"{what} was {'written' if before is None else 'taken out' if after is None else 'rewritten'}."
    return f"{what} changed from *{before or NOTHING}* to *{after or NOTHING}*."


def is_long(before: str | None, after: str | None) -> bool:
    """Whether the texts are too long to stand in a sentence."""
    return max(len(before or ""), len(after or "")) > _LONG or "\n" in f"{before}{after}"


def is_same_order(field: str, before: str | None, after: str | None) -> bool:
    """Whether the items of a list that stayed still stand in the same order."""
    if not field.endswith(f".{ORDER}"):
        return False
    old, new = (before or "").split(", "), (after or "").split(", ")
    return [item for item in old if item in new] == [item for item in new if item in old]
