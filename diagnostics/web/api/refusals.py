"""What programs are told when something cannot be done: problem details, whatever raised it."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from diagnostics.domain.safeguards.database_guard import DatabaseAway
from diagnostics.web.api.base import Schema
from diagnostics.web.site import errors
from diagnostics.web.site.errors import problem

NO_KEY: Final = "This needs a key: send “Authorization: Bearer fpk_…”. An administrator makes one in the workplace."


class WrongField(Schema):
    """One thing that is wrong with what was sent."""

    field: str
    """Its name in the body."""
    message: str
    """What is wrong with it."""


class Problem(Schema):
    """Why there is no answer (RFC 9457)."""

    title: str
    """The status in words."""
    status: int
    """As of the answer itself."""
    detail: str
    """What is wrong, and what to do."""
    errors: list[WrongField] | None = None
    """Of a body that cannot be used: what is wrong with it, field by field. Absent otherwise."""


class Refusal(Exception):
    """Not done, and why."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status, self.detail, self.headers = status, detail, headers or {}


def explain_refusals(api: NinjaAPI) -> None:
    """Everything that these views may raise becomes a problem detail; whatever else is the site's own error 500."""
    handlers: dict[type[Exception], Any] = {
        Http404: errors.not_found,
        BadRequest: errors.bad_request,
        Refusal: _refuse,
        AuthenticationError: _no_key,
        HttpError: _unreadable,
        ValidationError: _wrong_fields,
        DatabaseAway: _database_away,
        Exception: _ours,
    }
    for kind, answer in handlers.items():
        api.add_exception_handler(kind, answer)


def _refuse(_request: HttpRequest, refusal: Refusal) -> HttpResponse:
    response = problem(refusal.status, refusal.detail)
    for name, value in refusal.headers.items():
        response.headers[name] = value
    return response


def _no_key(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    response = problem(401, _(NO_KEY))
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _unreadable(_request: HttpRequest, error: HttpError) -> HttpResponse:
    detail = _("The body cannot be read: send one JSON object, as UTF-8.") if error.status_code == 400 else str(error)
    return problem(error.status_code, detail)


def _wrong_fields(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    wrong = [{"field": ".".join(map(str, one["loc"][2:])) or "body", "message": one["msg"]} for one in error.errors]
    said = "; ".join(f"{one['field']}: {one['message']}" for one in wrong)
    return problem(
        422, _("Nothing was done. Put this right, then send it again: %(said)s") % {"said": said}, errors=wrong
    )


def _database_away(request: HttpRequest, _away: DatabaseAway) -> HttpResponse:
    lead = _("Nothing was done. Try again in a few seconds; guides and decisions answer as usual.")
    return errors.database_away(request, _("The database is away"), lead)


def _ours(_request: HttpRequest, error: Exception) -> HttpResponse:
    raise error
