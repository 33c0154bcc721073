"""How old a reader must be to follow a text with ease, and which texts of a guide ask for too much.

The Automated Readability Index of Smith & Senter (1967, AMRL-TR-66-220): a school grade from the letters of a word
and the words of a sentence. A grade is five years short of an age. It is made for English.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from diagnostics.content.document.fields import Words
from diagnostics.content.document.index import Index, problem
from diagnostics.content.document.leaves import Leaf
from diagnostics.content.document.problems import Problem
from diagnostics.content.markup.visible_text import visible_lines

OLDEST: Final = 13
"""Years. We write for readers of eleven."""
FEWEST_WORDS: Final = 30
"""Below this, one long name decides."""
_UNREAD: Final = ("cases", "reports", "sources", "paths")
"""Parts whose texts visitors do not read, or read as names."""
_WORD: Final = re.compile(r"\w+(?:[’'-]\w+)*")
_SENTENCE_END: Final = re.compile(r"[.!?…]+[”\"')]*(?:\s|$)")


def reading_age(blocks: Sequence[str]) -> float | None:
    """Years, of a text in blocks that each end a sentence; None where there is too little to judge."""
    words = [word for block in blocks for word in _WORD.findall(block)]
    if len(words) < FEWEST_WORDS:
        return None
    letters = sum(map(str.isalnum, "".join(words)))
    sentences = sum(bool(_WORD.search(sentence)) for block in blocks for sentence in _SENTENCE_END.split(block))
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43 + 5


def reading_problems(index: Index) -> Iterator[Problem]:
    """A warning for each text that is harder than it should be; guides in other languages are not judged."""
    if index.document.language.partition("-")[0] == "en":
        for leaf in index.leaves:
            age = _age(leaf)
            if age is not None and age > OLDEST:
                message = (
                    f"This text is for readers of {age:.0f} years and more; {OLDEST} is the most. "
                    "Make the sentences shorter, and choose shorter words."
                )
                yield problem(leaf.part, leaf.slug, leaf.field, message, "warning")


def _age(leaf: Leaf) -> float | None:
    if leaf.words is Words.LINE or leaf.part in _UNREAD or len(leaf.text.split()) < FEWEST_WORDS:
        return None
    return reading_age(visible_lines(leaf.text))
