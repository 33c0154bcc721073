"""Titles of pages as search engines show them: whole words, whole sentences where they fit."""

import re
from textwrap import shorten
from typing import Final

LONGEST_TITLE: Final = 65
"""Characters that search engines show of a title."""
_SENTENCE_END: Final = re.compile(r"(?<=[.!?…]) ")


def search_title(title: str, *after: str) -> str:
    """The title, and after it the first of these names that fits; of several sentences the last, if all are too many.

    Never longer than LONGEST_TITLE: one sentence that is, ends after a word.
    """
    sentence = last_sentence(title)
    candidates = (
        whole
        for words in (title, sentence)
        for whole in (*(f"{words} · {name}" for name in after if name), words)
        if len(whole) <= LONGEST_TITLE
    )
    return next(candidates, None) or _cut(sentence)


def last_sentence(title: str) -> str:
    return _SENTENCE_END.split(title)[-1]


def _cut(sentence: str) -> str:
    """As many words as there is room for; of a word that is too long itself, its beginning."""
    words = shorten(sentence, LONGEST_TITLE, placeholder="…")
    return words if words != "…" else f"{sentence[: LONGEST_TITLE - 1]}…"
