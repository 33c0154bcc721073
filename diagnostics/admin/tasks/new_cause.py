"""Add a cause: start from a similar one, so that most of it is filled in already."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.marks import REMEDIES, SIGNS
from diagnostics.admin.frame.page import CHANGE, VIEW, render_page
from diagnostics.admin.frame.typed import shows_again
from diagnostics.admin.tasks import task_forms
from diagnostics.admin.tasks.task_forms import SourcedForm, for_document, form_page, save
from diagnostics.content.checks.rules import unwritten_variants
from diagnostics.content.document.compile import sign_row
from diagnostics.content.document.schema import Cause, GuideDocument, Question
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.names import Names
from diagnostics.domain.editing import tasks
from diagnostics.engine.words import CommonnessWord
from diagnostics.models import Guide

TITLE: Final = "Add a cause"
NAMED: Final = 3
"""Causes that are named as examples of how common something is."""
_SIGNS: Final = [(word, text) for word, (text, _) in SIGNS.items()]
_REMEDIES: Final = [(word, "does not cure it" if not word else text) for word, (text, _) in REMEDIES.items()]


@dataclass(frozen=True, slots=True)
class Group:
    """Fields under one heading. ``is_open``: whether the similar cause has signs of its own here, or they were changed."""

    heading: str
    fields: tuple[forms.BoundField, ...]
    is_open: bool


class CauseForm(SourcedForm):
    """What the new cause is, what speaks for and against it, and what cures it."""

    name = task_forms.line(
        "What is wrong, as a line in a list",
        "Such as “Your number is not confirmed yet”.",
        required="Write what is wrong.",
    )
    summary = task_forms.line(
        "One sentence about it", "It is said to the visitor.", required="Write one sentence for the visitor."
    )
    place = forms.ChoiceField(label="Where it stands", help_text="The place where it goes wrong.")
    commonness = forms.ChoiceField(
        label="How common it is",
        widget=forms.RadioSelect,
        help_text="Among all visitors, before any answer. Choose the line whose causes are as common. In doubt take the one in the middle.",
    )
    step_title = task_forms.line(
        "A new step that cures it",
        "Its title, such as “Restart the router”. You write the rest of it afterwards; nothing is published before.",
    )
    slug = task_forms.slug()

    def __init__(self, *args: Any, document: GuideDocument, like: Cause, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        self.document, self.like, self.names = document, like, Names(document)
        task_forms.choose(self, "place", [(place.slug, place.name) for place in document.places], like.place)
        task_forms.choose(self, "commonness", list(_levels(document)), like.commonness)
        self.offer_sources(document, initial=like.sources[0] if like.sources else task_forms.NEW)
        for question in document.questions:
            signs = sign_row(question, like)
            for option, text in self._answers(question):
                name = _sign_name(question.slug, option)
                self.fields[name] = forms.ChoiceField(
                    label=text, choices=_SIGNS, required=False, initial=signs.get(option, "")
                )
        for step in document.steps:
            if step.kind != "workaround":
                word = step.remedies.get(like.slug, "")
                self.fields[_remedy_name(step.slug)] = forms.ChoiceField(
                    label=step.title, choices=_REMEDIES, required=False, initial=word
                )

    def _answers(self, question: Question) -> list[tuple[str, str]]:
        if question.options_from:
            return [(carrier.slug, carrier.name) for carrier in self.document.carriers]
        return [(option.slug, self.names.line(option.text)) for option in question.options]

    @cached_property
    def questions(self) -> tuple[Group, ...]:
        """A group for each question, those first that say something about the similar cause alone."""
        return tuple(sorted(self._questions(), key=lambda group: not group.is_open))

    def _questions(self) -> Iterator[Group]:
        for question in self.document.questions:
            fields = tuple(self[_sign_name(question.slug, option)] for option, _ in self._answers(question))
            is_changed = self.is_bound and any(field.value() != field.initial for field in fields)
            yield Group(self.names.line(question.text), fields, self.like.slug in question.signs or is_changed)

    @cached_property
    def cures(self) -> tuple[forms.BoundField, ...]:
        """The steps that cure it as it stands in the form."""
        return tuple(field for field in self._steps() if field.value())

    @cached_property
    def other_steps(self) -> tuple[forms.BoundField, ...]:
        """The steps that do not."""
        return tuple(field for field in self._steps() if not field.value())

    def _steps(self) -> Iterator[forms.BoundField]:
        names = (_remedy_name(step.slug) for step in self.document.steps)
        return (self[name] for name in names if name in self.fields)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("step_title") and not self.remedies:
            self.add_error(
                "step_title", "Something must cure it. Choose a step above, or write the title of a new one."
            )
        return data

    @property
    def cause(self) -> dict[str, Any]:
        """The cause as the document holds it."""
        data = self.cleaned_data
        names = ("name", "summary", "place", "commonness", "slug")
        return {**{name: data[name] for name in names}, "sources": self.cited}

    @property
    def signs(self) -> dict[str, Mapping[str, Any]]:
        """What answers say about it, by question."""
        return {question.slug: dict(self._signs(question)) for question in self.document.questions}

    def _signs(self, question: Question) -> Iterator[tuple[str, str]]:
        for option, _ in self._answers(question):
            if word := self.cleaned_data.get(_sign_name(question.slug, option)):
                yield option, word

    @property
    def remedies(self) -> dict[str, Any]:
        """How often which step cures it."""
        named = {step.slug: self.cleaned_data.get(_remedy_name(step.slug)) for step in self.document.steps}
        return {step: word for step, word in named.items() if word}


def _sign_name(question: str, option: str) -> str:
    return f"sign.{question}.{option}"


def _remedy_name(step: str) -> str:
    return f"remedy.{step}"


def _levels(document: GuideDocument) -> Iterator[tuple[str, str]]:
    """Each word for how common something is, from the most common, with causes that are."""
    for word in reversed(get_args(CommonnessWord.__value__)):
        there = [cause.name for cause in document.causes if cause.commonness == word and not cause.open]
        more = f" and {len(there) - NAMED} more" if len(there) > NAMED else ""
        examples = ", ".join(f"{quote(name)}" for name in there[:NAMED])
        yield word, f"{word.replace('-', ' ').capitalize()}: {f'as {examples}{more}' if there else 'no cause yet'}"


@for_document(CHANGE, TITLE)
@shows_again
def new_cause(request: HttpRequest, guide: Guide, document: GuideDocument) -> HttpResponse:
    """Choose a similar cause, then say what is different."""
    causes = {cause.slug: cause for cause in document.causes if not cause.open}
    like = causes.get(request.POST.get("like") or request.GET.get("like", ""))
    if like is None:
        ctx: dict[str, Any] = {"places": _by_place(document)}
        return render_page(request, guide, "workplace/tasks/new_cause_like.html", title=TITLE, ctx=ctx)
    form = CauseForm(request.POST if request.method == "POST" else None, document=document, like=like)
    cause = save(request, form, lambda: _add(request, guide, form))
    if cause is None:
        return form_page(request, guide, "new_cause.html", TITLE, form, like=like)
    messages.success(request, f"{quote(cause.name)} is in the draft.")
    return redirect("admin:guide-new-cause-left", guide.slug, cause.slug)


def _by_place(document: GuideDocument) -> list[tuple[str, list[Cause]]]:
    there = {
        place.slug: [one for one in document.causes if one.place == place.slug and not one.open]
        for place in document.places
    }
    return [(place.name, there[place.slug]) for place in document.places if there[place.slug]]


def _add(request: HttpRequest, guide: Guide, form: CauseForm) -> Cause:
    return tasks.add_cause(
        guide,
        form.cause,
        like=form.like.slug,
        signs=form.signs,
        remedies=form.remedies,
        source=form.new_source,
        step=form.cleaned_data["step_title"],
        by=task_forms.editor(request),
    )


@for_document(VIEW, TITLE)
def what_is_left(request: HttpRequest, guide: Guide, document: GuideDocument, cause: str) -> HttpResponse:
    """What is left to write after a cause was added."""
    found = next((one for one in document.causes if one.slug == cause), None)
    if found is None:
        raise Http404
    links = Links(guide)
    unwritten = [
        (step.title, links.to("steps", step.slug, "variants"))
        for step in document.steps
        if found.slug in step.remedies and unwritten_variants(step)
    ]
    ctx = {
        "cause": found,
        "form": links.to("causes", found.slug, "text"),
        "unwritten": unwritten,
    }
    return render_page(
        request, guide, "workplace/tasks/new_cause_left.html", title=f"Left to do: {found.name}", ctx=ctx
    )
