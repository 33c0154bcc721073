"""Sessions, logins and form tokens are for editors: visitors' pages never meet them, so nothing can make them set a cookie."""

import time
from collections.abc import Callable
from typing import Any, Final, override

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.deprecation import MiddlewareMixin

type Next = Callable[[HttpRequest], HttpResponseBase]

MOST_BYTES: Final = 100_000
"""Of what a visitor sends."""
USED_AT: Final = "used_at"
"""In the session: when it was used last, to half an hour."""
UNUSED: Final = (
    *("accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation"),
    *("gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock"),
    *("sync-xhr", "usb", "xr-spatial-tracking"),
)
"""What a browser can do and no page of this site asks for."""


def is_for_editors(request: HttpRequest) -> bool:
    """Whether the address lies in the editors' workplace, shows them a draft, or is the agents' desk."""
    return request.path_info.startswith(editors_paths())


def editors_paths() -> tuple[str, ...]:
    """How their addresses begin."""
    return f"/{settings.ADMIN_PATH}", "/preview/", "/agents/", "/sign-in/"


class _EditorsOnly(MiddlewareMixin):
    @override
    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if is_for_editors(request) else self.get_response(request)


class EditorsSession(_EditorsOnly, SessionMiddleware):
    """A session ends when it is not used; to write down each use would be a write a request."""

    @override
    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        # A page that asks for news by itself is not somebody at work.
        by_itself = request.method == "GET" and "HX-Request" in request.headers
        if response.status_code < 400 and not by_itself and request.session.accessed and SESSION_KEY in request.session:
            now = int(time.time())
            if now - request.session.get(USED_AT, 0) > settings.SESSION_COOKIE_AGE // 24:
                request.session[USED_AT] = now
        return super().process_response(request, response)


class EditorsLogin(_EditorsOnly, AuthenticationMiddleware):
    pass


class EditorsMessages(_EditorsOnly, MessageMiddleware):
    pass


class EditorsFormToken(_EditorsOnly, CsrfViewMiddleware):
    """Django's protection of forms, for editors only; visitors' pages take no POST."""

    @override
    def process_view(self, request: HttpRequest, *view: Any) -> Any:
        return super().process_view(request, *view) if is_for_editors(request) else None


def permissions_policy(get_response: Next) -> Next:
    """No page, and nothing in a frame of one, may use what the site has no need of."""
    policy = ", ".join(f"{feature}=()" for feature in UNUSED)

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers["Permissions-Policy"] = policy
        return response

    return answer


def small_posts(get_response: Next) -> Next:
    """What visitors send is a walk, never more."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not is_for_editors(request) and not (length.isdecimal() and int(length) <= MOST_BYTES):
            raise RequestDataTooBig(f"A visitor sent {length} bytes.")
        return get_response(request)

    return answer


def empty_head(get_response: Next) -> Next:
    """An answer to HEAD carries the length of its body and no body; gunicorn complains of one at every HEAD."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.headers.setdefault("Content-Length", str(len(response.content)))  # type: ignore[attr-defined]
            response.content = b""  # type: ignore[attr-defined]
        return response

    return answer
