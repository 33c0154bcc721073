"""Giving an object another slug: every name that stands for it follows, and its old slug becomes an alias."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from diagnostics.content.changes.sidecars import carry_over
from diagnostics.content.document.fields import (
    CONDITIONS,
    Condition,
    GuideSlug,
    OptionSlug,
    Part,
    QuestionSlug,
    SaidAnswer,
    Slug,
)
from diagnostics.content.document.index import NAMES, Index
from diagnostics.content.document.leaves import GUIDE, PARTS
from diagnostics.content.document.measures import Case, Report
from diagnostics.content.document.references import REFERENCES, references
from diagnostics.content.document.schema import Comparisons, GuideDocument, Question
from diagnostics.content.document.schema_errors import sentence
from diagnostics.content.markup.markdown import FOLDERS

OPTIONS: Final = "options"

_KINDS: Final[Mapping[str, Any]] = {"questions": QuestionSlug, OPTIONS: OptionSlug, "carriers": OptionSlug}
_TRANSLATIONS: Final = "translations"


def slug_fault(part: str, new: str) -> str:
    """Why this cannot be the slug of such an object, in a sentence; empty where it can."""
    kind: Any = GuideSlug if part == GUIDE else _KINDS.get(part, Slug)
    try:
        TypeAdapter(kind).validate_python(new, strict=True)
    except ValidationError as errors:
        return sentence(errors.errors(include_url=False)[0])
    return ""


def slug_conflict(document: GuideDocument, part: str, old: str, new: str, question: str = "") -> str:
    """Why this slug is not free for the object, in a sentence; empty where it is. Its own old slugs are free."""
    for item in _siblings(document, part, question):
        if item.slug == new:
            return f"The {NAMES[part]} “{new}” is there already. Choose another slug."
        if item.slug != old and new in getattr(item, "aliases", ()):
            return f"“{new}” is an old slug of the {NAMES[part]} “{item.slug}”. Choose another slug."
    name = _Name.of(document, part, new, new, question)
    for reference in references(document):
        if name.means(reference.to, reference.word, reference.of):
            return (
                f"“{new}” is named by “{reference.slug}” already, although nothing has this slug. "
                "Put that right first, or choose another slug."
            )
    if any(new in sidecar.get(part, {}) for sidecar in document.translations.values()):
        return f"The translations mention “{new}”, although nothing has this slug. Choose another slug."
    return ""


def with_new_slug(document: GuideDocument, part: str, old: str, new: str, question: str = "") -> GuideDocument:
    """The document in which this object has another slug.

    part: as in content/leaves.PARTS, "guide", or "options" with the slug of their question.
    The new slug is free (``slug_conflict``) and well formed (``slug_fault``).
    """
    name = _Name.of(document, part, old, new, question)
    after = name.in_document(document)
    return after.model_copy(update={_TRANSLATIONS: carry_over(document, after, slug=name.word, text=name.text)})


def _siblings(document: GuideDocument, part: str, question: str) -> tuple[Any, ...]:
    """The objects among which a slug must be unique."""
    if part == OPTIONS:
        return next((one.options for one in document.questions if one.slug == question), ())
    return getattr(document, part) if part in PARTS else ()


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that changes, and what it means where.

    questions: those whose options have this name.
    """

    part: str
    old: str
    new: str
    questions: frozenset[str]
    first: str

    @classmethod
    def of(cls, document: GuideDocument, part: str, old: str, new: str, question: str) -> "_Name":
        answered = {one.slug for one in document.questions if part == "carriers" and one.options_from}
        first = Index(document).first_question
        questions = frozenset({question} if part == OPTIONS else answered)
        return cls(part, old, new, questions, first.slug if first else "")

    def means(self, to: str, word: str, of: str = "") -> bool:
        """Whether a word that refers to something of this part is the name."""
        return word == self.old and (of in self.questions if to == OPTIONS else to == self.part)

    def word(self, to: str, word: str, of: str = "") -> str:
        return self.new if self.means(to, word, of) else word

    def in_document(self, document: GuideDocument) -> GuideDocument:
        findings = Index(document).findings
        update: dict[str, Any] = {part: self._objects(part, getattr(document, part)) for part in PARTS}
        update["cases"] = tuple(self._with_findings(case, findings) for case in update["cases"])
        for name in GuideDocument.model_fields:
            if name not in (*PARTS, _TRANSLATIONS):
                update[name] = self._field(name, getattr(document, name))
        after = document.model_copy(update=update)
        return self._own(GUIDE, document, after)

    def _objects(self, part: str, items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(self._own(part, item, self._inside(item)) for item in items)

    def _own[P: Part](self, part: str, before: Any, after: P, of: str = "") -> P:  # noqa: ANN401 (any part with a slug)
        """The object with its own slug; the old one stays as an alias where there are aliases."""
        if not self.means(part, before.slug, of):
            return after
        update: dict[str, Any] = {"slug": self.new}
        if hasattr(before, "aliases"):
            kept = (alias for alias in before.aliases if alias not in (self.old, self.new))
            update["aliases"] = (*kept, self.old)
        return after.model_copy(update=update)

    def _inside[P: Part](self, item: P) -> P:
        """An object with every name inside it changed; its own slug is not among them."""
        update = {name: self._field(name, getattr(item, name)) for name in type(item).model_fields}
        if isinstance(item, Question):
            options = (self._own(OPTIONS, option, self._inside(option), item.slug) for option in item.options)
            update |= {"options": tuple(options), "signs": self._signs(item)}
        elif isinstance(item, Comparisons):
            by_option = {self.word(OPTIONS, name, self.first): steps for name, steps in item.by_option.items()}
            update["by_option"] = {name: self._words("steps", steps) for name, steps in by_option.items()}
            update["usual"] = self._words("steps", item.usual)
        elif isinstance(item, Case):
            update["answers"] = self._answers(item.answers)
        elif isinstance(item, Report):
            update["says"] = self._answers(item.says)
        return item.model_copy(update=update)

    def _field(self, name: str, value: Any) -> Any:  # noqa: ANN401 (as the field holds it)
        if name in CONDITIONS:
            return self._condition(value)
        if name == "never_while":
            return tuple(map(self._condition, value))
        if value is None or name not in REFERENCES:
            return self._value(value)
        to = REFERENCES[name]
        if isinstance(value, dict):
            return {self.word(to, key): self._value(inner) for key, inner in value.items()}
        return self.word(to, value) if isinstance(value, str) else self._words(to, value)

    def _value(self, value: Any) -> Any:  # noqa: ANN401 (as above)
        if isinstance(value, Part):
            return self._inside(value)
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, tuple):
            return tuple(map(self._value, value))
        return {key: self._value(inner) for key, inner in value.items()} if isinstance(value, dict) else value

    def _words(self, to: str, words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.word(to, word) for word in words)

    def _condition(self, when: Condition) -> Condition:
        return {
            self.word("questions", name): tuple(self.word(OPTIONS, option, name) for option in options)
            for name, options in when.items()
        }

    def _answers(self, answers: Mapping[str, SaidAnswer]) -> dict[str, SaidAnswer]:
        return {self.word("questions", name): self._answer(name, said) for name, said in answers.items()}

    def _answer(self, question: str, said: SaidAnswer) -> SaidAnswer:
        if isinstance(said, str):
            return self.word(OPTIONS, said, question)
        return tuple(self.word(OPTIONS, option, question) for option in said)

    def _signs(self, question: Question) -> dict[str, Any]:
        return {
            self._row(row): {self.word(OPTIONS, option, question.slug): word for option, word in signs.items()}
            for row, signs in question.signs.items()
        }

    def _row(self, row: str) -> str:
        return f"@{self.word('places', row[1:])}" if row.startswith("@") else self.word("causes", row)

    def _with_findings(self, case: Case, questions: Mapping[str, Question]) -> Case:
        found = {
            finding: self.word(OPTIONS, option, questions[finding].slug) if finding in questions else option
            for finding, option in case.findings.items()
        }
        return case.model_copy(update={"findings": found})

    def text(self, text: str) -> str:
        """A text whose marks and links lead to the new name."""
        if self.part == "paths":
            return re.sub(rf"\[\[{self.old}(?=\]\]|=o(?:n|ff)\]\])", f"[[{self.new}", text)
        if self.part == "terms":
            return text.replace(f"{{{{{self.old}}}}}", f"{{{{{self.new}}}}}")
        kind = next((kind for kind, part in FOLDERS.items() if part == self.part), None)
        if kind is None or f"{kind}:{self.old}" not in text:
            return text
        return re.sub(rf"(\]\(\s*<?|\]:\s*<?|<){kind}:{self.old}(?![a-z0-9-])", rf"\g<1>{kind}:{self.new}", text)
