"""The same questionnaire as Django's classic wizard: a form a question, the answers in a session in the database."""

from collections.abc import Iterator
from functools import cache
from typing import Any, override

from django import forms
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.csrf import csrf_protect
from formtools.wizard.views import SessionWizardView

from diagnostics.content.document.schema import Question
from diagnostics.domain import live


class Wizard(SessionWizardView):  # type: ignore[misc]  # it ships no types
    template_name = "wizard.html"

    @override
    def done(self, form_list: Any, **kwargs: Any) -> HttpResponse:
        return HttpResponse("Thank you.")


@decorator_from_middleware(SessionMiddleware)
@csrf_protect
def wizard(request: HttpRequest) -> HttpResponseBase:
    """The questions of the first guide."""
    response: HttpResponseBase = _view()(request)
    return response


@cache
def _view() -> Any:
    here = next(iter(live.site().guides.values()))
    return Wizard.as_view(list(_forms(here.document.questions)))


def _forms(questions: tuple[Question, ...]) -> Iterator[type[forms.Form]]:
    for question in questions:
        choices = [*((one.slug, one.text) for one in question.options), ("not-sure", "Not sure")]
        several = question.kind == "several"
        kind, widget = (
            (forms.MultipleChoiceField, forms.CheckboxSelectMultiple)
            if several
            else (forms.ChoiceField, forms.RadioSelect)
        )
        field = kind(choices=choices, widget=widget, label=question.text)
        yield type("QuestionForm", (forms.Form,), {"title": question.text, "answer": field})
