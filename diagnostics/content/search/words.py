"""Words as the search compares them: without case, accents and apostrophes; of English without endings."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:(?:['’ʼ&‑-]|(?<=\d)\.(?=\d))[^\W_]+)*")
_JOINTS: Final = re.compile(r"['’ʼ&‑.-]")
_HYPHENS: Final = re.compile(r"[‑-]")
_SILENT: Final = frozenset(
    [
        "a",
        "about",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "he",
        "help",
        "her",
        "his",
        "how",
        "i",
        "if",
        "im",
        "in",
        "instead",
        "into",
        "is",
        "it",
        "its",
        "ive",
        "just",
        "keep",
        "keeps",
        "like",
        "may",
        "me",
        "might",
        "my",
        "of",
        "on",
        "or",
        "our",
        "please",
        "problem",
        "she",
        "should",
        "since",
        "so",
        "some",
        "that",
        "the",
        "their",
        "them",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""English words that say nothing about what is looked for."""
_NOT: Final = frozenset(
    [
        "aint",
        "arent",
        "cannot",
        "cant",
        "couldnt",
        "didnt",
        "doesnt",
        "dont",
        "hasnt",
        "havent",
        "isnt",
        "no",
        "wasnt",
        "wont",
        "wouldnt",
    ]
)
_IRREGULAR: Final = {
    **dict.fromkeys(("sent", "sends", "sending"), "send"),
    **dict.fromkeys(("gone", "goes", "going", "went"), "go"),
    **dict.fromkeys(("got", "gets", "getting", "gotten", "receiving", "received", "receives", "receive"), "get"),
    **dict.fromkeys(("froze", "frozen", "freezes", "freezing"), "freez"),
    **dict.fromkeys(("lost", "loses", "losing"), "lose"),
    **dict.fromkeys(("came", "comes", "coming"), "come"),
    **dict.fromkeys(("bought", "buying"), "buy"),
    **dict.fromkeys(("says", "said", "saying"), "say"),
    "news": "news",
}
_ENDINGS: Final = (
    *(("ifications", "ify"), ("ification", "ify"), ("ations", ""), ("ation", ""), ("ating", ""), ("ated", "")),
    *(("ates", ""), ("ate", ""), ("ingly", ""), ("ings", ""), ("ing", ""), ("edly", ""), ("ied", "y"), ("ies", "y")),
    *(("ed", ""), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("ment", ""), ("ly", ""), ("s", "")),
)
_LEAST: Final = 3
"""Letters that stay of a word when its ending is taken away."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. forms: as it is compared, and the longer parts of one with a hyphen. begin, end: where it stands."""

    forms: tuple[str, ...]
    begin: int
    end: int

    @property
    def plain(self) -> str:
        """The whole word as it is compared."""
        return self.forms[0]


@dataclass(frozen=True, slots=True)
class Language:
    """How words of a language are compared; of a language that is not known, only case and accents make no difference."""

    is_english: bool

    def stem(self, plain: str) -> str:
        """What is the same for all forms of a word; empty for one that says nothing."""
        return _english_stem(plain) if self.is_english else plain

    def stems(self, text: str) -> tuple[str, ...]:
        """The stems of a text in their order."""
        return tuple(filter(None, (self.stem(word.plain) for word in split_words(text))))

    def all_stems(self, text: str) -> tuple[str, ...]:
        """The same, and of a word with a hyphen also those of its longer parts."""
        return tuple(filter(None, (self.stem(form) for word in split_words(text) for form in word.forms)))


def split_words(text: str) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        if any(forms := _forms(match.group())):
            yield Word(forms, *match.span())


@lru_cache(maxsize=10_000)
def _forms(written: str) -> tuple[str, ...]:
    parts = _HYPHENS.split(written)
    return fold(written), *(fold(part) for part in parts if len(parts) > 1 and len(part) >= _LEAST)


def fold(text: str) -> str:
    """Without case, accents and joints: “T‑Mobile” is “tmobile”."""
    bare = text if _is_version(text) else _JOINTS.sub("", text)
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", bare).casefold() if letter.isalnum() or letter == "."
    )


def _is_version(text: str) -> bool:
    return text[0].isdigit() and "." in text


@lru_cache(maxsize=20_000)
def _english_stem(plain: str) -> str:
    if plain in _NOT:
        return "not"
    if plain in _SILENT:
        return ""
    return _IRREGULAR.get(plain) or _without_ending(plain)


def _without_ending(plain: str) -> str:
    for ending, instead in _ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= _LEAST and not plain.endswith(("ss", "us", "is")):
            plain = plain.removesuffix(ending) + instead
            break
    if len(plain) > _LEAST and plain[-1] == plain[-2] and plain[-1] not in "aeiousl":
        plain = plain[:-1]
    return plain.removesuffix("e") if len(plain) > _LEAST else plain


_PERSONAL: Final = re.compile(r"\S*(?:[@\d]|://|www\.)\S*")
"""Addresses and whatever holds a digit: they may say who somebody is."""
MOST_PLAIN: Final = 6


def plain_words(text: str, *, most: int) -> str:
    """The words of a text as they may be kept: without numbers and addresses, at most so many characters."""
    plain = (word.plain for word in split_words(_PERSONAL.sub(" ", text)))
    words = [word for word in plain if not any(sign.isnumeric() for sign in word)][:MOST_PLAIN]
    while words and len(" ".join(words)) > most:
        words.pop()
    return " ".join(words)
