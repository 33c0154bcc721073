"""Signing in: with what was typed before the session ended; and a page for too many wrong passwords."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast, override

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from diagnostics.admin.frame import typed
from diagnostics.domain.signing_in import door, refusals, second_step
from diagnostics.domain.signing_in.refusals import Refusal

type View = Callable[..., HttpResponse]


def keeps_typed(view: View) -> View:
    """A view of the workplace; to what is sent after the session has ended, the sign-in page answers and carries it."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:  # noqa: ANN401 (as the view)
        text = "" if admin.site.has_permission(request) else typed.pack(request, typed.ENDED)
        return _sign_in(request, text) if text else view(request, *args, **names)

    return answer


def form_again(request: HttpRequest) -> HttpResponse | None:
    """To a form whose token is too old: the form again, by way of signing in where that is needed; None of others."""
    text = typed.pack(request, typed.TOO_OLD if admin.site.has_permission(request) else typed.ENDED)
    if request.path == reverse("admin:login") and typed.address_of(request.POST.get(typed.FIELD, "")):
        text = request.POST[typed.FIELD]
    if not text:
        return None
    if not admin.site.has_permission(request):
        return _sign_in(request, text)
    request.session[typed.FIELD] = text
    return redirect(typed.address_of(text))


def _sign_in(request: HttpRequest, text: str) -> HttpResponse:
    """The sign-in page, which carries what was typed along."""
    request.method, address = "GET", typed.address_of(text)
    page = f"{reverse('admin:login')}?{urlencode({'next': address})}"
    return admin.site.login(request, {"typed": text, "app_path": page, "next": address})


class Door(LoginView):
    """Django's own, in the frame of the workplace (``Workplace.login``)."""

    template_name = "admin/login.html"
    authentication_form = AdminAuthenticationForm

    @override
    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """After the password: in, or to the second step."""
        return redirect(second_step.after_password(self.request, form.get_user(), wanted=self.get_success_url()))


def try_door(request: HttpRequest, frame: Mapping[str, Any]) -> HttpResponse:
    """The form, or why no password is looked at."""
    form = cast("Callable[[HttpRequest], HttpResponse]", Door.as_view(extra_context=frame))
    if request.method != "POST":
        return form(request)
    try:
        with door.trying(request, request.POST.get("username", "")):
            return form(request)
    except refusals.REASONS as why:
        return _refusal_page(request, refusals.refusal(why))


def locked_out(
    request: HttpRequest,
    response: HttpResponse,  # noqa: ARG001 (as django-axes hands it over)
    credentials: Mapping[str, str] | None = None,  # noqa: ARG001 (as above)
) -> HttpResponse:
    """429, with the minutes until the next try."""
    return _refusal_page(request, refusals.too_many(int(settings.AXES_COOLOFF_TIME.total_seconds())))


def _refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    ctx = {"refusal": refusal, "typed": request.POST.get(typed.FIELD)}
    page = render(request, "admin/locked_out.html", ctx, status=refusal.status)
    page.headers["Retry-After"] = str(refusal.seconds)
    page.headers["Cache-Control"] = "no-store"
    return page
