"""Who asks: the key in the header of a request, how often it may ask, and for what."""

from typing import Final, override

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from ninja.security import HttpBearer

from diagnostics.config import callers
from diagnostics.domain.programs import keys
from diagnostics.domain.programs.keys import ProgramKey
from diagnostics.domain.safeguards import limits
from diagnostics.domain.safeguards.database_guard import database_guard, incidental
from diagnostics.domain.safeguards.limits import PROGRAM, WRONG_KEY
from diagnostics.web.api.refusals import Refusal


class Key(HttpBearer):
    """Lets those keys pass that have one of the ``scopes``."""

    openapi_bearerFormat: Final = "fpk_…"  # noqa: N815 (as OpenAPI has it)
    openapi_description: Final = "A key that an administrator made in the workplace."

    def __init__(self, *scopes: str) -> None:
        super().__init__()
        self.scopes = scopes

    @override
    @sensitive_variables()
    def authenticate(self, request: HttpRequest, token: str) -> ProgramKey | None:
        with database_guard():
            key = keys.find(token)
            if key is None:
                _refuse_often(limits.spend(WRONG_KEY, callers.address(request)))
                return None
            spend(key)
            if not any(keys.may(key, scope) for scope in self.scopes):
                wanted = " or ".join(self.scopes)
                raise Refusal(403, _("This key may not do that: it needs the scope %(scope)s.") % {"scope": wanted})
            with incidental():
                keys.note_use(key)
            return key


def spend(key: ProgramKey, points: int = 1) -> None:
    """Raises Refusal where the key has asked too often."""
    _refuse_often(limits.spend(PROGRAM, f"key {key.handle}", points))


def _refuse_often(seconds: int) -> None:
    if seconds:
        detail = _("Too many requests in an hour. Wait %(seconds)d seconds, then go on.") % {"seconds": seconds}
        raise Refusal(429, detail, {"Retry-After": str(seconds)})
