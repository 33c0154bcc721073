"""What every answer must carry."""

from collections.abc import Iterator
from typing import Final

from django.http.response import HttpResponseBase

WANTED: Final = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
POLICY: Final = ("default-src 'none'", "frame-ancestors 'none'")


def missing_headers(response: HttpResponseBase) -> list[str]:
    """What is wrong with the headers of an answer."""
    return list(_missing(response))


def _missing(response: HttpResponseBase) -> Iterator[str]:
    yield from (name for name, value in WANTED.items() if response.headers.get(name) != value)
    if "camera=()" not in response.headers.get("Permissions-Policy", ""):
        yield "Permissions-Policy"
    policy = response.headers.get("Content-Security-Policy", "")
    yield from (part for part in POLICY if part not in policy)
    if "unsafe" in policy:
        yield policy
