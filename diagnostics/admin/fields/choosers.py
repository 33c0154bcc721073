"""Choosing names of other objects by their titles. What is posted and stored is what one would type (models/codecs.py)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar, Final

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from diagnostics.admin.fields.widgets import NamesArea
from diagnostics.content.wording.names import Names
from diagnostics.content.wording.reason_words import NONE_WORDS
from diagnostics.domain.drafts.coded_fields import ONE, STEPS
from diagnostics.engine.guide import NONE

GONE: Final = "{} (no longer in this guide)"
KINDS: Final = {
    "repair": "Repairs",
    "wait": "Waits",
    "verdict": "Verdicts",
    "workaround": "Workarounds",
    "escalation": "Asking for help",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose. group: the heading that it stands under, or ""."""

    value: str
    title: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One select: what it is called, what is chosen, and what else there is, by group.

    boxes: in place of a select, all that may be so, and whether it is.
    """

    label: str
    value: str
    groups: Sequence[tuple[str, Sequence[Choice]]]
    boxes: Sequence[tuple[Choice, bool]] = ()


class Chooser(NamesArea):
    """Selects that together say what a line of text would. Without a guide it is that line of text."""

    template: ClassVar[str] = "admin/diagnostics/choose.html"
    separator: ClassVar[str] = ""
    hint: ClassVar[str] = "Write its short name."

    class Media:
        js = ("js/choosers.js",)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:  # noqa: ANN401, ARG002 (as Django's)
        values = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return self.join(values) if values else None

    def join(self, values: Iterable[str]) -> str:
        """What several selects say, as one would type it."""
        filled = [value for value in values if value]
        return self.separator.join(filled) if self.separator else (filled or [""])[-1]

    def words(self, text: str) -> str:
        """What is chosen, in titles."""
        return "; ".join(self.title(value) for value in self.split(text))

    def title(self, value: str) -> str:
        known = {choice.value: choice.title for choice in self.choices}
        return known.get(value) or GONE.format(value)

    def split(self, text: str) -> list[str]:
        """The values of the selects, of a text that may not be understood."""
        return [value for line in re.split(r"[\s,]+", text) if (value := line.strip())]

    @property
    def known(self) -> Names | None:
        return self.names.names if self.names else None

    @property
    def choices(self) -> Sequence[Choice]:
        """Everything that can be chosen."""
        if not self.known:
            return ()
        items = self.known.index.parts[ONE.get(self.field, "steps")].values()
        return [Choice(one.slug, self.known.of(ONE[self.field], one.slug)) for one in items]

    def selects(self, text: str) -> Iterator[Chosen]:
        """What is shown of it."""
        value = self.join(self.split(text))
        yield Chosen("", value, _by_group(value, self.choices))

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:  # noqa: ANN401 (as Django's)
        text = str(value or "")
        ctx = {"id": (attrs or {}).get("id", ""), "name": name, "described": (attrs or {}).get("aria-describedby", "")}
        if self.known:
            return render_to_string(self.template, {**ctx, "selects": list(self.selects(text))})
        area = forms.Textarea.render(self, name, value, attrs, renderer)
        return render_to_string("admin/diagnostics/names.html", {"area": area, "hint": self.hint})


class StepsChooser(Chooser):
    """Steps in an order: those that are chosen, each in a select, and an empty one."""

    template = "admin/diagnostics/choose_several.html"
    separator = ", "
    hint = "Write short names, separated by commas."
    use_fieldset = True

    @property
    def choices(self) -> Sequence[Choice]:
        if not self.known:
            return ()
        kinds = list(KINDS)
        steps = sorted(self.known.document.steps, key=lambda step: kinds.index(step.kind))
        return [Choice(step.slug, self.known.step(step.slug), KINDS[step.kind]) for step in steps]

    def selects(self, text: str) -> Iterator[Chosen]:
        choices = self.choices
        for number, value in enumerate([*self.split(text), ""], start=1):
            yield Chosen(f"Step {number}", value, _by_group(value, choices))


class AnswersChooser(Chooser):
    """A select for each question, boxes for a list: those that are answered in their order, then all others."""

    template = "admin/diagnostics/choose_answers.html"
    separator = "\n"
    hint = "Write one a line, as in “see: green”."
    use_fieldset = True

    def join(self, values: Iterable[str]) -> str:
        """Of a question that is answered several times, all answers in one line."""
        told: dict[str, list[str]] = {}
        for name, colon, option in (value.partition(": ") for value in values if value):
            told.setdefault(f"{name}{colon}", []).append(option)
        return "\n".join(f"{name}{', '.join(options)}" for name, options in told.items())

    def split(self, text: str) -> list[str]:
        pairs = (line.partition(":") for line in text.splitlines() if line.strip())
        return [
            f"{name.strip()}{colon and ': '}{option.strip()}"
            for name, colon, options in pairs
            for option in options.split(",")
        ]

    @property
    def choices(self) -> Sequence[Choice]:
        return [choice for slug in self._questions for choice in self._answers(slug)]

    def selects(self, text: str) -> Iterator[Chosen]:
        answered: dict[str, list[str]] = {}
        for value in self.split(text):
            answered.setdefault(value.partition(":")[0], []).append(value)
        for name in dict.fromkeys([*answered, *self._questions]):
            values = answered.get(name, [])
            if self._takes_several(name):
                yield Chosen(self._label(name), "".join(values[:1]), (), self._boxes(name, values))
            else:
                for value in values or [""]:
                    yield Chosen(self._label(name), value, _by_group(value, list(self._answers(name))))

    def _boxes(self, name: str, ticked: Sequence[str]) -> list[tuple[Choice, bool]]:
        """What is ticked, in its order, then all else that can be."""
        known = {choice.value: choice for choice in self._answers(name)}
        chosen = [known.pop(value, Choice(value, GONE.format(value))) for value in ticked]
        return [*((choice, True) for choice in chosen), *((choice, False) for choice in known.values())]

    def title(self, value: str) -> str:
        name, _, option = value.partition(": ")
        question = self._questions.get(name, "")
        return f"{self._label(name)} {self.known.option(question, option) if self.known else option}"

    @property
    def _questions(self) -> dict[str, str]:
        """What stands before the colon, and the slug of its question."""
        if not self.known:
            return {}
        if self.field == "findings":
            return {name: question.slug for name, question in self.known.index.findings.items()}
        return {slug: slug for slug in self.known.index.questions}

    def _label(self, name: str) -> str:
        question = self._questions.get(name)
        return self.known.question(question) if question and self.known else GONE.format(name)

    def _takes_several(self, name: str) -> bool:
        question = self._questions.get(name)
        return bool(self.known and question and self.known.index.questions[question].kind == "several")

    def _answers(self, name: str) -> Iterator[Choice]:
        if self.known and (question := self._questions.get(name)):
            for option in self.known.index.options(self.known.index.questions[question]):
                yield Choice(f"{name}: {option}", self.known.option(question, option))
            if self._takes_several(name):
                yield Choice(f"{name}: {NONE}", NONE_WORDS)


def _by_group(value: str, choices: Sequence[Choice]) -> list[tuple[str, list[Choice]]]:
    """The choices, with what is chosen and no longer there before them."""
    gone = [Choice(value, GONE.format(value))] if value and value not in [choice.value for choice in choices] else []
    return [(group, list(some)) for group, some in groupby((*gone, *choices), lambda one: one.group)]


def chooser(field: str) -> NamesArea:
    """The widget for a field that names other objects; where they cannot be chosen, one to write in."""
    if field in STEPS:
        return StepsChooser(field)
    if field in ("answers", "says", "findings"):
        return AnswersChooser(field)
    return Chooser(field, rows=1) if field in ONE else NamesArea(field)
