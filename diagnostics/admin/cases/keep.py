"""Keep a walk through the draft as a case."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import parse_qsl

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from diagnostics.admin.frame import chosen_document
from diagnostics.admin.frame.page import CHANGE, for_draft, render_page
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.content.cases.kept_walk import KeepableWalk, keepable_walk
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.names import Names
from diagnostics.domain.drafts import naming
from diagnostics.domain.editing.case_keeping import keep
from diagnostics.models import Case, Guide

MOST_PAIRS: Final = 200
TEMPLATE: Final = "workplace/cases/case_keep.html"
TITLE: Final = "Keep this as a case"

type Choices = list[tuple[str, str]]


class CaseForm(forms.Form):
    """What the case is called and what must come out; each expectation counts only with its tick."""

    EXPECTATIONS = ("first", "within_three", "cause", "never", "alarm", "escalates")

    title = forms.CharField(
        label="Title",
        max_length=240,
        help_text="Who the visitor is and what is wrong, in one line.",
        error_messages={"required": "Write a title: who the visitor is and what is wrong."},
    )
    slug = forms.CharField(
        label="Short name",
        max_length=60,
        required=False,
        help_text="Its name in files: small letters, digits and hyphens. Leave it empty, and it is made from the title.",
    )

    def __init__(self, *args: Any, names: Names, walk: KeepableWalk, guide: Guide, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        self.taken = naming.taken_slugs(Case.objects.of_guide(guide))
        self.fields["title"].initial = walk.title
        for name, label, choices, initial, tick in _expectations(names, walk):
            self.fields[f"expect_{name}"] = forms.BooleanField(label=label, required=False, initial=tick)
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)

    @property
    def rows(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Each expectation: its tick and its chooser."""
        return ((self[f"expect_{name}"], self[name]) for name in self.EXPECTATIONS)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        ticked = [name for name in self.EXPECTATIONS if data.get(f"expect_{name}")]
        for name in ticked:
            if name in data and not data[name]:
                self.add_error(name, "Choose what is expected here, or take the tick away.")
        if not ticked:
            self.add_error(None, "A case must expect something. Tick at least one line of “What must come out”.")
        if data.get("title"):
            data["slug"] = data.get("slug") or naming.new_slug(data["title"], "cases", self.taken)
            if refusal := naming.refusal("cases", data["slug"], self.taken):
                self.add_error("slug", refusal)
        return data

    def expectations(self) -> dict[str, Any]:
        """The fields of a case that say what it expects."""
        data = self.cleaned_data
        expected = {name: data[name] for name in self.EXPECTATIONS if data[f"expect_{name}"]}
        lists = {name: [expected[name]] for name in ("first", "within_three", "never") if name in expected}
        ends = {name: expected[name] == "yes" for name in ("escalates",) if name in expected}
        return expected | lists | ends


def _expectations(names: Names, walk: KeepableWalk) -> Iterator[tuple[str, str, Choices, str, bool]]:
    """Name, label, choices, first choice and first tick of every expectation."""
    document = names.document
    steps = [*walk.steps, *(step.slug for step in document.steps if step.slug not in walk.steps)]
    choices = [("", "Choose a step"), *((step, names.step(step)) for step in steps)]
    causes = [("", "Choose a cause"), *((one.slug, names.cause(one.slug)) for one in document.causes if not one.open)]
    alarms = [("", "Choose an alarm"), *((one.slug, names.alarm(one.slug)) for one in document.alarms)]
    has_first, raised = bool(walk.first), walk.alarms[0] if walk.alarms else ""
    yield "first", "This step comes first", choices, walk.first, has_first
    yield "within_three", "This step is among the first three", choices, walk.first, False
    yield "cause", "This cause is the most likely one", causes, walk.cause, True
    yield "never", "This step is not offered at all", choices, "", False
    yield "alarm", "This alarm is raised", alarms, raised, bool(raised)
    ends = [("yes", "It ends in asking for help"), ("no", "It does not end in asking for help")]
    yield "escalates", "How it ends", ends, "yes" if walk.escalates else "no", walk.escalates


@for_draft(CHANGE)
@shows_again
def case_keep(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Show what was answered and what comes out of it now; keep what the editor ticks."""
    draft = chosen_document.draft(guide)
    if draft.document is None:
        return render_page(request, guide, TEMPLATE, title=TITLE, ctx={"reading": draft})
    names = Names(draft.document)
    walk = keepable_walk(names, _pairs(request))
    form = CaseForm(request.POST if request.method == "POST" else None, names=names, walk=walk, guide=guide)
    if walk.says_something and form.is_valid() and not is_only_shown(request) and _keep(request, guide, walk, form):
        return redirect("admin:guide-cases", guide.slug)
    ctx = {
        "reading": draft,
        "walk": walk,
        "form": form,
        "steps": [names.step(step) for step in walk.steps],
        "cause": names.cause(walk.cause),
        "query": request.META["QUERY_STRING"],
    }
    return render_page(request, guide, TEMPLATE, title=TITLE, ctx=ctx, status=422 if form.errors else 200)


def _pairs(request: HttpRequest) -> list[tuple[str, str]]:
    """The walk of the address; one with more pairs than any walk has is cut."""
    return parse_qsl(request.META["QUERY_STRING"], errors="replace")[:MOST_PAIRS]


def _keep(request: HttpRequest, guide: Guide, walk: KeepableWalk, form: CaseForm) -> bool:
    title, slug = form.cleaned_data["title"], form.cleaned_data["slug"]
    by = request.user if isinstance(request.user, User) else None
    try:
        keep(guide, walk, form.expectations(), title=title, slug=slug, by=by)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, f"{quote(title)} is kept. It runs at every check from now on.")
    return True
