"""A page as it is kept: its bytes, compressed once."""

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Self

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import re_accepts_gzip

type Note = Callable[[HttpRequest], None]
"""What else happens each time that somebody gets the page, such as counting."""

WORTH_PACKING: Final = 200
"""Bytes; as Django's own compression."""
BESIDES: Final = 2_000
"""Bytes of memory that a kept page takes besides its body and its key: its headers, its note."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What a view rendered. body: as gzip where it ``is_packed``. note: None where nothing else happens."""

    body: bytes
    is_packed: bool
    headers: Mapping[str, str]
    note: Note | None

    @classmethod
    def of(cls, response: HttpResponse, note: Note | None = None) -> Self:
        """The page of a view, before any middleware has touched it."""
        packed = gzip.compress(response.content, 6, mtime=0) if len(response.content) >= WORTH_PACKING else b""
        is_packed = 0 < len(packed) < len(response.content)
        return cls(packed if is_packed else response.content, is_packed, dict(response.headers), note)

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return len(self.body) + BESIDES

    def response_to(self, request: HttpRequest) -> HttpResponse:
        """The page in a form that this browser reads; notes that it was given."""
        if self.note:
            self.note(request)
        if not self.is_packed:
            return HttpResponse(self.body, headers=self.headers)
        if not re_accepts_gzip.search(request.META.get("HTTP_ACCEPT_ENCODING", "")):
            return HttpResponse(gzip.decompress(self.body), headers=self.headers)
        return HttpResponse(self.body, headers={**self.headers, "Content-Encoding": "gzip"})


def is_worth_keeping(response: HttpResponse) -> bool:
    """Whether it is a page, and nobody's own: errors, redirects and what sets a cookie are made anew."""
    return response.status_code == 200 and not response.streaming and not response.cookies
