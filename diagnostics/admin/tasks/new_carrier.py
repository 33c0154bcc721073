"""Add a carrier: one form, no signs."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from diagnostics.admin.frame.edit_links import Links
from diagnostics.admin.frame.page import CHANGE
from diagnostics.admin.frame.typed import shows_again
from diagnostics.admin.tasks import task_forms
from diagnostics.admin.tasks.task_forms import SourcedForm, for_document, form_page, save
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.markup.quotes import quote
from diagnostics.content.wording.countries import countries
from diagnostics.domain.editing import tasks
from diagnostics.models import Guide

TITLE: Final = "Add a carrier"
FACTS: Final = 3
NOTES: Final = 2
LINES: Final = ("network", "activation", "charge", "rcs", "phone", "status_url", "support_url")
NOT_CHOSEN: Final = ("", "No step")
MARKDOWN: Final = "Leave an empty line between paragraphs, and begin each item of a list with “- ” (Markdown)."
AS_ABOVE: Final = ("", "As above")


def _countries_to_choose() -> list[tuple[str, str]]:
    return [("", "Choose a country"), *countries()]


class CarrierForm(SourcedForm):
    """Everything about one carrier."""

    name = task_forms.line("Name", "As its customers know it.", required="Write its name.")
    country = forms.ChoiceField(
        label="Country",
        choices=_countries_to_choose,
        error_messages={"required": "Choose its country, or “Everywhere else”."},
    )
    network = task_forms.line("Whose network it runs on", "Only if it is not its own.")
    activation = task_forms.line("How the number is confirmed", "Such as “A free text inside the US”.")
    charge = task_forms.line("What that costs", "Such as “One text abroad”.")
    rcs = task_forms.line("What is known about RCS")
    phone = task_forms.line("Telephone")
    status_url = task_forms.link("Its status page", "An address that begins with https://.")
    support_url = task_forms.link("Its help", "An address that begins with https://.")
    caveats = forms.CharField(
        label="What else to know", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=MARKDOWN
    )
    reviewed = forms.BooleanField(
        label="I have compared this with its source today",
        required=False,
        help_text="Then the day is entered as “Reviewed on”. In doubt leave it unticked.",
    )
    slug = task_forms.slug()

    def __init__(self, *args: Any, document: GuideDocument, **kwargs: Any) -> None:  # noqa: ANN401 (as Django declares it)
        super().__init__(*args, **kwargs)
        self.offer_sources(document)
        cited = [AS_ABOVE, *task_forms.sources(document)]
        steps = [NOT_CHOSEN, *((step.slug, step.title) for step in document.steps)]
        for number in range(1, FACTS + 1):
            self.fields[f"fact_{number}"] = task_forms.line(f"Fact {number}", "One sentence.")
            self.fields[f"fact_{number}_source"] = forms.ChoiceField(
                label=f"Where fact {number} was read", choices=cited, required=False
            )
        for number in range(1, NOTES + 1):
            self.fields[f"note_{number}_step"] = forms.ChoiceField(
                label=f"Note {number} stands in", choices=steps, required=False
            )
            self.fields[f"note_{number}"] = forms.CharField(
                label=f"Note {number}", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=MARKDOWN
            )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Headings with their fields."""
        facts, notes = ([field for field in self if field.name.startswith(kind)] for kind in ("fact_", "note_"))
        first = [self[name] for name in ("name", "country", "source", "source_title", "source_url")]
        rest = [self[name] for name in (*LINES, "caveats", "slug", "reviewed")]
        return [
            ("Who it is", first),
            ("What is documented", facts),
            ("How to reach it, and what it costs", rest),
            ("Notes inside steps", notes),
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for number in range(1, FACTS + 1):
            if data.get(f"fact_{number}_source") and not data.get(f"fact_{number}"):
                self.add_error(f"fact_{number}", "Write the fact, or take its source away.")
        self._clean_notes(data)
        return data

    def _clean_notes(self, data: dict[str, Any]) -> None:
        steps = [step for number in range(1, NOTES + 1) if (step := data.get(f"note_{number}_step"))]
        for number in range(1, NOTES + 1):
            step, text = data.get(f"note_{number}_step"), data.get(f"note_{number}")
            if bool(step) != bool(text):
                name = f"note_{number}" if step else f"note_{number}_step"
                self.add_error(name, "Write the note." if step else "Choose the step that it stands in.")
            if step and step in steps[: number - 1]:
                self.add_error(f"note_{number}_step", "There is a note for this step already. Put both into one.")

    @property
    def carrier(self) -> dict[str, Any]:
        """The carrier as the document holds it."""
        data = self.cleaned_data
        numbers = range(1, FACTS + 1)
        facts = [(data[f"fact_{n}"], data[f"fact_{n}_source"]) for n in numbers if data[f"fact_{n}"]]
        notes = {data[f"note_{n}_step"]: data[f"note_{n}"] for n in range(1, NOTES + 1) if data[f"note_{n}"]}
        return {
            **{name: data[name] for name in ("name", "country", "caveats", "slug")},
            **task_forms.pick(data, LINES),
            "sources": self.cited,
            "reviewed": timezone.now().date() if data["reviewed"] else None,
            "facts": tuple({"text": text, "sources": (source,) if source else ()} for text, source in facts),
            "notes": notes,
        }


@for_document(CHANGE, TITLE)
@shows_again
def new_carrier(request: HttpRequest, guide: Guide, document: GuideDocument) -> HttpResponse:
    """The form, and what comes of it."""
    form = CarrierForm(request.POST if request.method == "POST" else None, document=document)
    by = task_forms.editor(request)
    carrier = save(request, form, lambda: tasks.add_carrier(guide, form.carrier, source=form.new_source, by=by))
    if carrier is None:
        return form_page(request, guide, "new_carrier.html", TITLE, form)
    messages.success(request, f"{quote(carrier.name)} is in the draft. Visitors see it once the guide is published.")
    return redirect(Links(guide).to("carriers", carrier.slug))
