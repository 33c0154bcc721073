"""For whom a page is: somebody who is signed in, or who must set up a second step before they are."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from diagnostics.domain.signing_in import door, second_step
from diagnostics.domain.signing_in.second_step import Means
from diagnostics.web.desk.doors import for_everybody


@dataclass(frozen=True, slots=True)
class Person:
    """is_half: the password was right, and a second step must be set up before they are signed in."""

    user: User
    means: Means
    is_half: bool


type PersonView = Callable[..., HttpResponse]


def for_people(view: PersonView) -> PersonView:
    """A view for somebody who is signed in."""
    return _for(view, also_half=False)


def for_newcomers(view: PersonView) -> PersonView:
    """A view also for somebody who must set up a second step now; whoever has one takes it instead."""
    return _for(view, also_half=True)


def _for(view: PersonView, *, also_half: bool) -> PersonView:
    @sensitive_post_parameters("password", "code", "answer")
    @for_everybody
    @wraps(view)
    def find(request: HttpRequest, **names: object) -> HttpResponse:
        if also_half and not second_step.is_offered():
            raise Http404
        if request.user.is_authenticated:
            means = second_step.means_of(request.user)
            return view(request, Person(request.user, means, is_half=False), **names)
        half = second_step.half_signed_in_user(request)
        if half is None:
            return redirect_to_login(reverse("your-sign-in"), reverse("desk-sign-in"))
        means = second_step.means_of(half)
        if means or not also_half:
            return redirect("second-step")
        return view(request, Person(half, means, is_half=True), **names)

    return find


class PasswordForm(forms.Form):
    """The password once more, from somebody who is signed in: a browser left open is not enough."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Type your password.")},
    )

    def __init__(self, *args: object, person: Person, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # as Django's form
        self.person = person
        if person.is_half:
            del self.fields["password"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not door.confirm(self.person.user, password):
            raise forms.ValidationError(_("This is not your password. Type it again."))
        return password


def page(request: HttpRequest, template: str, person: Person, **ctx: object) -> HttpResponse:
    """422 where a form has errors."""
    form = ctx.get("form")
    wrong = isinstance(form, forms.Form) and bool(form.errors)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, f"signing_in/{template}.html", {"person": person, **ctx}, status=status)
