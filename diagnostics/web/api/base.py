"""What all answers have in common: the form of a schema, texts, names of guides, and whole addresses."""

import datetime as dt
from typing import Annotated, Self

from django.conf import settings
from django.urls import reverse
from pydantic import BaseModel, ConfigDict, PlainSerializer

from diagnostics.content.document.schema import GuideDocument, Source
from diagnostics.domain.live import LiveGuide, ReleaseStamp
from diagnostics.web.site.addresses import Pairs, absolute, with_query
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.voice import Voice


def _utc(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


type Time = Annotated[dt.datetime, PlainSerializer(_utc, when_used="json")]
"""In UTC, to the second."""


class Schema(BaseModel):
    """What stands below a field describes it, here and in the OpenAPI document. Fields are added, never taken away."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class Text(Schema):
    """A longer text, in two forms that say the same."""

    text: str
    """Plain text; lists keep their numbers and dashes."""
    html: str
    """Safe HTML (paragraphs, lists, emphasis, links, tables), its links whole. A `span` with `data-term` holds a word that
    countries write differently; its `data-us`, `data-gb` … are the words of those countries."""

    @classmethod
    def of(cls, voice: Voice, source: str | None) -> Self | None:
        """None for an empty text."""
        if not source:
            return None
        html = voice.html(source).replace('href="/', f'href="{settings.SITE_URL}/')
        return cls(text=voice.plain(source), html=str(html))


class Release(Schema):
    """The immutable snapshot of a guide that answered."""

    number: int
    """Counted from 1 within the guide."""
    sha256: str
    """Of the whole release: two answers with the same one come from the same guide, word for word."""
    published_at: Time
    """Since when it is live."""

    @classmethod
    def of(cls, stamp: ReleaseStamp) -> Self:
        return cls(number=stamp.number, sha256=stamp.sha256, published_at=stamp.published_at)


class GuideName(Schema):
    """A guide, by name."""

    slug: str
    """Its name in addresses. A renamed guide redirects."""
    title: str
    """The complaint in the visitor's words."""
    summary: str
    """What the guide does, in a sentence."""
    language: str
    """Of all its words: a language tag such as `en`."""
    release: Release
    """What is live now."""
    page: str
    """Its front page, for people."""
    about: str
    """Its questions, places, causes and steps: `GET` this."""
    decision: str
    """Where a walk through it begins: `GET` this."""

    @classmethod
    def of(cls, here: LiveGuide) -> Self:
        return cls(**guide_fields(here))


def guide_fields(here: LiveGuide) -> dict[str, object]:
    voice, slug = Voice(here.texts), here.document.slug
    return {
        "slug": slug,
        "title": voice.line(here.document.title),
        "summary": voice.line(here.document.summary),
        "language": here.document.language,
        "release": Release.of(here.release),
        "page": address("guide", slug),
        "about": address("api:guide", slug),
        "decision": decision_address(slug),
    }


class SourceOf(Schema):
    """Where a fact was read."""

    title: str
    url: str | None
    """None for a source that is only named."""

    @classmethod
    def of(cls, source: Source) -> Self:
        return cls(title=source.title, url=source.url)


def sources(document: GuideDocument, slugs: tuple[str, ...]) -> list[SourceOf]:
    known = Parts(document).sources
    return [SourceOf.of(known[slug]) for slug in slugs if slug in known]


def address(view: str, *names: str) -> str:
    """The whole address of a page or of another answer."""
    return absolute(reverse(view, args=names))


def decision_address(guide: str, pairs: str | Pairs = ()) -> str:
    """Where the decision for this walk is asked for."""
    return with_query(address("api:decision", guide), pairs)
