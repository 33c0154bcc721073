"""What a guide is measured by: cases say what editors want, reports say what is true. Visitors see neither."""

from textwrap import shorten
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from diagnostics.content.document.fields import (
    UNSAID,
    FoundInWord,
    Line,
    OptionSlug,
    Part,
    QuestionSlug,
    SaidAnswer,
    Slug,
    Text,
    TierWord,
)

LONGEST_TITLE: Final = 70


class Expectation(Part):
    """What must come out of a case. Of a list any one will do."""

    first: tuple[Slug, ...] = ()
    within_three: tuple[Slug, ...] = ()
    never: tuple[Slug, ...] = ()
    """Steps that are not offered at all."""
    not_first: tuple[Slug, ...] = ()
    cause: Slug | None = None
    alarm: Slug | None = None
    escalates: bool | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self == Expectation.model_construct():
            raise ValueError("a case must expect something: first, within_three, never, not_first, cause or alarm")
        return self


class Case(Part):
    """Answers that an editor wrote down, with what must come out on top."""

    slug: Slug
    title: Line
    answers: dict[QuestionSlug, SaidAnswer] = {}
    did: Annotated[tuple[Slug, ...], UNSAID] = ()
    """Steps done before the visitor came here."""
    tried: tuple[Slug, ...] = ()
    cannot: tuple[Slug, ...] = ()
    findings: dict[Slug, OptionSlug] = {}
    """By name of the finding: ``{apple-status: imessage}``."""
    expect: Expectation


class Report(Part):
    """A real solved ticket in the guide's words. It measures the guide; visitors never see it."""

    slug: Slug
    text: Text
    """What was reported, in other words and with nothing personal in it."""
    found_in: FoundInWord
    year: Annotated[int, Field(ge=1990, le=2100)] | None = None
    tier: TierWord = "core"
    """core: confirmed and ordinary; edge: confirmed, an unusual set-up; weak: nobody confirmed it."""
    says: dict[QuestionSlug, SaidAnswer] = {}
    """Everything that this person could answer; to any other question they say "not sure"."""
    did: tuple[Slug, ...] = ()
    """Steps done before they asked for help."""
    solved_by: tuple[Slug, ...] = ()
    """Steps that ended it; any of them counts."""
    helped: tuple[Slug, ...] = ()
    """Steps that helped in part; each counts half."""
    outside: Text = ""
    """Why the guide cannot know what ended it; empty where it can."""

    @property
    def title(self) -> str:
        """The beginning of the text, for lists."""
        return shorten(self.text, LONGEST_TITLE, placeholder="…") or self.slug
