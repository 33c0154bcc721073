"""What editors read where the engine says slugs: titles, answers and names, their marks filled in."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from diagnostics.content.document.index import Index, title_of
from diagnostics.content.document.schema import Carrier, GuideDocument
from diagnostics.content.document.where import variant_name
from diagnostics.content.wording.reason_words import NONE_WORDS
from diagnostics.content.wording.sentences import Wording
from diagnostics.content.wording.texts import Texts
from diagnostics.engine.guide import NONE, Answer, options_of
from diagnostics.engine.walk import NOT_SURE

NOT_SURE_WORDS: Final = "Not sure"


@dataclass(frozen=True)
class Names:
    """The names of one document; a slug that stands for nothing is its own name."""

    document: GuideDocument

    @cached_property
    def index(self) -> Index:
        """The document by slugs."""
        return Index(self.document)

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.document)

    def line(self, text: str) -> str:
        """A line of the guide as a visitor reads it who has said nothing yet."""
        return self._texts.line(text)

    def say(self, wording: Wording) -> str:
        """A reason as a whole sentence."""
        return self.line(wording.fill())

    def step(self, slug: str) -> str:
        return self.of("steps", slug)

    def cause(self, slug: str) -> str:
        return self.of("causes", slug)

    def alarm(self, slug: str) -> str:
        return self.of("alarms", slug)

    def question(self, slug: str) -> str:
        return self.of("questions", slug)

    def label(self, slug: str) -> str:
        """A question in a list of answers: “You see”."""
        question = self.index.questions.get(slug)
        return self.line(question.label) if question else slug

    def option(self, question: str, option: str | None) -> str:
        """An answer as the visitor reads it; without a question, to the one that is asked first."""
        if option is None or option == NOT_SURE:
            return NOT_SURE_WORDS
        asked = self.index.questions.get(question) if question else self.index.first_question
        if asked and asked.kind == "several" and option == NONE:
            return NONE_WORDS
        found = self.index.options(asked).get(option) if asked else None
        return self.line(found.name if isinstance(found, Carrier) else found.text) if found else option

    def answer(self, question: str, answer: Answer) -> str:
        """The same of whatever was answered: everything that was ticked, with semicolons between."""
        return "; ".join(self.option(question, option) for option in options_of(answer)) or NOT_SURE_WORDS

    def of(self, part: str, slug: str) -> str:
        """The name of an object of any part: its name, its title, or a question's heading."""
        found = self.index.parts.get(part, {}).get(slug)
        return self.line(title_of(found)) if found else slug

    def variant(self, part: str, slug: str, key: str) -> str:
        """For whom a variant of a step or of a menu path is."""
        return variant_name(self, getattr(self.index.parts.get(part, {}).get(slug), "variants", ()), key)
