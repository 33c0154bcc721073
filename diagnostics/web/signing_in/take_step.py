"""After the password: a code or a passkey."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from diagnostics.domain.signing_in import codes, passkeys, second_step
from diagnostics.web.desk.doors import for_everybody

ASKED: Final = "passkey_asked"
"""In the session: what a browser was asked, to hold its answer against."""
GO_ON: Final = "go_on"
"""In the session: where somebody wanted to go who came in by a recovery code."""


@sensitive_post_parameters("code", "answer")
@for_everybody
def take_step(request: HttpRequest) -> HttpResponse:
    """The step; a post takes it."""
    user = second_step.half_signed_in_user(request)
    if user is None:
        return redirect("your-sign-in")
    means = second_step.means_of(user)
    if not means:
        return redirect("second-step-choose")
    error = ""
    if request.method == "POST":
        verdict = _check(request, user)
        if verdict.right:
            return _come_in(request, user, by_recovery=verdict.recovery)
        error = _why(verdict, request)
    ctx: dict[str, object] = {"means": means, "error": error, "name": user.get_username()}
    if means.passkeys and passkeys.are_possible():
        options, request.session[ASKED] = passkeys.ask_for_one_of(user)
        ctx["options"] = json.dumps(options)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if error else HTTPStatus.OK
    return render(request, "signing_in/take_step.html", ctx, status=status)


def _check(request: HttpRequest, user: User) -> codes.Verdict:
    if "answer" not in request.POST:
        return codes.check(user, request.POST.get("code", ""))
    asked = request.session.pop(ASKED, None)
    answer = read_answer(request)
    return codes.Verdict(right=bool(asked and answer and passkeys.check(user, asked, answer)))


def read_answer(request: HttpRequest) -> Mapping[str, Any]:
    """What the browser's passkey said; empty where it cannot be read."""
    try:
        answer = json.loads(request.POST.get("answer", ""))
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _come_in(request: HttpRequest, user: User, *, by_recovery: bool) -> HttpResponse:
    address = second_step.finish(request, user)
    if not by_recovery:
        return redirect(address)
    request.session[GO_ON] = address
    return redirect("your-sign-in")


def _why(verdict: codes.Verdict, request: HttpRequest) -> str:
    if verdict.wait:
        return ngettext(
            "Too many wrong codes. Wait %(seconds)d second, then type a new one.",
            "Too many wrong codes. Wait %(seconds)d seconds, then type a new one.",
            verdict.wait,
        ) % {"seconds": verdict.wait}
    if "answer" in request.POST:
        return _("This passkey is not one of yours here, or it took too long. Try it again, or type a code.")
    return _("This code is wrong, or was used already. Type the one that your app shows now.")
