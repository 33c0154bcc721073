"""What visitors see at one moment: published guides in memory. Nothing here waits for a database."""

import datetime as dt
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from types import MappingProxyType
from typing import Final

from django.utils import timezone

from diagnostics.content.changes.former_names import FormerNames
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.wording.texts import Texts
from diagnostics.domain.crowds import Notice
from diagnostics.domain.feeds.findings import Findings, find
from diagnostics.domain.feeds.known_feeds import NO_FEEDS, KnownFeeds
from diagnostics.domain.publishing.releases import DamagedRelease, read, verify_hash
from diagnostics.engine.advise import Adviser
from diagnostics.engine.network import Network, compile_guide

log = logging.getLogger(__name__)

NO_NAMES: Final = FormerNames()
NO_NOTICES: Final[Mapping[str, Notice]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ReleaseStamp:
    number: int
    sha256: str
    published_at: dt.datetime


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class LiveGuide:
    """A published guide, ready to answer: its document, compiled for the engine and with its texts rendered.

    former: every name that was ever published in it. adviser: decides its walks.
    """

    document: GuideDocument
    network: Network
    texts: Texts
    release: ReleaseStamp
    former: FormerNames = NO_NAMES
    adviser: Adviser = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "adviser", Adviser(self.network))


@dataclass(frozen=True, slots=True)
class MovedGuide:
    """The guide has another slug now."""

    slug: str


@dataclass(frozen=True, slots=True)
class PublishedText:
    """A published release as it is kept: its canonical text and what identifies it.

    former: every name that the guide was ever published with; None where that is not known.
    """

    guide: str
    release: ReleaseStamp
    text: str = field(repr=False)
    former: FormerNames | None = field(default=None, repr=False, compare=False)

    def __str__(self) -> str:
        return f"Release {self.release.number} of {self.guide}"


class ShelvedRelease:
    """A published release that is loaded on first use, by any number of threads.

    Raises DamagedRelease where the text is not the one that was published.
    """

    def __init__(self, published: PublishedText) -> None:
        verify_hash(str(published), published.text, published.release.sha256)
        self.published = published
        self.aliases: tuple[str, ...] = _aliases(published)
        self.is_broken = False
        self._guide: LiveGuide | None = None
        self._lock = Lock()

    @property
    def since(self) -> Mapping[str, dt.datetime]:
        """Every other slug that leads to this guide, or once did, with the moment from which on it did."""
        published = self.published
        former = published.former.since if published.former else {}
        return {**former, **dict.fromkeys(self.aliases, published.release.published_at)}

    @property
    def is_loaded(self) -> bool:
        return self._guide is not None

    def guide(self) -> LiveGuide | None:
        """The guide, or None where it cannot be loaded, which is logged once."""
        if self._guide is None and not self.is_broken:
            with self._lock:
                self._load()
        return self._guide

    def _load(self) -> None:
        if self._guide or self.is_broken:
            return
        try:
            self._guide = load(self.published)
        except Exception:
            # Whatever is wrong with one guide must not take the others from visitors.
            log.exception("%s cannot be loaded.", self.published)
            self.is_broken = True


def load(published: PublishedText) -> LiveGuide:
    """Read, compile and render a release; raises DamagedRelease."""
    document = read(str(published), published.text, published.release.sha256)
    network, former = compile_guide(engine_guide(document)), published.former or NO_NAMES
    return LiveGuide(document, network, Texts(document), published.release, former)


def _aliases(published: PublishedText) -> tuple[str, ...]:
    try:
        return tuple(map(str, json.loads(published.text).get("aliases", ())))
    except (ValueError, AttributeError) as error:
        raise DamagedRelease(f"{published} is no guide: {error}.") from error


class LiveSite:
    """All published guides at one moment, in the editors' order.

    Attributes: feeds: what other sites say of their services. notices: what editors tell visitors, by guide.
    """

    def __init__(
        self,
        shelved: Iterable[ShelvedRelease] = (),
        feeds: KnownFeeds = NO_FEEDS,
        notices: Mapping[str, Notice] = NO_NOTICES,
    ) -> None:
        self.feeds = feeds
        self.shelved: Mapping[str, ShelvedRelease] = MappingProxyType(_present_guides(list(shelved)))
        former = {name: slug for slug, one in self.shelved.items() for name in one.since}
        old = {alias: slug for slug, one in self.shelved.items() for alias in one.aliases}
        self._moved = {name: slug for name, slug in (former | old).items() if name not in self.shelved}
        self.notices = notices
        self._notices = {self._moved.get(slug, slug): notice for slug, notice in notices.items()}

    @property
    def guides(self) -> dict[str, LiveGuide]:
        """By slug, without those that cannot be loaded."""
        return {slug: guide for slug, one in self.shelved.items() if (guide := one.guide())}

    def find(self, slug: str) -> LiveGuide | MovedGuide | None:
        """The guide of this slug, or where it is now, or None."""
        if one := self.shelved.get(slug):
            return one.guide()
        return MovedGuide(self._moved[slug]) if slug in self._moved else None

    def current(self, slug: str) -> LiveGuide | None:
        """The guide that has this name or had it once; None where it is gone."""
        found = self.find(slug)
        return self.current(found.slug) if isinstance(found, MovedGuide) else found

    def findings(self, slug: str) -> Findings:
        """What the site knows by itself for the questions of this guide, and what visitors are told now."""
        here, now = self.current(slug), timezone.now()
        found = find(here.document, self.feeds, now) if here else Findings()
        notice = self._notices.get(slug)
        return replace(found, notice=notice) if notice and notice.ends_at > now else found


def _present_guides(ordered: list[ShelvedRelease]) -> dict[str, ShelvedRelease]:
    """By slug, without guides that have since been published under another slug."""
    since = {name: at for one in ordered for name, at in one.since.items() if name != one.published.guide}
    kept = ((one.published.guide, one) for one in ordered)
    return {
        guide: one for guide, one in kept if guide not in since or since[guide] <= one.published.release.published_at
    }
