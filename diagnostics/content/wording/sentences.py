"""Sentences as data: a message for gettext with ``%(name)s`` placeholders, and the values to fill in.

The web layer translates the message, then fills it. Values are texts of the guide, marks included (``Texts.line``
fills these), numbers, pairs of an address, or parts of a sentence that are translated themselves.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")


def gettext_noop(message: str) -> str:
    """Mark a message for makemessages; it is translated later."""
    return message


def with_capital(sentence: str) -> str:
    """With a capital letter at its start, unless that is a name such as iMessage."""
    first = _FIRST_WORD.match(sentence)
    return sentence[:1].upper() + sentence[1:] if first and first[0].islower() else sentence


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence or a part of one, still to be translated and filled.

    message: msgid with ``%(name)s`` placeholders; one with a full stop is a sentence, and begins with a capital.
    values: to fill in.
    """

    message: str
    values: "Mapping[str, Clause]" = field(default_factory=dict)

    def fill(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of ``translate``."""
        text = translate(self.message) % {name: fill_clause(value, translate) for name, value in self.values.items()}
        return with_capital(text) if "." in self.message else text


type Clause = str | Wording
"""A part of a sentence: in the guide's own words, or to be translated."""


def fill_clause(clause: Clause, translate: Callable[[str], str] = str) -> str:
    return clause if isinstance(clause, str) else clause.fill(translate)
