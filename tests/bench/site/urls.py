"""The site's addresses, and what they are held against."""

from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tests.bench.site.wizard import wizard

BARE: Final = "<!doctype html>" + Path("docs/operating.md").read_text(encoding="utf-8")[:8000]


def bare(_request: HttpRequest) -> HttpResponse:
    """A view that does nothing: 8 kB of text."""
    return HttpResponse(BARE)


urlpatterns = [
    path("bench/bare/", bare),
    path("bench/wizard/", wizard),
    path("", include("diagnostics.urls")),
]
