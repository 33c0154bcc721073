"""The guides, and the names that one of them knows."""

from collections.abc import Iterable, Iterator
from typing import Self

from django.utils.translation import gettext

from diagnostics.content.document.schema import Question
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.guide import NONE
from diagnostics.engine.walk import NOT_SURE
from diagnostics.engine.words import AnswerWord
from diagnostics.web.api.base import GuideName, Schema, Text, guide_fields
from diagnostics.web.api.causes import CauseName
from diagnostics.web.api.steps import StepName, step_name
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice


class Guides(Schema):
    """All guides that are live, in the editors' order."""

    guides: list[GuideName]

    @classmethod
    def of(cls, site: Iterable[LiveGuide]) -> Self:
        return cls(guides=[GuideName.of(here) for here in site])


class Place(Schema):
    """Where things can go wrong."""

    slug: str
    name: str


class OptionName(Schema):
    """An answer that may be given."""

    value: str
    text: str


class QuestionName(Schema):
    """A question that a walk may answer, with all of its options; which of them fit depends on the walk."""

    slug: str
    label: str
    text: str
    kind: AnswerWord
    """`one`: one option. `several`: everything that is so."""
    options: list[OptionName]


class Guide(GuideName):
    """A guide with the names of everything that a walk through it may say."""

    intro: Text | None
    """What it covers."""
    places: list[Place]
    """In the order in which things travel."""
    questions: list[QuestionName]
    """All of them; the decision says which one is worth asking."""
    causes: list[CauseName]
    steps: list[StepName]

    @classmethod
    def of(cls, here: LiveGuide) -> Self:
        voice, document = Voice(here.texts), here.document
        return cls(
            **guide_fields(here),
            intro=Text.of(voice, document.intro),
            places=[Place(slug=one.slug, name=voice.line(one.name)) for one in document.places],
            questions=[_question(here, one) for one in document.questions],
            causes=[CauseName.named(here, one) for one in document.causes],
            steps=[step_name(here, one, voice) for one in document.steps],
        )


def _question(here: LiveGuide, question: Question) -> QuestionName:
    voice = Voice(here.texts)
    return QuestionName(
        slug=question.slug,
        label=voice.line(question.label),
        text=voice.line(question.text),
        kind=question.kind,
        options=[OptionName(value=value, text=voice.line(text)) for value, text in _options(here, question)],
    )


def _options(here: LiveGuide, question: Question) -> Iterator[tuple[str, str]]:
    parts, asked = Parts(here.document), here.network.guide.question_names[question.slug]
    yield from ((one.slug, parts.option_text(question.slug, one.slug)) for one in asked.options)
    if question.kind == "several":
        yield NONE, parts.option_text(question.slug, NONE)
    yield NOT_SURE, gettext("Not sure")
