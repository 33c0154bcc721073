"""What a text says once its Markdown, links and menu paths are gone: what reading age and length are measured on."""

import re
from functools import lru_cache
from typing import Final

from markdown_it.token import Token

from diagnostics.content.markup.markdown import MARKER, parse

_BLANKS: Final = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def visible_lines(source: str) -> tuple[str, ...]:
    """Paragraphs, headings, items and cells of a Markdown text, each on one line; marks are left out."""
    blocks = (_words(token.children or []) for token in parse(source) if token.type == "inline")
    return tuple(block for block in blocks if block)


def _words(tokens: list[Token]) -> str:
    text = "".join(" " if token.type in ("softbreak", "hardbreak") else token.content for token in tokens)
    return _BLANKS.sub(" ", MARKER.sub("", text)).strip()
