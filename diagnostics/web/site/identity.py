"""Who the site says it is, on every page; and the two files that come of it: its logo and its colours."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from diagnostics.config.brand import Logo
from diagnostics.config.shades import ON_DARK, ON_LIGHT, Shades
from diagnostics.domain import about
from diagnostics.web.site.methods import read_only

FOREVER: Final = "public, max-age=31536000, immutable"
SOON: Final = "public, max-age=60"
"""To whoever asks for another one than there is: while two builds run side by side."""
ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""What a logo may do where it is opened by itself: be drawn."""
KINDS: Final = {"svg": "image/svg+xml", "png": "image/png"}
_COLOURS: Final = """\
:root{{--go:{light};--go-ink:{on_light}}}
@media screen and (prefers-color-scheme:dark){{:root{{--go:{dark};--go-ink:{on_dark}}}}}
@media (forced-colors:active){{:root{{--go:LinkText;--go-ink:Canvas}}}}
"""
_LOGO: Final = ".name img{flex:none;height:32px;max-width:60vw;object-fit:contain}\n"


@dataclass(frozen=True, slots=True)
class Identity:
    """What templates say of the site. logo, style: addresses, empty where the site has none of its own."""

    name: str
    logo: str
    style: str
    links: tuple[tuple[str, str], ...]
    has_contact: bool


def identity(request: HttpRequest | None = None) -> dict[str, Identity]:  # noqa: ARG001 (Django hands it over)
    """A context processor: ``brand``."""
    return {
        "brand": Identity(
            settings.SITE_NAME, logo_address(), style_address(), settings.SITE_LINKS, has_contact=about.has_contact()
        )
    }


def own_files() -> tuple[str, ...]:
    """Addresses of what every page of this site loads besides static files."""
    return tuple(filter(None, (logo_address(), style_address())))


def logo_address() -> str:
    """By hand, as static files are: the same one on every page, of whatever is shown below another address."""
    logo = settings.SITE_LOGO
    return f"/logo-{logo.digest}.{logo.kind}" if logo else ""


def style_address() -> str:
    text = _style(settings.SITE_ACCENT, settings.SITE_LOGO)
    return f"/site-{_digest(text)}.css" if text else ""


@read_only
def logo(request: HttpRequest, digest: str, kind: str) -> HttpResponse:  # noqa: ARG001 (Django hands it over)
    """The picture of the operator."""
    here = settings.SITE_LOGO
    if here is None or here.kind != kind:
        raise Http404
    response = _file(here.content, KINDS[kind], is_present=here.digest == digest)
    response.headers["Content-Security-Policy"] = ALONE
    return response


@read_only
def style(request: HttpRequest, digest: str) -> HttpResponse:  # noqa: ARG001 (as above)
    """The colours of the operator."""
    if not (text := _style(settings.SITE_ACCENT, settings.SITE_LOGO)):
        raise Http404
    return _file(text.encode(), "text/css; charset=utf-8", is_present=_digest(text) == digest)


def _file(content: bytes, kind: str, *, is_present: bool) -> HttpResponse:
    headers = {"Cache-Control": FOREVER if is_present else SOON}
    return HttpResponse(content, content_type=kind, headers=headers)


@cache
def _style(accent: Shades | None, logo: Logo | None) -> str:
    return "".join(_rules(accent, logo))


def _rules(accent: Shades | None, logo: Logo | None) -> Iterator[str]:
    if accent:
        yield _COLOURS.format(light=accent.light, on_light=ON_LIGHT, dark=accent.dark, on_dark=ON_DARK)
    if logo:
        yield _LOGO


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
