"""What somebody signs in with, and where they are signed in."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from diagnostics.domain.signing_in import codes, second_step, sessions
from diagnostics.domain.signing_in.second_step import Mean
from diagnostics.web.signing_in.people import PasswordForm, Person, for_people, page
from diagnostics.web.signing_in.take_step import GO_ON


@for_people
def your_sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    ctx = {
        "go_on": request.session.pop(GO_ON, ""),
        "few": person.means.recovery_codes <= codes.FEW,
        "offered": second_step.is_offered(),
    }
    return page(request, "your_sign_in", person, **ctx)


@for_people
def remove_app(request: HttpRequest, person: Person) -> HttpResponse:
    """What that means; a post with the password does it."""
    if person.means.app is None:
        raise Http404
    return _remove(request, person, person.means.app, _("Remove the app"))


@for_people
def remove_passkey(request: HttpRequest, person: Person, key: int) -> HttpResponse:
    """The same for one passkey."""
    found = next((one for one in person.means.passkeys if one.pk == key), None)
    if found is None:
        raise Http404
    title = _("Remove the passkey “%(name)s”") % {"name": found.name}
    return _remove(request, person, found, title)


def _remove(request: HttpRequest, person: Person, one: Mean, title: str) -> HttpResponse:
    is_last = len(person.means.passkeys) + bool(person.means.app) == 1
    ctx: dict[str, object] = {"title": title, "is_last": is_last}
    if is_last and second_step.must_have(person.user):
        return page(request, "remove_refused", person, **ctx)
    form = PasswordForm(request.POST if request.method == "POST" else None, person=person)
    if not form.is_valid():
        return page(request, "remove", person, form=form, **ctx)
    second_step.remove(person.user, one)
    messages.success(request, _("It is removed. It opens nothing here any more."))
    return redirect("your-sign-in")


@require_POST
@for_people
def sign_out_elsewhere(request: HttpRequest, person: Person) -> HttpResponse:
    """Everywhere but here."""
    ended = sessions.end_all(person.user, but=request.session.session_key)
    said = ngettext(
        "You are signed out in %(ended)d other place.", "You are signed out in %(ended)d other places.", ended
    )
    messages.success(request, said % {"ended": ended} if ended else _("You were signed in nowhere else."))
    return redirect("your-sign-in")
