"""Middleware: who has yet to take the second step is nobody; and no password is looked at while too many are."""

from collections.abc import Callable

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from diagnostics.config.middleware import is_for_editors
from diagnostics.domain.signing_in import refusals, second_step
from diagnostics.web.site import errors

type Next = Callable[[HttpRequest], HttpResponseBase]


def second_step_gate(get_response: Next) -> Next:
    """Every page sees somebody without the step that they must take as somebody who is not signed in."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if is_for_editors(request):
            user = request.user

            def let_in() -> AbstractBaseUser | AnonymousUser:
                return AnonymousUser() if second_step.is_missing(request, user) else user

            # Late: a page that asks for nobody needs no database.
            request.user = SimpleLazyObject(let_in)  # type: ignore[assignment]  # as Django does it
        return get_response(request)

    return answer


class HashingGate:
    """A page where a view gave up on a password, whichever view it was."""

    def __init__(self, get_response: Next) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, why: Exception) -> HttpResponseBase | None:
        if not isinstance(why, refusals.REASONS):
            return None
        refusal = refusals.refusal(why)
        page = errors.message_page(request, refusal.status, refusal.title, refusal.lead)
        page.headers["Retry-After"] = str(refusal.seconds)
        return page
