"""What depends on an answer: which questions decide between variants, and what to review for one answer."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from diagnostics.content.document.fields import CONDITIONS, Condition
from diagnostics.content.document.index import Index, title_of
from diagnostics.content.document.leaves import PARTS, condition_key
from diagnostics.content.document.schema import GuideDocument, PathVariant, Question
from diagnostics.content.document.where import condition_text
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.names import Names

EVERYONE_ELSE: Final = "Everyone else, so these visitors too"
_DECIDED: Final[Mapping[tuple[str, str], str]] = {
    ("questions", "when"): "When it is asked",
    ("steps", "when"): "When it is offered",
    ("steps", "needs"): "What must be known before it is offered",
    ("alarms", "when"): "When it is raised",
}
"""What a condition of an object as a whole decides."""


@dataclass(frozen=True, slots=True)
class DecidingQuestion:
    """A question that decides between variants; ``count`` of those, in steps and menu paths, whose conditions name it."""

    question: Question
    count: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Something that the guide says or decides for visitors with an answer.

    field: as in "variants.version=ios-17". what: for whom it is, or what it decides.
    says: what stands there, where that is short: the way through a menu.
    """

    field: str
    what: str
    says: str = ""


@dataclass(frozen=True, slots=True)
class ToReview:
    """One object to check against the real thing.

    is_sourced: whether it keeps the day of its last review. reviewed: that day, None for never.
    """

    part: str
    slug: str
    name: str
    spots: tuple[Spot, ...]
    is_sourced: bool
    reviewed: datetime.date | None


def deciding_questions(document: GuideDocument) -> tuple[DecidingQuestion, ...]:
    """The questions with options of their own that decide between variants, the one that decides most first.

    What is asked first of all or second, such as the device, comes last: no new version of it comes out.
    """
    whens = [variant.when for step in document.steps for variant in step.variants]
    whens += [variant.when for path in document.paths for variant in path.variants]
    found = (
        DecidingQuestion(one, sum(one.slug in when for when in whens)) for one in document.questions if one.options
    )
    return tuple(
        sorted((one for one in found if one.count), key=lambda one: (one.question.asked != "by-value", -one.count))
    )


def to_review(document: GuideDocument, question: str, option: str) -> tuple[ToReview, ...]:
    """Everything that says or decides something for visitors with this answer.

    That is what names the answer in a condition; and where others have a variant of their own, the one for everyone else.
    What keeps no day of review comes first, then what was never reviewed, then the oldest.
    """
    index, view = Index(document), _View(Names(document), question, option)
    found = [
        ToReview(part, item.slug, title_of(item), spots, hasattr(item, "reviewed"), getattr(item, "reviewed", None))
        for part in PARTS
        for item in index.parts[part].values()
        if (spots := tuple(view.spots(part, item)))
    ]
    return tuple(sorted(found, key=lambda one: (one.is_sourced, one.reviewed or datetime.date.min)))


@dataclass(frozen=True, slots=True)
class _View:
    """One answer, and where it matters."""

    names: Names
    question: str
    option: str

    def spots(self, part: str, item: Any) -> Iterator[Spot]:  # noqa: ANN401 (any object of the part)
        for field in CONDITIONS:
            if self._is_named(getattr(item, field, {})):
                yield Spot(field, _DECIDED[part, field])
        for number, when in enumerate(getattr(item, "never_while", ()), start=1):
            if self._is_named(when):
                yield Spot(f"never_while.{number}", f"Not offered while: {condition_text(self.names, when)}")
        for option in getattr(item, "options", ()):
            if self._is_named(option.when):
                yield Spot(f"options.{option.slug}.when", f"When this answer is offered: {quote(option.text)}")
            if self._is_named(option.means):
                yield Spot(f"options.{option.slug}.means", f"What this answer means as well: {quote(option.text)}")
        variants = getattr(item, "variants", ())
        if any(self.question in variant.when for variant in variants):
            is_served = any(self._is_named(one.when) and len(one.when) == 1 for one in variants)
            yield from (self._variant(one) for one in variants if self._is_named(one.when))
            yield from (self._variant(one) for one in variants if not one.when and not is_served)

    def _is_named(self, when: Condition) -> bool:
        return self.option in when.get(self.question, ())

    def _variant(self, variant: Any) -> Spot:  # noqa: ANN401 (of a step or a menu path)
        what = variant.label or condition_text(self.names, variant.when) if variant.when else EVERYONE_ELSE
        says = " › ".join(map(self.names.line, variant.menu)) if isinstance(variant, PathVariant) else ""
        return Spot(f"variants.{condition_key(variant.when)}", what, says)
