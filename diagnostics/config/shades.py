"""Shades of one colour that can be read: as text and on buttons, on light and on dark pages.

Contrast is that of WCAG 2.2 (relative luminance). Text needs 7:1 here, which is more than any control needs (3:1).
"""

import colorsys
from dataclasses import dataclass
from typing import Final

LIGHT_PAPERS: Final = ("#fbfaf7", "#f2f0ea")
DARK_PAPERS: Final = ("#16181b", "#1f2226")
"""``--paper`` and ``--wash`` in static/css/site.css; a test holds them to it."""
ON_LIGHT: Final = "#ffffff"
ON_DARK: Final = DARK_PAPERS[0]
"""What is written on a button."""
ENOUGH: Final = 7.0
STEPS: Final = 256


@dataclass(frozen=True, slots=True)
class Shades:
    """light, dark: of the accent, for light and for dark pages."""

    light: str
    dark: str


def shades(colour: str) -> Shades:
    """The colour itself where it can be read, else the nearest darker and lighter ones of its hue.

    What is written on it can be read too: on the darker one white, on the lighter one the dark paper.
    """
    return Shades(_nearest(colour, LIGHT_PAPERS, 0.0), _nearest(colour, DARK_PAPERS, 1.0))


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _nearest(colour: str, papers: tuple[str, ...], end: float) -> str:
    """The first shade on the way to black (0) or white (1) that has enough contrast with each paper."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    ways = (lightness + (end - lightness) * step / STEPS for step in range(STEPS + 1))
    found = (_hex(colorsys.hls_to_rgb(hue, way, saturation)) for way in ways)
    return next(one for one in found if all(contrast(one, paper) >= ENOUGH for paper in papers))


def _luminance(colour: str) -> float:
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4))
    return red, green, blue


def _hex(channels: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)
