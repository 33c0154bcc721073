"""How editors write small structures as plain lines, and how such lines are read back.

Each codec is a pair of total functions between a JSON value and its text; ``read`` raises ValueError
with a whole sentence where a line cannot be understood.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

type Json = str | list[Json] | dict[str, Json]

SLUG: Final = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*\Z")
SLUG_MESSAGE: Final = "Write small letters, digits and single hyphens only, such as “no-internet”."
one_slug = RegexValidator(SLUG, SLUG_MESSAGE)


@dataclass(frozen=True)
class Codec:
    """How editors write a JSON value.

    Attributes: ``read`` text → value, ``write`` value → text, ``empty`` makes the empty value.
    """

    read: Callable[[str], Json]
    write: Callable[[Json], str]
    empty: Callable[[], Json]

    def accepts(self, value: Json) -> bool:
        """Whether the value has the right shape: written and read again it is the same."""
        try:
            return self.read(self.write(value)) == value
        except (AttributeError, TypeError, ValueError):
            return False


def _slug(word: str) -> str:
    try:
        one_slug(word)
    except ValidationError:
        raise ValueError(f"“{word}” is not a slug. {SLUG_MESSAGE}") from None
    return word


def _filled_lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _pair(line: str, read_name: Callable[[str], str]) -> tuple[str, str]:
    name, colon, rest = line.partition(":")
    if not colon or not rest.strip():
        raise ValueError(f"“{line}” has nothing after a colon: write “name: value”.")
    return read_name(name.strip()), rest.strip()


def _named_lines(text: str, read_name: Callable[[str], str]) -> dict[str, str]:
    """What stands after the colon of each line, by what stands before it."""
    pairs = [_pair(line, read_name) for line in _filled_lines(text)]
    names = [name for name, _ in pairs]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise ValueError(f"“{twice[0]}” is here twice: put it on one line.")
    return dict(pairs)


def _words(text: str) -> list[str]:
    return [_slug(word) for word in re.split(r"[\s,]+", text) if word]


def _read_pairs(text: str) -> dict[str, str]:
    return _named_lines(text, _slug)


def _phrase(text: str) -> str:
    """Words with single blanks between them."""
    if not (words := text.split()):
        raise ValueError("Before the colon, write the words that the guide uses.")
    return " ".join(words)


def _read_synonyms(text: str) -> dict[str, Json]:
    lines = _named_lines(text, _phrase)
    said = {
        own: [phrase for one in others.split(",") if (phrase := " ".join(one.split()))] for own, others in lines.items()
    }
    if empty := next((own for own, others in said.items() if not others), None):
        raise ValueError(f"After “{empty}:”, write what people say instead.")
    return {own: [*others] for own, others in said.items()}


def _read_condition(text: str) -> dict[str, Json]:
    pairs = _read_pairs(text.replace(";", "\n"))
    return {question: [*_words(options)] for question, options in pairs.items()}


def _write_condition(value: Json, separator: str = "\n") -> str:
    conditions = cast(Mapping[str, Sequence[str]], value)
    return separator.join(f"{question}: {', '.join(options)}" for question, options in conditions.items())


def _write_list(value: Json, separator: str) -> str:
    return separator.join(cast(Sequence[str], value))


def _read_answers(text: str) -> dict[str, Json]:
    told = {question: _words(answers) for question, answers in _read_pairs(text).items()}
    return {question: answers[0] if len(answers) == 1 else [*answers] for question, answers in told.items()}


def _write_answers(value: Json) -> str:
    told = cast(Mapping[str, str | Sequence[str]], value)
    lists = {question: [answers] if isinstance(answers, str) else answers for question, answers in told.items()}
    return _write_condition(cast(Json, lists))


def _read_conditions(text: str) -> Json:
    return [_read_condition(line) for line in _filled_lines(text)]


def _write_conditions(value: Json) -> str:
    return "\n".join(_write_condition(condition, "; ") for condition in cast(Sequence[Json], value))


def _write_pairs(value: Json) -> str:
    return "\n".join(f"{name}: {text}" for name, text in cast(Mapping[str, str], value).items())


SLUGS: Final = Codec(read=lambda text: [*_words(text)], write=lambda value: _write_list(value, ", "), empty=list)
"""``first, second`` ↔ ``["first", "second"]``."""
LINES: Final = Codec(read=lambda text: [*_filled_lines(text)], write=lambda value: _write_list(value, "\n"), empty=list)
"""One line each ↔ a list of lines."""
PAIRS: Final = Codec(read=lambda text: {**_read_pairs(text)}, write=_write_pairs, empty=dict)
"""``see: green`` ↔ ``{"see": "green"}``."""
ANSWERS: Final = Codec(read=_read_answers, write=_write_answers, empty=dict)
"""``see: green`` ↔ ``{"see": "green"}``, ``facts: vpn, abroad`` ↔ ``{"facts": ["vpn", "abroad"]}``."""
CONDITION: Final = Codec(read=_read_condition, write=_write_condition, empty=dict)
"""``device: iphone, ipad`` ↔ ``{"device": ["iphone", "ipad"]}``."""
SYNONYMS: Final = Codec(read=_read_synonyms, write=_write_condition, empty=dict)
"""``red mark: exclamation mark, red circle`` ↔ ``{"red mark": ["exclamation mark", "red circle"]}``."""
CONDITIONS: Final = Codec(read=_read_conditions, write=_write_conditions, empty=list)
"""One condition a line, its parts separated by ``;`` ↔ a list of conditions."""
