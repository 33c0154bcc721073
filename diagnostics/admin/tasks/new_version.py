"""A new version is out: one more answer that behaves like another one, and the list of what to look at again."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import CHANGE, VIEW, Missing, may, render_page
from diagnostics.admin.frame.typed import shows_again
from diagnostics.admin.tasks import task_forms
from diagnostics.admin.tasks.task_forms import TaskForm, for_document, form_page, save
from diagnostics.content.document.index import NAMES
from diagnostics.content.document.schema import GuideDocument, Option, Question
from diagnostics.content.editing.affected_by import ToReview, deciding_questions, to_review
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.editing import tasks
from diagnostics.domain.editing.tasks import REVIEWED
from diagnostics.models import Guide

TITLE: Final = "A new version is out"

type Line = tuple[ToReview, str, str, list[tuple[str, str, str]]]
"""An object with its kind and its address, and each spot: what it is for, what it says, and its address."""


class VersionForm(TaskForm):
    """The new answer, and which one it behaves like."""

    text = task_forms.line(
        "The new answer",
        "In the visitor's words, as on the button.",
        required="Write the new answer, such as its number.",
    )
    like = forms.ChoiceField(
        label="It behaves like",
        widget=forms.RadioSelect,
        help_text="Wherever this answer is named, the new one will be named too, with the same signs.",
        error_messages={"required": "Choose the answer that comes nearest. In doubt, the newest version before it."},
    )
    where = forms.ChoiceField(
        label="It stands",
        choices=[("before", "before that answer"), ("after", "after that answer")],
        widget=forms.RadioSelect,
        initial="before",
    )
    hint = task_forms.line("A second line under it", "Only where it helps.")
    slug = task_forms.slug("Short name")

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        task_forms.choose(self, "like", [(option.slug, option.text) for option in question.options])


@for_document(CHANGE, TITLE)
@shows_again
def new_version(request: HttpRequest, guide: Guide, document: GuideDocument) -> HttpResponse:
    """Choose the question, then say what the new answer is."""
    found = deciding_questions(document)
    questions = {one.question.slug: one.question for one in found}
    name = request.POST.get("question") or request.GET.get("question", "")
    question = questions.get(name) or next(iter(questions.values()), None)
    if question is None:
        return render_page(request, guide, "workplace/tasks/new_version.html", title=TITLE, ctx={})
    form = VersionForm(request.POST if request.method == "POST" else None, question=question)
    option = save(request, form, lambda: _add(request, guide, question, form))
    if option is None:
        return form_page(request, guide, "new_version.html", TITLE, form, deciding_questions=found, question=question)
    messages.success(request, f"{quote(option.text)} is in the draft. Go through this list now.")
    return redirect("admin:guide-recheck", guide.slug, question.slug, option.slug)


def _add(request: HttpRequest, guide: Guide, question: Question, form: VersionForm) -> Option:
    data = form.cleaned_data
    new = {"text": data["text"], "hint": data["hint"] or None, "slug": data["slug"]}
    before, by = data["where"] == "before", task_forms.editor(request)
    return tasks.add_option(guide, question.slug, new, like=data["like"], before=before, by=by)


@for_document(VIEW, TITLE)
def recheck(request: HttpRequest, guide: Guide, document: GuideDocument, question: str, option: str) -> HttpResponse:
    """Everything that says something to visitors with this answer; a POST says that one of it is still right."""
    asked = next((one for one in document.questions if one.slug == question), None)
    answer = next((one for one in asked.options if one.slug == option), None) if asked else None
    if asked is None or answer is None:
        raise Http404
    if request.method == "POST":
        return _tick(request, guide, question, option)
    ctx = {
        "question": asked,
        "answer": answer,
        "sections": _sections(guide, to_review(document, question, option)),
        "reviewable": REVIEWED,
        "today": timezone.now().date(),
        "may_change": may(request, CHANGE),
        "option_address": Links(guide).to("questions", question, f"options.{option}"),
    }
    return render_page(
        request, guide, "workplace/tasks/recheck.html", title=f"To look at again: {answer.text}", ctx=ctx
    )


def _tick(request: HttpRequest, guide: Guide, question: str, option: str) -> HttpResponse:
    if not may(request, CHANGE):
        raise Missing(CHANGE)
    part, slug = request.POST.get("part", ""), request.POST.get("slug", "")
    by, today = task_forms.editor(request), timezone.now().date()
    if tasks.still_right(guide, part, slug, today=today, by=by):
        messages.success(request, "Reviewed today.")
    else:
        messages.error(request, "That is no longer there. Somebody may have taken it out or renamed it.")
    return redirect(reverse("admin:guide-recheck", args=[guide.slug, question, option]))


def _sections(guide: Guide, found: Iterable[ToReview]) -> list[tuple[str, str, list[Line]]]:
    """Under a heading and a note each: what keeps no day of review, what is to be looked at, and what was today."""
    links, today = Links(guide), timezone.now().date()
    lines = [
        (
            one,
            NAMES[one.part].capitalize(),
            links.to(one.part, one.slug),
            [(spot.what, spot.says, links.to(one.part, one.slug, spot.field)) for spot in one.spots],
        )
        for one in found
    ]
    undated = [line for line in lines if not line[0].is_sourced]
    to_do = [line for line in lines if line[0].is_sourced and line[0].reviewed != today]
    sections = [
        ("Menu paths and questions", "These keep no review date. Correct them where they are wrong.", undated),
        ("Steps and alarms to look at", "", to_do),
        ("Reviewed today", "", [line for line in lines if line[0].reviewed == today]),
    ]
    return [section for section in sections if section[2]]
