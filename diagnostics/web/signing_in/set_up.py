"""Setting up a second step: an app, a passkey, recovery codes."""

import json
from base64 import b32encode
from typing import Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from diagnostics.content.document.fields import clean_line
from diagnostics.domain.signing_in import codes, passkeys, second_step
from diagnostics.domain.signing_in.passkeys import Refused
from diagnostics.web.results import qr_code
from diagnostics.web.signing_in.people import PasswordForm, Person, for_newcomers, for_people, page
from diagnostics.web.signing_in.take_step import ASKED, read_answer

KEY: Final = "app_key"
"""In the session: what an app is to be told, until a code shows that it was."""


class AppForm(PasswordForm):
    """A code shows that the app has the key."""

    code = forms.CharField(
        label=gettext_lazy("The six digits that the app shows"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "max_length"), gettext_lazy("Type the six digits that the app shows.")
        ),
    )
    field_order = ("code", "password")


class PasskeyForm(PasswordForm):
    """What the passkey is called here. ``answer``, what the browser made, is read apart."""

    name = forms.CharField(
        label=gettext_lazy("What it is on"),
        max_length=60,
        help_text=gettext_lazy("So that you can tell it from others: “My laptop”, “Blue security key”."),
        error_messages={
            "required": gettext_lazy("Say what it is on."),
            "max_length": gettext_lazy("Use at most 60 characters."),
        },
    )
    field_order = ("name", "password")

    def clean_name(self) -> str:
        """One line, without characters that nobody sees."""
        try:
            return clean_line(self.cleaned_data["name"])
        except ValueError as wrong:
            raise forms.ValidationError(f"{wrong}.") from wrong


@for_newcomers
def choose(request: HttpRequest, person: Person) -> HttpResponse:
    """An app or a passkey."""
    return page(request, "choose", person, passkeys=passkeys.are_possible())


@for_newcomers
@sensitive_variables()
def add_app(request: HttpRequest, person: Person) -> HttpResponse:
    """The key of a new app as a picture and as text; a post with the right code keeps it."""
    key = request.session.setdefault(KEY, codes.new_key())
    form = AppForm(request.POST if request.method == "POST" else None, person=person)
    if form.is_valid():
        if codes.add_app(person.user, key, form.cleaned_data["code"]):
            del request.session[KEY]
            return _set_up(request, person)
        form.add_error(
            "code",
            _("This is not the code. Type the one that the app shows now, and look at the clock of that device."),
        )
    device = codes.app_of(person.user, key)
    secret = b32encode(device.bin_key).decode()
    parts = [secret[start : start + 4] for start in range(0, len(secret), 4)]
    picture = qr_code.drawing(device.config_url)
    return page(request, "app", person, form=form, picture=picture, secret=" ".join(parts))


@for_newcomers
def add_passkey(request: HttpRequest, person: Person) -> HttpResponse:
    """The question for the browser; a post with its answer keeps the passkey."""
    if not passkeys.are_possible():
        return redirect("second-step-choose")
    form = PasskeyForm(request.POST if request.method == "POST" else None, person=person)
    asked = request.session.pop(ASKED, None) if form.is_bound else None
    if form.is_valid():
        try:
            passkeys.add(person.user, asked or {}, read_answer(request), name=form.cleaned_data["name"])
        except Refused:
            form.add_error(None, _("The passkey was not made, or it took too long. Nothing is changed. Try again."))
        else:
            return _set_up(request, person)
    options, request.session[ASKED] = passkeys.ask_for_new(person.user)
    return page(request, "passkey", person, form=form, options=json.dumps(options))


def _set_up(request: HttpRequest, person: Person) -> HttpResponse:
    """The step is set up: whoever waited for it is signed in; with the first one come the recovery codes."""
    wanted = second_step.finish(request, person.user) if person.is_half else ""
    request.session[second_step.PASSED] = True
    if person.means.recovery_codes:
        messages.success(request, _("It is set up. From now on you can use it when you sign in."))
        return redirect("your-sign-in")
    return _show_codes(request, person, wanted)


@for_people
def make_codes(request: HttpRequest, person: Person) -> HttpResponse:
    """New recovery codes in place of the old ones."""
    if not person.means:
        return redirect("your-sign-in")
    form = PasswordForm(request.POST if request.method == "POST" else None, person=person)
    return _show_codes(request, person) if form.is_valid() else page(request, "make_codes", person, form=form)


@sensitive_variables()
def _show_codes(request: HttpRequest, person: Person, wanted: str = "") -> HttpResponse:
    made = codes.make_recovery_codes(person.user)
    return page(request, "codes", person, codes=made, go_on=wanted or reverse("your-sign-in"))
