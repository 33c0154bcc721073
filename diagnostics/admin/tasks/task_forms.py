"""What the forms of the tasks have in common: lines, choices, and refusals beside their fields."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Final, cast

from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse

from diagnostics.admin.frame.page import View, for_draft, render_page
from diagnostics.admin.frame.typed import is_only_shown
from diagnostics.content.document.schema import GuideDocument
from diagnostics.domain import drafts
from diagnostics.domain.editing.tasks import Refused
from diagnostics.models import Guide
from diagnostics.models.fields import LINE_LENGTH

NEW: Final = "*"
"""Stands for a source that is not there yet; no slug looks like it."""
SLUG_HELP: Final = (
    "Its name in addresses: small letters, digits and hyphens. Leave it empty, and it is made from the words."
)


def for_document(permission: str, title: str) -> Callable[[View], View]:
    """As ``for_draft``, handing over the document too; where there is none, the page says why."""

    def decorate(view: View) -> View:
        @for_draft(permission)
        @wraps(view)
        def find(request: HttpRequest, guide: Guide, **names: str) -> HttpResponse:
            draft = drafts.read(guide)
            if draft.document is None:
                ctx = {"reading": draft}
                return render_page(request, guide, "workplace/tasks/task_unreadable.html", title=title, ctx=ctx)
            return view(request, guide, draft.document, **names)

        return find

    return decorate


def save[T](request: HttpRequest, form: "TaskForm", add: Callable[[], T]) -> T | None:
    """What was added, once the form may be saved; None where something stands in the way, which the form then says."""
    if not form.is_valid() or is_only_shown(request):
        return None
    try:
        return add()
    except Refused as refused:
        form.refuse(refused)
        return None


def form_page(
    request: HttpRequest, guide: Guide, template: str, title: str, form: "TaskForm", **ctx: object
) -> HttpResponse:
    """The form of a task, with what stands in the way."""
    status = 422 if form.errors else 200
    return render_page(
        request, guide, f"workplace/tasks/{template}", title=title, ctx={"form": form, **ctx}, status=status
    )


def editor(request: HttpRequest) -> User | None:
    """Whoever does this, for the history."""
    return request.user if isinstance(request.user, User) else None


def line(label: str, help_text: str = "", *, required: str = "") -> forms.CharField:
    """One line; ``required`` is what is said where it is missing."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(required),
        max_length=LINE_LENGTH,
        error_messages={"required": required},
        widget=forms.TextInput(attrs={"size": 60}),
    )


def slug(label: str = "Address", help_text: str = SLUG_HELP) -> forms.CharField:
    """A slug that is made from other words where it stays empty."""
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=60)


def link(label: str, help_text: str = "") -> forms.CharField:
    """An address; the document says what one looks like."""
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=500)


def sources(document: GuideDocument) -> list[tuple[str, str]]:
    """Every source by its title."""
    return sorted(((one.slug, one.title) for one in document.sources), key=lambda choice: choice[1].casefold())


def pick(data: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """These fields, None for what is empty."""
    return {name: data.get(name) or None for name in names}


class TaskForm(forms.Form):
    """A form of a task. It says what was refused beside the field, or above all where there is no such field."""

    error_css_class = "wrong"

    def refuse(self, refused: Refused) -> None:
        """Show why nothing was saved."""
        for name, message in refused.problems:
            self.add_error(name if name in self.fields else None, message)


class SourcedForm(TaskForm):
    """A form with one source: one that is there, or a new one with its title and its address."""

    source = forms.ChoiceField(label="Where this was read")
    source_title = line("Title of a new source", "Who wrote it and what it is called.")
    source_url = link("Address of the new source", "It begins with https://.")

    def offer_sources(self, document: GuideDocument, *, initial: str = NEW) -> None:
        """Offer every source of the draft, and a new one."""
        choose(self, "source", [(NEW, "A new source, written below"), *sources(document)], initial)

    @property
    def cited(self) -> tuple[str, ...]:
        """The source that is there already, where one was chosen."""
        source = self.cleaned_data["source"]
        return () if source == NEW else (source,)

    @property
    def new_source(self) -> dict[str, Any] | None:
        """The new source, where one was written."""
        data = self.cleaned_data
        if data["source"] != NEW:
            return None
        return {"title": data["source_title"], "url": data["source_url"] or None}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        is_written = bool(data.get("source_title") or data.get("source_url"))
        if data.get("source") == NEW and not data.get("source_title") and "source_title" not in self.errors:
            self.add_error("source_title", "Write who wrote it and what it is called, or choose a source above.")
        if data.get("source") not in (NEW, None) and is_written:
            self.add_error("source", "You chose one and wrote a new one. Choose “A new source”, or empty the new one.")
        return data


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]], initial: str = "") -> None:
    """Offer these choices in a field of a form."""
    field = cast(forms.ChoiceField, form.fields[name])
    field.choices = choices
    field.initial = initial
