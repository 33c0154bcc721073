"""A cause: how it shows, what speaks for it, what helps."""

import datetime as dt
from typing import Any, Self

from diagnostics.content.document.schema import Cause as DocumentCause
from diagnostics.domain.live import LiveGuide
from diagnostics.web.api.base import GuideName, Schema, SourceOf, Text, address, sources
from diagnostics.web.api.steps import Helps, helps
from diagnostics.web.reading.portraits import REMEDIES, SPEAK_AGAINST, SPEAK_FOR, sign_sentences
from diagnostics.web.walk.voice import Voice


class CauseName(Schema):
    """A cause, by name."""

    slug: str
    """Its name in addresses. A renamed cause redirects."""
    name: str
    """As a line in a list."""
    summary: str
    """In a sentence."""
    place: str
    """Slug of the place that it stands in."""
    open: bool
    """The one cause that catches everything else: a sentence, never a likelihood."""
    page: str
    """Its page, for people."""
    about: str
    """All of it: `GET` this."""

    @classmethod
    def named(cls, here: LiveGuide, cause: DocumentCause) -> Self:
        return cls(**_name(here, cause))


def _name(here: LiveGuide, cause: DocumentCause) -> dict[str, Any]:
    voice, names = Voice(here.texts), (here.document.slug, cause.slug)
    return {
        "slug": cause.slug,
        "name": voice.line(cause.name),
        "summary": voice.line(cause.summary),
        "place": cause.place,
        "open": cause.open,
        "page": address("cause", *names),
        "about": address("api:cause", *names),
    }


class Cause(CauseName):
    """One thing that may be wrong, or that explains why nothing is."""

    guide: GuideName
    """The guide that it stands in."""
    text: Text | None
    """How it comes about, how to tell it."""
    speaks_for: list[str]
    """What speaks for it, in sentences."""
    speaks_against: list[str]
    """What speaks against it, in sentences."""
    helped_by: list[Helps]
    """The steps that help against it, those first that help most often."""
    sources: list[SourceOf]
    """Where it was read."""
    reviewed: dt.date | None
    """When a person last checked it."""

    @classmethod
    def of(cls, here: LiveGuide, cause: DocumentCause) -> Self:
        return cls(
            **_name(here, cause),
            guide=GuideName.of(here),
            text=Text.of(Voice(here.texts), cause.text),
            speaks_for=sign_sentences(here, cause, SPEAK_FOR),
            speaks_against=sign_sentences(here, cause, SPEAK_AGAINST),
            helped_by=[
                helps(here, "step", step.slug, step.title, word)
                for word in REMEDIES
                for step in here.document.steps
                if step.remedies.get(cause.slug) == word
            ],
            sources=sources(here.document, cause.sources),
            reviewed=cause.reviewed,
        )
