"""The desk's own door: signing in, signing out, a new password. Wrong passwords are throttled as in the workplace."""

from collections.abc import Callable
from typing import Final, cast, override

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _

from diagnostics.domain.signing_in import door, refusals, second_step
from diagnostics.domain.signing_in.refusals import Refusal
from diagnostics.web.desk.doors import for_everybody
from diagnostics.web.site import errors


class _Door(LoginView):
    @override
    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """After the password: in, or to the second step."""
        return redirect(second_step.after_password(self.request, form.get_user(), wanted=self.get_success_url()))


_form: Final = _Door.as_view(template_name="desk/sign_in.html", next_page=reverse_lazy("desk"))
_change: Final = PasswordChangeView.as_view(
    template_name="desk/password.html", success_url=reverse_lazy("desk-password-done")
)
sign_out: Final = for_everybody(LogoutView.as_view(next_page=reverse_lazy("desk-sign-in")))


@for_everybody
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, or how long to wait after too many wrong passwords."""
    if request.method != "POST":
        return cast("HttpResponse", _form(request))
    try:
        with door.trying(request, request.POST.get("username", "")):
            response = cast("HttpResponse", _form(request))
    except refusals.REASONS as why:
        return _refusal(request, refusals.refusal(why))
    if not getattr(request, "axes_locked_out", False):
        return response
    # Else django-axes would put the workplace's page in place of this one.
    request.axes_locked_out = False  # type: ignore[attr-defined]  # django-axes' own mark
    return _refusal(request, refusals.too_many(int(settings.AXES_COOLOFF_TIME.total_seconds())))


def _refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    page = errors.message_page(
        request,
        refusal.status,
        refusal.title,
        refusal.lead,
        template="desk/message.html",
        note=_("Have you forgotten your password? Whoever runs this site can set a new one."),
        way=reverse("desk-sign-in"),
        way_name=_("Back to signing in"),
    )
    page.headers["Retry-After"] = str(refusal.seconds)
    return page


@for_everybody
@login_required(login_url=reverse_lazy("desk-sign-in"))
def password(request: HttpRequest) -> HttpResponse:
    """A new password for somebody who knows the old one."""
    return door.change(request, cast("Callable[[HttpRequest], HttpResponse]", _change))


@for_everybody
@login_required(login_url=reverse_lazy("desk-sign-in"))
def password_done(request: HttpRequest) -> HttpResponse:
    return errors.message_page(
        request,
        200,
        _("Your password is changed"),
        _("From now on, sign in with the new one."),
        template="desk/message.html",
        way=reverse("desk"),
        way_name=_("Back to the desk"),
    )
