"""Keep a walk through the draft as a report."""

from functools import partial
from typing import Any, ClassVar, Final
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
from diagnostics.content.document.field_words import label
from diagnostics.content.reports.kept_report import ReportableWalk, reportable_walk
from diagnostics.content.wording.names import Names
from diagnostics.domain.editing.report_keeping import keep
from diagnostics.models import Guide, Report

MOST_PAIRS: Final = 200
TEMPLATE: Final = "workplace/reports/report_keep.html"
TITLE: Final = "Keep this as a real report"


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """Where the report comes from, what it says, and what ended it."""

    solved_by = forms.ChoiceField(
        label="What ended it",
        required=False,
        help_text="Leave it empty where no step of the guide did. More steps can be named in the form of the report.",
    )

    class Meta:
        model = Report
        fields = ("text", "found_in", "year", "tier", "outside")
        labels: ClassVar[dict[str, str]] = dict(zip(fields, map(partial(label, "reports"), fields), strict=True))

    field_order = ("text", "solved_by", "found_in", "year", "tier", "outside")

    def __init__(self, *args: Any, names: Names, walk: ReportableWalk, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        steps = [(step.slug, names.step(step.slug)) for step in names.document.steps]
        self.fields["solved_by"].choices = [("", "No step of the guide"), *steps]  # type: ignore[attr-defined]  # a choice field
        self.fields["solved_by"].initial = walk.solved_by

    def report_values(self) -> dict[str, Any]:
        """The fields of the report."""
        data = self.cleaned_data
        return {**data, "solved_by": [data["solved_by"]] if data["solved_by"] else []}


@for_draft(CHANGE)
@shows_again
def report_keep(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Show what of the walk would be kept; keep it with what the editor writes."""
    draft = chosen_document.draft(guide)
    if draft.document is None:
        return render_page(request, guide, TEMPLATE, title=TITLE, ctx={"reading": draft})
    names = Names(draft.document)
    pairs = parse_qsl(request.META["QUERY_STRING"], errors="replace")[:MOST_PAIRS]
    walk = reportable_walk(names, pairs)
    form = ReportForm(request.POST if request.method == "POST" else None, names=names, walk=walk)
    if form.is_valid() and not is_only_shown(request) and _keep(request, guide, walk, form):
        return redirect("admin:guide-reports", guide.slug)
    ctx = {"reading": draft, "walk": walk, "form": form, "query": request.META["QUERY_STRING"]}
    return render_page(request, guide, TEMPLATE, title=TITLE, ctx=ctx, status=422 if form.errors else 200)


def _keep(request: HttpRequest, guide: Guide, walk: ReportableWalk, form: ReportForm) -> bool:
    by = request.user if isinstance(request.user, User) else None
    try:
        keep(guide, walk, form.report_values(), by=by)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.success(request, "The report is kept. It measures this guide from now on, and blocks nothing.")
    return True
