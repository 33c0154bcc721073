"""The picture of a card: words on paper, above the road that is the sign of the site."""

from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageChops, ImageColor, ImageDraw

from diagnostics.config.stamp import hash_files
from diagnostics.web.cards.lettering import FONT, drawable, fit, font

WIDTH: Final = 1200
HEIGHT: Final = 630
MARGIN: Final = 80
PAPER: Final = "#fbfaf7"
INK: Final = "#1c2024"
ACCENT: Final = "#8a2f0c"
"""As --paper, --ink and --go in site.css."""
SHADES: Final = 32
"""Of one colour on paper: the picture has so many of ink, then as many of the accent."""
STRONG: Final = 255
SOFT: Final = 204
"""Of 255 parts of ink."""
SHARP: Final = 4
"""The road is drawn larger by this and shrunk, so that its edges are smooth."""
ROAD: Final = HEIGHT - MARGIN - 36
ROOM: Final = 296
"""Pixels for the words, from the margin down to the name of the site."""
STAMP: Final = hash_files(
    (FONT.parent.parent, "drawing.py"), (FONT.parent.parent, "lettering.py"), (FONT.parent, "*.ttf")
)
"""Of all that shapes a picture besides its words."""


def draw(words: str, above: str, name: str, *, accent: str = ACCENT) -> bytes:
    """A PNG: the words, in small letters what they belong to, and the name of the site at its road.

    Words in letters that the font does not have are left out whole, and what they belong to takes their place; the
    road is always there.
    """
    words, above, name = map(drawable, (words, above, name))
    if not words:
        words, above = above, ""
    letters = Image.new("L", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(letters)
    top = MARGIN - 16
    if above:
        small = fit(above, width=WIDTH - 2 * MARGIN, height=50, largest=40, smallest=32)
        pen.text((MARGIN, top), small.lines[0], font=font(small.size), fill=SOFT)
        top += 68
    if words:
        large = fit(words, width=WIDTH - 2 * MARGIN, height=MARGIN + ROOM - top, largest=112, smallest=44)
        for i, line in enumerate(large.lines):
            pen.text((MARGIN, top + i * large.line_height), line, font=font(large.size), fill=STRONG)
    if name:
        pen.text((MARGIN, ROAD - 82), name, font=font(44), fill=STRONG)
    return _png(ImageChops.add(_road(), letters.point(lambda shade: shade * (SHADES - 1) // 255)), accent)


@cache
def _road() -> Image.Image:
    """Two stations, and where it stops; each pixel is the number of its colour."""
    ink, accent = (Image.new("L", (WIDTH * SHARP, HEIGHT * SHARP)) for _ in range(2))
    start, stop = MARGIN + 20, WIDTH - MARGIN - 44
    ImageDraw.Draw(ink).line([at * SHARP for at in (start, ROAD, stop, ROAD)], fill=255, width=12 * SHARP)
    for spot in (start, (start + stop) // 2):
        ImageDraw.Draw(ink).circle((spot * SHARP, ROAD * SHARP), 20 * SHARP, fill=255)
    ImageDraw.Draw(accent).circle((stop * SHARP, ROAD * SHARP), 44 * SHARP, fill=255)
    small_ink, small_accent = (
        mask.resize((WIDTH, HEIGHT), Image.Resampling.BOX).point(lambda shade: shade * (SHADES - 1) // 255)
        for mask in (ink, accent)
    )
    numbered = small_accent.point(lambda shade: shade + SHADES if shade else 0)
    return Image.composite(numbered, small_ink, small_accent.point(lambda shade: 255 if shade else 0))


def _png(numbers: Image.Image, accent: str) -> bytes:
    picture = Image.frombytes("P", numbers.size, numbers.tobytes())
    picture.putpalette([part for colour in (INK, accent) for i in range(SHADES) for part in _mix(colour, i)])
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _mix(colour: str, shade: int) -> list[int]:
    """The colour on paper, in so many parts of SHADES - 1."""
    return [
        round(paper + (part - paper) * shade / (SHADES - 1))
        for paper, part in zip(ImageColor.getrgb(PAPER), ImageColor.getrgb(colour), strict=True)
    ]
