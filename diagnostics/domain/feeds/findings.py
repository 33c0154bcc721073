"""What the feeds answer to the questions of a guide, and how much a reading still counts."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from django.conf import settings

from diagnostics.content.document.schema import GuideDocument, Question
from diagnostics.content.feeds.reading import Reading, service_names
from diagnostics.domain.crowds import Notice
from diagnostics.domain.feeds.known_feeds import KnownFeed, KnownFeeds
from diagnostics.engine.guide import Faded, Found

type UnknownWord = Literal["off", "unread", "unclear"]
"""Why a feed does not answer: this site reads no such feed; it could not be read for long; it does not say."""

FRESH: Final = dt.timedelta(minutes=5)
"""A reading counts whole so long, or for three times STATUS_FEED_SECONDS if that is longer; then it counts half …"""
WEIGHTS: Final = ((dt.timedelta(hours=1), 0.5), (dt.timedelta(hours=3), 0.25))
"""… then a quarter, and after three hours not at all."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the site found out by itself.

    Attributes: answers: option by question. checked_at: when the site last looked. weight: how much the answers count,
    1 where they are fresh. since: by question, since when it has been so. unknown: by question, why there is no answer.
    notice: what an editor tells visitors, which is no answer.
    Of several feeds the oldest reading decides about time and weight.
    """

    answers: Mapping[str, str] = MappingProxyType({})
    checked_at: dt.datetime | None = None
    weight: float = 1.0
    since: Mapping[str, dt.datetime] = MappingProxyType({})
    unknown: Mapping[str, UnknownWord] = MappingProxyType({})
    notice: Notice | None = None

    @property
    def evidence(self) -> Found:
        """The answers as the engine takes them."""
        if self.weight == 1.0:
            return self.answers
        return {question: Faded(option, self.weight) for question, option in self.answers.items()}

    @property
    def key(self) -> tuple[object, ...]:
        """All of it that a page may show, in a fixed order: for its ETag."""
        said = (sorted(one.items()) for one in (self.answers, self.since, self.unknown))
        return (*said, self.checked_at, self.weight, self.notice)


NOTHING_FOUND: Final = Findings()


@dataclass(frozen=True, slots=True)
class _Answer:
    option: str
    since: dt.datetime | None


def find(document: GuideDocument, feeds: KnownFeeds, now: dt.datetime) -> Findings:
    """What these feeds answer now to the questions of a guide that have a finding."""
    read: list[tuple[dt.datetime, float]] = []
    answers: dict[str, _Answer] = {}
    unknown: dict[str, UnknownWord] = {}
    for question in document.questions:
        if not question.finding:
            continue
        match _look(question, feeds.get(question.finding), now):
            case _Answer() as answer, at, weight:
                answers[question.slug] = answer
                read.append((at, weight))
            case str() as why:
                unknown[question.slug] = why
    oldest = min(read, default=None)
    return Findings(
        {slug: one.option for slug, one in answers.items()},
        oldest[0] if oldest else None,
        oldest[1] if oldest else 1.0,
        {slug: one.since for slug, one in answers.items() if one.since},
        unknown,
    )


def _look(
    question: Question, feed: KnownFeed | None, now: dt.datetime
) -> tuple[_Answer, dt.datetime, float] | UnknownWord:
    if feed is None:
        return "off"
    if feed.reading is None or feed.read_at is None or not (weight := weight_at(now - feed.read_at)):
        return "unread"
    answer = _answer(question, feed.reading)
    return (answer, feed.read_at, weight) if answer else "unclear"


def weight_at(age: dt.timedelta) -> float:
    """How much a reading of this age counts; 0 where it is as good as none."""
    if age <= max(FRESH, dt.timedelta(seconds=3 * settings.STATUS_FEED_SECONDS)):
        return 1.0
    return next((weight for oldest, weight in WEIGHTS if age <= oldest), 0.0)


def _answer(question: Question, reading: Reading) -> _Answer | None:
    """The first option with a service that has a problem; else, where nothing can be overlooked, the one without services."""
    named = {option.slug: [service_names(one) for one in option.services] for option in question.options}
    for slug, services in named.items():
        if active := reading.active({name for names in services for name in names}):
            return _Answer(slug, min((event.since for event in active if event.since), default=None))
    all_listed = all(reading.lists(names) for services in named.values() for names in services)
    if any(named.values()) and all_listed and not reading.message:
        return next((_Answer(slug, None) for slug, services in named.items() if not services), None)
    return None


def stale_feeds(feeds: KnownFeeds, now: dt.datetime) -> tuple[KnownFeed, ...]:
    """Those that cannot be read, or that nobody reads: visitors are asked instead, or soon will be."""
    return tuple(
        feed for feed in feeds.values() if feed.failing_since or not feed.read_at or weight_at(now - feed.read_at) < 1
    )
