"""Words in a box: letters that can be drawn, lines of like length, as large as fits. The font comes along with the code."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from PIL import ImageFont
from PIL.ImageFont import FreeTypeFont

FONT: Final = Path(__file__).parent / "font" / "Roboto-Bold.ttf"
LINE: Final = 1.16
"""Height of a line, as a multiple of the size of its letters."""
MOST_LETTERS: Final = 200
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…]) ")
_NO_LETTER: Final = "\uffff"


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines as they are drawn, one below the other."""

    lines: tuple[str, ...]
    size: int

    @property
    def line_height(self) -> int:
        return round(self.size * LINE)

    @property
    def height(self) -> int:
        return len(self.lines) * self.line_height


@lru_cache(maxsize=32)
def font(size: int) -> FreeTypeFont:
    return ImageFont.truetype(FONT, size)


def drawable(text: str) -> str:
    """The text without signs that the font lacks; nothing at all where it lacks one of the letters or digits."""
    signs = unicodedata.normalize("NFC", text)
    missing = {sign for sign in signs if not sign.isspace() and not _has(sign)}
    if any(unicodedata.category(sign)[0] in "LMN" for sign in missing):
        return ""
    return " ".join("".join(sign for sign in signs if sign not in missing).split())


def fit(text: str, *, width: int, height: int, largest: int, smallest: int) -> Lettering:
    """The largest letters with which the text fits, each sentence on lines of its own.

    With the smallest ones it ends where there is no more room.
    """
    text = " ".join(text[:MOST_LETTERS].split())
    sentences = [sentence.split(" ") for sentence in _SENTENCE_END.split(text)]
    for size in range(largest, smallest - 1, -4):
        lines = tuple(line for words in sentences for line in _balance(words, size, width))
        found = Lettering(lines, size)
        if found.height <= height and all(_length(line, size) <= width for line in lines):
            return found
    return _cut(text, smallest, width, most=height // round(smallest * LINE))


def _balance(words: list[str], size: int, width: int) -> tuple[str, ...]:
    """As many lines as the width needs, all of them about as long as the others."""
    lines = _wrap(words, size, width)
    narrow, wide = 0, width
    while wide - narrow > size // 4:
        middle = (narrow + wide) // 2
        tried = _wrap(words, size, middle)
        if len(tried) == len(lines) and all(_length(line, size) <= middle for line in tried):
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def _wrap(words: list[str], size: int, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _length(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _cut(text: str, size: int, width: int, *, most: int) -> Lettering:
    """At most so many lines, each as full as it can be, words broken where they must be."""
    lines: list[str] = []
    while text and len(lines) < most:
        room = next((n for n in range(len(text), 1, -1) if _length(text[:n], size) <= width), 1)
        end = room if room == len(text) else text.rfind(" ", 0, room + 1)
        lines.append(text[: end if end > 0 else room].rstrip())
        text = text[len(lines[-1]) :].lstrip()
    if text:
        lines[-1] = f"{lines[-1][:-1].rstrip()}…"
    return Lettering(tuple(lines), size)


@lru_cache(maxsize=4096)
def _length(line: str, size: int) -> float:
    return font(size).getlength(line)


@lru_cache(maxsize=4096)
def _has(sign: str) -> bool:
    return bytes(font(24).getmask(sign)) != bytes(font(24).getmask(_NO_LETTER))
