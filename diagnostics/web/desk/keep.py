"""Keeping what ended well as a real report: answers and steps of a link, and a text that the agent writes."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diagnostics.content.results.codes import format_code
from diagnostics.domain.results import kept_reports
from diagnostics.domain.results.agent_links import LinkRow
from diagnostics.web.desk.link import message_page, reader, with_own_link
from diagnostics.web.desk.share import PlainField

LONGEST_TEXT = 4_000


class KeepForm(forms.Form):
    text = PlainField(
        label=gettext_lazy("What was reported, in your own words"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6, "aria-describedby": "text-help"}),
        error_messages={
            "required": gettext_lazy("Write in a sentence or two what the customer told you."),
            "max_length": gettext_lazy("It has %(show_value)d characters. Shorten it to %(limit_value)d."),
        },
    )


@with_own_link
def keep(request: HttpRequest, link: LinkRow) -> HttpResponse:
    """What would be kept, and the form; a post keeps it in the draft of the guide."""
    way = reverse("desk-link", args=[format_code(link.code)])
    found = kept_reports.find_keepable(link) if kept_reports.is_solved(link) else None
    if found is None:
        lead = _("It can be kept once the customer has said which step ended it, while the guide still has that step.")
        return message_page(request, 409, _("There is nothing to keep yet"), lead, way, _("Back to the link"))
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            kept_reports.keep_report(found, form.cleaned_data["text"], by=reader(request))
        except ValidationError as error:
            form.add_error("text", error.messages)
        else:
            lead = _("The guide is measured by it from now on. Visitors never see it.")
            return message_page(request, 200, _("The report is kept"), lead, way, _("Back to the link"))
    ctx = {"form": form, "found": found, "way": way, "desk": "links"}
    return render(request, "desk/keep.html", ctx, status=422 if form.errors else 200)
