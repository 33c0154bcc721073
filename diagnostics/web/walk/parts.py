"""The parts of a guide by name, old names included."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Alarm, Carrier, Cause, GuideDocument, Option, Question, Source, Step
from diagnostics.engine.guide import NONE, Answer, options_of


@dataclass(frozen=True)
class Parts:
    """Looks up what the engine names by slug."""

    document: GuideDocument

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return {question.slug: question for question in self.document.questions}

    @cached_property
    def steps(self) -> Mapping[str, Step]:
        return {step.slug: step for step in self.document.steps}

    @cached_property
    def causes(self) -> Mapping[str, Cause]:
        return {cause.slug: cause for cause in self.document.causes}

    @cached_property
    def carriers(self) -> Mapping[str, Carrier]:
        return {carrier.slug: carrier for carrier in self.document.carriers}

    @cached_property
    def alarms(self) -> Mapping[str, Alarm]:
        return {alarm.slug: alarm for alarm in self.document.alarms}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        return {source.slug: source for source in self.document.sources}

    @property
    def first_question(self) -> Question:
        """The one that every walk begins with."""
        return next((q for q in self.document.questions if q.asked == "first"), self.document.questions[0])

    @property
    def carrier_question(self) -> Question | None:
        """The one whose options are the carrier notes."""
        return next((q for q in self.document.questions if q.options_from == "carriers"), None)

    @property
    def open_cause(self) -> Cause:
        return next(cause for cause in self.document.causes if cause.open)

    def option_text(self, question: str, option: str) -> str:
        """The words of an answer, terms not yet filled in."""
        if option == NONE and self.questions[question].kind == "several":
            return _("None of these")
        if self.questions[question].options_from:
            return self.carriers[option].name
        return self.option(question, option).text

    def answer_text(self, question: str, answer: Answer) -> str:
        """The words of whatever was answered; empty for "not sure"."""
        return "; ".join(self.option_text(question, option) for option in options_of(answer))

    def option(self, question: str, option: str) -> Option:
        return next(one for one in self.questions[question].options if one.slug == option)
