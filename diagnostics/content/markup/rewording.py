"""Whether a text says something else than before, or the same in other words.

A machine cannot know that, so the rule errs on one side: what it calls a rewording keeps every sign that an
instruction hangs on, and most of its words. Everything else counts as another meaning.
"""

import re
from difflib import SequenceMatcher
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal

type Change = Literal["none", "wording", "meaning"]

MOST_CHANGED: Final = 0.2
"""Share of the words of a line that may change in a rewording."""
_WORDS: Final = re.compile(r"https?://[^\s)]+|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|›|[.!?:]+(?=\s|$)")
_DENIALS: Final = MappingProxyType(
    {"en": re.compile("no|not|never|none|nothing|nobody|neither|nor|without|except|unless|instead|only|avoid")}
)
_TURNS: Final = MappingProxyType(
    {
        "en": re.compile(
            _DENIALS["en"].pattern
            # how many, and how often
            + "|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|both|all|any|each|every|some|once"
            "|twice|again|first|second|third|last|more|less|most|least"
            # when, and in which order
            "|before|after|until|while|when|if|then|or|now|always|(second|minute|hour|day|week|month)s?"
            # which way
            "|on|off|in|out|up|down|left|right|opened|open|closed?|start|stop|keep|delete|erase|remove|(re)?set|restart|add"
            "|allow|deny|(un)?block|(en|dis)abled?|(dis)?connect|(un)?install|(un)?lock|save|cancel|send|accept|decline"
            "|must|may|can|should|true|false|yes|red|green|blue|gr[ae]y|yellow|orange|black|white|big|small|long|short"
        )
    }
)
"""By language, words that turn what a sentence says. In a language that is not here every changed word may."""
_ANY: Final = re.compile(".*")


def rewording(before: str, after: str, language: str) -> Change:
    """How much a plain text has changed:

    - case, blanks and punctuation are no change;
    - another number of lines is another meaning, and so is another order;
    - in each line the same numbers, addresses, menu paths, names (capitals inside a sentence) and words that turn a
      sentence (denials, amounts, times, on and off) stand in the same order, or it is another meaning;
    - so it is where more than MOST_CHANGED of the words of a line changed.
    """
    old, new = _lines(before), _lines(after)
    if list(map(_bare_words, old)) == list(map(_bare_words, new)):
        return "none"
    if len(old) != len(new) or language not in _TURNS:
        return "meaning"
    keeps = all(
        _signs(one, _TURNS[language]) == _signs(other, _TURNS[language]) and _changed_share(one, other) <= MOST_CHANGED
        for one, other in zip(old, new, strict=True)
    )
    return "wording" if keeps else "meaning"


def renaming(before: str, after: str, language: str) -> Change:
    """The same for a title over instructions that say what is done: of it, only numbers and denials are meaning."""
    old, new = ([piece for line in _lines(text) for piece in line] for text in (before, after))
    if _bare_words(old) == _bare_words(new):
        return "none"
    denials = _DENIALS.get(language, _ANY)
    hinges = [
        [word for word in _bare_words(one) if word[:1].isdigit() or denials.fullmatch(word)] for one in (old, new)
    ]
    return "wording" if hinges[0] == hinges[1] else "meaning"


def _lines(text: str) -> list[list[str]]:
    """By lines: words, numbers, addresses, the sign between screens, and the ends of sentences."""
    text = re.sub(r"n['’]t\b", " not", re.sub(r"\bcan(?:not|['’]t)\b", "can not", text))
    return [_WORDS.findall(line) for line in text.splitlines() if line.strip()]


def _is_word(piece: str) -> bool:
    return piece[:1].isalnum() or piece == "›"


def _bare_words(pieces: list[str]) -> list[str]:
    return [piece.casefold() for piece in pieces if _is_word(piece)]


def _signs(pieces: list[str], turns: re.Pattern[str]) -> list[str]:
    """What the line hangs on, in its order."""
    return [
        piece.casefold()
        for before, piece in pairwise([".", *pieces])
        if (piece != piece.lower() and _is_word(before))
        or "›" in (before, piece)
        or piece[:1].isdigit()
        or piece.startswith("http")
        or turns.fullmatch(piece.casefold())
    ]


def _changed_share(one: list[str], other: list[str]) -> float:
    old, new = _bare_words(one), _bare_words(other)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return 1 - sum(block.size for block in blocks) / max(len(old), len(new), 1)
