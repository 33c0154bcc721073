"""Keys for programs: a list, a new one whose text is shown once, and revoking one. For administrators."""

from collections.abc import Mapping
from typing import Final, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from diagnostics.admin.frame.page import for_staff
from diagnostics.admin.frame.typed import is_only_shown, shows_again
from diagnostics.content.document.fields import clean_line
from diagnostics.content.markup.quotes import quote
from diagnostics.domain.programs import keys
from diagnostics.domain.programs.keys import SCOPES, ProgramKey

PERMISSION: Final = "change_programkey"
TITLE: Final = "Keys of programs"
REVOKED: Final = "{key} opens nothing any more. The links that it made stay."
WAS_REVOKED: Final = "{key} had been revoked already."


class KeyForm(forms.Form):
    """What a new key is for, and what it may do."""

    name = forms.CharField(
        label="What uses it",
        max_length=80,
        help_text="The program, and whom to ask about it: “Ticket system, Ada”.",
        error_messages={"required": "Say which program uses it.", "max_length": "Use at most 80 characters."},
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        choices=list(SCOPES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one.", "invalid_choice": "Choose from these."},
    )

    def clean_name(self) -> str:
        """One line, without characters that nobody sees."""
        try:
            return clean_line(self.cleaned_data["name"])
        except ValueError as wrong:
            raise forms.ValidationError(f"{wrong}.") from wrong


@for_staff(PERMISSION)
@shows_again
@sensitive_variables("text")
def list_keys(request: HttpRequest) -> HttpResponse:
    """All keys; a post makes one and shows its text, this once."""
    form = KeyForm(request.POST if request.method == "POST" else None)
    key, text = None, ""
    if form.is_valid() and not is_only_shown(request):
        key, text = keys.make(**form.cleaned_data, by=_administrator(request))
        form = KeyForm()
    rows = ProgramKey.objects.select_related("made_by", "revoked_by")
    ctx: dict[str, object] = {"form": form, "made": key, "text": text, "rows": [(row, _may(row)) for row in rows]}
    return _page(request, "workplace/programs/keys.html", TITLE, ctx, status=422 if form.errors else 200)


@for_staff(PERMISSION)
def revoke_key(request: HttpRequest, key: int) -> HttpResponse:
    """What revoking means; a post does it."""
    row = get_object_or_404(ProgramKey, pk=key)
    if request.method == "POST":
        done = keys.revoke(row, by=_administrator(request))
        messages.success(request, (REVOKED if done else WAS_REVOKED).format(key=quote(row.name)))
        return redirect("admin:keys")
    return _page(
        request,
        "workplace/programs/key_revoke.html",
        f"Revoke {quote(row.name)}",
        {"key": row, "crumbs": [(TITLE, reverse("admin:keys"))]},
    )


def _page(
    request: HttpRequest, template: str, title: str, ctx: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "title": title, **ctx}, status=status)


def _may(key: ProgramKey) -> list[str]:
    return [SCOPES[scope] for scope in key.scopes if scope in SCOPES]


def _administrator(request: HttpRequest) -> User:
    return cast("User", request.user)  # signed in, or this page was not shown
