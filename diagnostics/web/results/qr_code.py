"""QR codes of addresses: into a page, or as a file; black on white in every colour scheme, or cameras would not read them."""

from functools import lru_cache
from io import BytesIO
from typing import Final

import segno
from django.utils.safestring import SafeString, mark_safe

LONGEST: Final = 1000
"""Letters of an address; the squares of a longer one are too small for a camera before a screen."""


def drawing(address: str) -> SafeString:
    """A QR code to put into a page, with a wide margin."""
    drawn = _svg(address, for_page=True).decode()
    # Both sizes: small where the stylesheet is missing, and able to grow where it is not.
    return mark_safe(drawn.replace("<svg ", '<svg width="160" height="160" ', 1))  # noqa: S308 (made of squares)


picture: Final = lru_cache(maxsize=64)(drawing)
"""The same, kept: for what is no secret."""


def picture_file(address: str) -> bytes:
    return _svg(address, for_page=False)


def code(address: str) -> segno.QRCode:
    """Short addresses can lose more of their squares; of long ones the squares must stay large."""
    return segno.make(address, error="m" if len(address) < 100 else "l", micro=False)


def _svg(address: str, *, for_page: bool) -> bytes:
    out = BytesIO()
    code(address).save(
        out,
        kind="svg",
        border=4,
        light="#fff",
        omitsize=for_page,
        scale=1 if for_page else 8,
        svgclass=None,
        lineclass=None,
        xmldecl=not for_page,
        svgns=not for_page,
        nl=False,
    )
    return out.getvalue()
