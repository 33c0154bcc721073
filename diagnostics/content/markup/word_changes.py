"""What changed in a text, word by word, for people to read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import attrgetter
from typing import Final, Literal

type Fate = Literal["kept", "gone", "new", "left-out"]

NEAR: Final = 12
"""Words that are shown on either side of a change; what is farther away is left out."""
ALIKE: Final = 0.4
"""Share of words in common below which old and new are shown one after the other, each whole."""
_WORDS: Final = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, and what became of it; ``left-out`` stands for unchanged words that are not shown."""

    fate: Fate
    text: str


def text_changes(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces in reading order, the old words before the new ones."""
    pieces = [
        Piece(fate, "".join(piece.text for piece in same))
        for fate, same in groupby(_pieces(before, after), attrgetter("fate"))
    ]
    return tuple(shown for at, piece in enumerate(pieces) for shown in _shorten(piece, at == 0, at == len(pieces) - 1))


def _pieces(before: str, after: str) -> Iterator[Piece]:
    """Lines first, then the words of lines that changed: a long text is compared as fast as a short one."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[start:end]), "".join(new[new_start:new_end])
        if tag == "equal":
            yield Piece("kept", gone)
        else:
            yield from _words(_WORDS.findall(gone), _WORDS.findall(came))


def _words(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if old and new and _likeness(old, new) < ALIKE:
        yield Piece("gone", "".join(old))
        yield Piece("new", "".join(new))
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("kept", "".join(old[start:end]))
            continue
        if start < end:
            yield Piece("gone", "".join(old[start:end]))
        if new_start < new_end:
            yield Piece("new", "".join(new[new_start:new_end]))


def _likeness(old: Sequence[str], new: Sequence[str]) -> float:
    """Share of words in common, in [0, 1]; blanks say nothing."""
    words, others = ([word for word in side if not word.isspace()] for side in (old, new))
    return SequenceMatcher(None, words, others, autojunk=False).ratio()


def _shorten(piece: Piece, is_first: bool, is_last: bool) -> Iterator[Piece]:  # noqa: FBT001 (where it stands)
    """Kept words far from any change give way to a mark."""
    words = _WORDS.findall(piece.text)
    head, tail = (0 if is_first else 2 * NEAR), (0 if is_last else 2 * NEAR)
    if piece.fate != "kept" or len(words) <= head + tail + NEAR:
        yield piece
        return
    if head:
        yield Piece("kept", "".join(words[:head]))
    yield Piece("left-out", "".join(words[head : len(words) - tail]))
    if tail:
        yield Piece("kept", "".join(words[-tail:]))
