"""What of a document rows cannot hold: tables know no cause that does not exist, and none twice."""

from collections.abc import Iterable, Iterator
from typing import Final

from diagnostics.content.document.index import NAMES, Index, problem
from diagnostics.content.document.leaves import PARTS
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.references import references
from diagnostics.content.document.schema import GuideDocument

KEYS: Final = frozenset(
    {"urgent_page", "prevention_page", "place", "sources", "follows", "only_after", "remedies", "notes"}
)
"""Fields that are foreign keys in the tables; signs and the sources of facts are others."""

LISTS: Final = ("sources", "only_after")
"""Lists of names that are tables of their own."""


def storage_problems(document: GuideDocument) -> tuple[Problem, ...]:
    """Slugs that stand twice, and names that stand for nothing where a table needs something."""
    return tuple(dict.fromkeys((*_same_slugs(document), *_broken_keys(document), *_doubled_names(document))))


def _same_slugs(document: GuideDocument) -> Iterator[Problem]:
    for part in PARTS:
        for slug in _repetitions(item.slug for item in getattr(document, part)):
            yield problem(part, slug, "slug", f"The {NAMES[part]} “{slug}” stands here twice. Rename one of them.")
    for question in document.questions:
        for slug in _repetitions(option.slug for option in question.options):
            message = f"The option “{slug}” stands here twice. Rename one of them."
            yield problem("questions", question.slug, f"options.{slug}", message)


def _broken_keys(document: GuideDocument) -> Iterator[Problem]:
    index = Index(document)
    for reference in references(document):
        if is_key(reference.field):
            message = index.unknown(reference.to, reference.word, index.questions.get(reference.of))
            if message:
                yield problem(reference.part, reference.slug, reference.field, message)


def _doubled_names(document: GuideDocument) -> Iterator[Problem]:
    """Names that stand twice in one list, such as a source."""
    for part in PARTS:
        for item in getattr(document, part):
            for field in LISTS:
                for name in _repetitions(getattr(item, field, ())):
                    yield problem(part, item.slug, field, f"“{name}” stands here twice. Take one of them out.")
    for carrier in document.carriers:
        for number, fact in enumerate(carrier.facts, start=1):
            for name in _repetitions(fact.sources):
                message = f"“{name}” stands here twice. Take one of them out."
                yield problem("carriers", carrier.slug, f"facts.{number}.sources", message)


def is_key(field: str) -> bool:
    """Whether a table needs what is named in this field to be there."""
    return field in KEYS or field.startswith("signs.") or field.endswith(".sources")


def _repetitions(items: Iterable[str]) -> Iterator[str]:
    seen: set[str] = set()
    for item in items:
        if item in seen:
            yield item
        seen.add(item)
