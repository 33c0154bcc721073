"""What the fields of a guide document hold, and what all of its parts have in common.

Texts are NFC, without control characters and without anything that is hidden from readers; no slug is a reserved word.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable
from enum import Enum
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag, ValidationInfo

from diagnostics.engine.guide import NONE
from diagnostics.engine.walk import GRAMMAR_WORDS, NOT_SURE

PATH_SEGMENTS: Final = frozenset(
    {"admin", "agents", "check", "clock", "health", "import", "metrics", "preview", "r", "static", "share", "outcome"}
    | {"links", "sign-in", "sign-out", "password"}
    | {"signs", "causes", "steps", "carriers", "pages", "robots-txt", "sitemap-xml", "favicon-ico"}
    | {"sw-js", "offline", "manifest-webmanifest", "about", "api", "cards", "contact", "embed", "embed-js", "privacy"}
    | {"search", "something-wrong"}
)
LANGUAGE_CODE: Final = re.compile(r"^[a-z]{2}(-[a-z]{2,4})?$")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeds, overrides and isolates, which show letters in another order than they stand in."""
_UNSEEN: Final = frozenset({"Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"})
_BLANK_LETTERS: Final = "\u115f\u1160\u2800\u3164\uffa0"
COMING_IN: Final = {"coming_in": True}
"""Validation context of what somebody writes or sends now. What is kept already may be older than a rule."""


class Words(Enum):
    """Marks the fields that hold words for readers: one line, or a Markdown text."""

    LINE = "line"
    TEXT = "text"


def clean_text(value: str) -> str:
    """NFC with newlines as line ends; raises ValueError for a control character."""
    value = unicodedata.normalize("NFC", value).replace("\r\n", "\n")
    if found := _FORBIDDEN.search(value):
        raise ValueError(f"a control character (U+{ord(found.group()):04X}) at position {found.start()}: delete it")
    return "\n".join(line.rstrip() for line in value.split("\n")).strip("\n")


def clean_line(value: str) -> str:
    """The same for one line, without spaces at its ends."""
    value = clean_text(value).strip()
    if "\n" in value:
        raise ValueError("this must be one line: take the line break out")
    return value


def hidden_fault(text: str) -> str:
    """What readers could not see of a text; empty where all is well. Joiners inside words and emoji are."""
    if found := _TURNS.search(text):
        return (
            f"a character that turns letters around (U+{ord(found.group()):04X}) at position {found.start()}: delete it"
        )
    if text and all(letter in _BLANK_LETTERS or unicodedata.category(letter) in _UNSEEN for letter in text):
        return "nothing of this can be seen: write a text"
    return ""


def refuse_hidden(text: str, info: ValidationInfo) -> str:
    """The text; raises ValueError where it is coming in and readers could not see it."""
    if info.context == COMING_IN and (fault := hidden_fault(text)):
        raise ValueError(fault)
    return text


def not_reserved(kind: str) -> Callable[[str], str]:
    """A validator that keeps addresses unambiguous for slugs of this kind."""

    def check(slug: str) -> str:
        if kind == "question" and slug in GRAMMAR_WORDS:
            raise ValueError(f"“{slug}” is a word of the address of a walk: choose another slug")
        if kind == "option" and slug == NOT_SURE:
            raise ValueError("“not-sure” is offered everywhere by itself: leave this option out")
        if kind == "guide" and (slug in PATH_SEGMENTS or LANGUAGE_CODE.match(slug)):
            raise ValueError(f"“{slug}” is taken by an address of the site: choose another slug")
        return slug

    return check


def without(signs: str) -> Callable[[str], str]:
    """A validator that keeps signs out that would end the words."""

    def check(words: str) -> str:
        if found := next((sign for sign in words if sign in signs), None):
            raise ValueError(f"“{found}” cannot stand inside these words: leave it out")
        return words

    return check


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
QuestionSlug = Annotated[Slug, AfterValidator(not_reserved("question"))]
OptionSlug = Annotated[Slug, AfterValidator(not_reserved("option"))]
GuideSlug = Annotated[Slug, AfterValidator(not_reserved("guide"))]
Seen = AfterValidator(refuse_hidden)
Line = Annotated[str, AfterValidator(clean_line), Seen, Field(min_length=1, max_length=240), Words.LINE]
Text = Annotated[str, AfterValidator(clean_text), Seen, Field(max_length=20_000), Words.TEXT]
Detection = Annotated[str, AfterValidator(clean_line), Seen, Field(min_length=1, max_length=240)]
OwnWords = Annotated[
    str, AfterValidator(clean_line), AfterValidator(without(":")), Seen, Field(min_length=1, max_length=120)
]
"""Words of the guide, before a colon."""
Phrase = Annotated[
    str, AfterValidator(clean_line), AfterValidator(without(",:")), Seen, Field(min_length=1, max_length=80)
]
"""Words of people, in a list after a colon."""
ServiceNames = Annotated[str, AfterValidator(clean_line), Seen, Field(pattern=r"[^|\s]", max_length=240)]
"""A service as a status feed names it, with its other names over the years: ``Account | ID``."""
Link = Annotated[
    str, StringConstraints(pattern=r"^https://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][!#-;=?-~]*)?$", max_length=500)
]
Row = Annotated[str, StringConstraints(pattern=r"^(\*|@?[a-z0-9]+(-[a-z0-9]+)*)$", max_length=61)]
Country = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]{2,4})?$")]
FieldPath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_=,&-]+(\.[a-z0-9_=,&-]+)*$", max_length=300)]
"""One text inside an object: ``summary``, ``options.green.text``."""
UNSAID = Field(exclude_if=lambda said: not said)
"""What says nothing is not written: the bytes of older releases do not hold it."""
Later = Annotated[bool, UNSAID]
Condition = dict[QuestionSlug, tuple[OptionSlug, ...]]
"""AND across questions, OR within one: ``{device: [iphone, ipad], see: [green]}``."""
CONDITIONS = ("when", "needs", "means")
"""The fields that hold one condition, or what is written like one; ``never_while`` holds several."""
LaterCondition = Annotated[Condition, UNSAID]
SaidAnswer = Annotated[
    Annotated[OptionSlug, Tag("[one]")] | Annotated[tuple[OptionSlug, ...], Tag("[several]")],
    Discriminator(lambda answer: "[several]" if isinstance(answer, (list, tuple)) else "[one]"),
    AfterValidator(lambda answer: answer[0] if isinstance(answer, tuple) and len(answer) == 1 else answer or NONE),
]
"""One option, or of a question of kind ``several`` all that are so; ``none`` says that none is. A list of one is that one."""
FoundInWord = Literal["forum", "issue-tracker", "article", "own-support"]
LookWord = Literal["phone", "tablet", "computer"]
TierWord = Literal["core", "edge", "weak"]


class Part(BaseModel):
    """Base of every part of a document: strict, closed and frozen."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, use_attribute_docstrings=True)


class Addressable(Part):
    """A part with an address of its own; ``aliases`` are its old slugs, never given to anything else."""

    slug: Slug
    aliases: tuple[Slug, ...] = ()


class Sourced(Part):
    """A part that says where it comes from and when a person last held it against its sources."""

    sources: tuple[Slug, ...] = ()
    reviewed: datetime.date | None = None


def options_said(answer: SaidAnswer) -> tuple[str, ...]:
    """The options of an answer; ``none`` is no option."""
    return (answer,) if isinstance(answer, str) else tuple(option for option in answer if option != NONE)
