"""A new cause made after a similar one: its signs where they differ from what it would inherit, and its cures."""

from collections.abc import Mapping
from dataclasses import dataclass

from diagnostics.content.document.compile import sign_row
from diagnostics.content.document.schema import Cause, GuideDocument, Question, Source, Step, Variant
from diagnostics.engine.words import RemedyWord, SignWord

type Signs = Mapping[str, SignWord]
"""By option; what is missing says nothing."""


@dataclass(frozen=True, slots=True)
class NewCause:
    """What an editor entered about it.

    signs: by question, then by option; a question that is missing is left as it would be without a row of its own.
    remedies: by step. source: a new one, where it comes from none that is there. step: a new one, still to be written.
    """

    cause: Cause
    signs: Mapping[str, Signs]
    remedies: Mapping[str, RemedyWord]
    source: Source | None = None
    step: Step | None = None


def with_cause(document: GuideDocument, new: NewCause, *, after: str) -> GuideDocument:
    """The document with the cause, right after that other one; and with its source and its step."""
    at = [cause.slug for cause in document.causes].index(after) + 1
    steps = (_with_remedy(step, new) for step in (*document.steps, *((new.step,) if new.step else ())))
    return document.model_copy(
        update={
            "causes": (*document.causes[:at], new.cause, *document.causes[at:]),
            "questions": tuple(_with_signs(question, new) for question in document.questions),
            "steps": tuple(steps),
            "sources": (*document.sources, *((new.source,) if new.source else ())),
        }
    )


def new_step(slug: str, title: str, *, sources: tuple[str, ...]) -> Step:
    """A repair that has nothing but a title yet."""
    return Step(slug=slug, title=title, summary=title, minutes=5, sources=sources, variants=(Variant(text=""),))


def _with_remedy(step: Step, new: NewCause) -> Step:
    word = new.remedies.get(step.slug)
    return step.model_copy(update={"remedies": {**step.remedies, new.cause.slug: word}}) if word else step


def _with_signs(question: Question, new: NewCause) -> Question:
    signs = new.signs.get(question.slug)
    if signs is None or dict(signs) == dict(sign_row(question, new.cause)):
        return question
    return question.model_copy(update={"signs": {**question.signs, new.cause.slug: dict(signs)}})
