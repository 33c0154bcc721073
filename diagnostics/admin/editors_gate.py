"""The gate to the database around the workplace, the preview and the desk, whose every page needs it."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import get_callable

from diagnostics.config.middleware import is_for_editors
from diagnostics.domain.safeguards.database_guard import (
    WORKPLACE,
    DatabaseAway,
    database_guard,
    is_unusable,
    note_refusal,
)


class EditorsGate:
    """Middleware: where the database is away, ``DATABASE_AWAY_VIEW`` answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_for_editors(request):
            return self._answer(request)
        try:
            with database_guard(WORKPLACE):
                return self._answer(request)
        except DatabaseAway:
            return _away(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        """What a view raised."""
        if not is_for_editors(request) or not (isinstance(error, DatabaseAway) or is_unusable(error)):
            return None
        note_refusal(error)
        if not connection.in_atomic_block:
            connection.close()
        return _away(request)


def _away(request: HttpRequest) -> HttpResponseBase:
    answer: HttpResponseBase = get_callable(settings.DATABASE_AWAY_VIEW)(request)
    return answer
