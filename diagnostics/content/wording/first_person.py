"""What the site says to somebody, as they say it themselves: "your line is off" becomes "my line is off".

English only; texts of other languages stay as they are. What stands in quotation marks is somebody's own words already.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_QUOTED: Final = re.compile(r"(“[^”]*”)")
_YOU: Final = re.compile(r"\b([Yy]ou(?:rself|rs|r)?)\b( aren’t| weren’t| are\b| were\b|’re\b)?(?= *(\w+)?)")
_LAST_WORD: Final = re.compile(r"(\w+) *$")
_OWN: Final[Mapping[str, str]] = MappingProxyType({"your": "my", "yours": "mine", "yourself": "myself"})
_VERBS: Final[Mapping[str, str]] = MappingProxyType(
    {" are": " am", " were": " was", " aren’t": " am not", " weren’t": " was not", "’re": "’m"}
)
_OPENS_CLAUSE: Final = frozenset(
    [
        "and",
        "although",
        "as",
        "because",
        "before",
        "but",
        "if",
        "once",
        "or",
        "since",
        "so",
        "than",
        "that",
        "until",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
    ]
)
_TAKES_OBJECT: Final = frozenset(
    ["about", "around", "at", "behind", "by", "except", "for", "from", "near", "of", "on", "to", "with", "without"]
)
_FOLLOWS_OBJECT: Final = frozenset(
    [
        "a",
        "about",
        "again",
        "an",
        "and",
        "any",
        "as",
        "at",
        "because",
        "before",
        "but",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "that",
        "the",
        "this",
        "to",
        "when",
        "whether",
        "with",
    ]
)


def in_first_person(text: str, language: str) -> str:
    """The text with "you" turned into "I" or "me"; as it is where the language is not English."""
    if not language.startswith("en"):
        return text
    return "".join(part if part.startswith("“") else _YOU.sub(_turn, part) for part in _QUOTED.split(text))


def _turn(found: re.Match[str]) -> str:
    you, verb, after = (group or "" for group in found.groups())
    before = _LAST_WORD.search(found.string[: found.start()])
    word = _OWN.get(you.lower()) or _pronoun(before[1].lower() if before else "", verb, after.lower())
    return (word.capitalize() if you[0].isupper() else word) + _VERBS.get(verb, verb)


def _pronoun(before: str, verb: str, after: str) -> str:
    """The word for who does something, or for whom something is done to; by the words around it."""
    if verb or not before or before in _OPENS_CLAUSE:
        return "I"
    return "me" if before in _TAKES_OBJECT or not after or after in _FOLLOWS_OBJECT else "I"
