"""Fields in which editors write the names of other objects: what they may say, and what they say wrong."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from diagnostics.content.document.fields import CONDITIONS, options_said
from diagnostics.content.document.index import Index

STEPS: Final = frozenset(
    {"did", "tried", "cannot", "first", "within_three", "never", "not_first", "solved_by", "helped", "usual"}
)
ANSWERS: Final = frozenset({*CONDITIONS, "never_while", "answers", "says"})
ONE: Final = {"cause": "causes", "alarm": "alarms", "asks": "questions"}
CODED: Final = frozenset({*STEPS, *ANSWERS, *ONE, "findings", "usual_by_option"})
"""Names of fields that are looked at here."""


@dataclass(frozen=True, slots=True)
class Writable:
    """One line of what may be written: a name, what it means, and what may stand after its colon."""

    name: str
    words: str
    after: tuple[str, ...] = ()


def writable(index: Index, field: str) -> tuple[Writable, ...]:
    """What may be written into a field of this name, in the guide's order."""
    document = index.document
    if field in ANSWERS:
        questions = document.questions
        return tuple(Writable(q.slug, q.text, tuple(index.options(q))) for q in questions)
    if field == "findings":
        return tuple(Writable(name, q.text, tuple(index.options(q))) for name, q in index.findings.items())
    if field == "usual_by_option":
        first = index.first_question
        return tuple(Writable(slug, option.text) for slug, option in index.options(first).items()) if first else ()
    if field in STEPS:
        return tuple(Writable(step.slug, step.title) for step in document.steps)
    return tuple(Writable(slug, "") for slug in index.parts[ONE[field]])


def faults(index: Index, field: str, value: Any) -> Iterator[str]:  # noqa: ANN401 (as the field's codec reads it)
    """A sentence for each name that stands for nothing, with the one that may be meant."""
    return filter(None, _faults(index, field, value))


def _faults(index: Index, field: str, value: Any) -> Iterator[str | None]:  # noqa: ANN401 (as above)
    if field in CONDITIONS:
        yield from _condition(index, value)
    elif field == "never_while":
        for condition in value:
            yield from _condition(index, condition)
    elif field in ("answers", "says"):
        yield from _condition(index, {question: options_said(answer) for question, answer in value.items()})
    elif field == "findings":
        for name, option in value.items():
            of = index.findings.get(name)
            yield index.unknown("options", option, of) if of else index.unknown("findings", name)
    elif field == "usual_by_option":
        for option, steps in value.items():
            yield index.unknown("options", option, index.first_question) if index.first_question else None
            yield from (index.unknown("steps", step) for step in steps)
    else:
        words = [value] if field in ONE and value else value or ()
        yield from (index.unknown(ONE.get(field, "steps"), word) for word in words)


def _condition(index: Index, condition: Mapping[str, Iterable[str]]) -> Iterator[str | None]:
    for question, options in condition.items():
        if of := index.questions.get(question):
            yield from (index.unknown("options", option, of) for option in options)
        else:
            yield index.unknown("questions", question)
