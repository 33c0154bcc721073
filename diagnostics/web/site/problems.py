"""Errors for programs: below ``/api/`` an answer that is no success is a problem detail (RFC 9457), never a page."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, JsonResponse

PROGRAMS: Final = "/api/"
TYPE: Final = "application/problem+json"


def is_for_programs(request: HttpRequest) -> bool:
    return request.path_info.startswith(PROGRAMS)


def problem(status: int, detail: str, **more: object) -> JsonResponse:
    """``detail``: what is wrong and what to do; ``more``: further members of the object."""
    body = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    response = JsonResponse(body, status=status, content_type=TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response
