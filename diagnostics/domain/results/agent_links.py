"""What an agent sees of the links made at the desk: the list, the search, and what came of each.

Own links only, but for those who may look at every agent's. Every list reads one page by an index, whatever the number of links; the decisions stay in the database.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from diagnostics.content.results.codes import ALPHABET
from diagnostics.content.results.codes import LENGTH as LETTERS
from diagnostics.domain.results.result_links import State, find, state
from diagnostics.domain.safeguards.roles import may_read_every_link
from diagnostics.models import Outcome, ResultLink

PAGE: Final = 25
HEAVY: Final = ("walk", "findings", "decision", "release__text")
DAYS: Final = (1, 7, 30, 180)
"""How long a link may live, to choose from."""
LEAST_LETTERS: Final = 3
"""Fewest letters that are looked up among codes."""

UTC: Final = ZoneInfo("UTC")

type LinkRow = ResultLink
"""What the pages of the desk hold in their hands; they read tables through this room only."""
type Word = Literal["fixed", "explained", "helped", "tried", "acted", "untouched"]


@dataclass(frozen=True, slots=True)
class LinkOutcome:
    """The outcome of a link.

    word: fixed | explained (by ``step``) | helped (asked for help) | tried (some steps did not help) | acted (something
    was ticked off) | untouched (nothing was done on its page; whether it was looked at is not known).
    """

    word: Word
    step: str = ""


@dataclass(frozen=True, slots=True)
class Search:
    """What the agent searches for.

    zone: whose midnights the day begins and ends with. before: the code of the last link on the page before.
    """

    words: str = ""
    guide: str = ""
    day: dt.date | None = None
    zone: ZoneInfo = UTC
    before: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is searched for at all."""
        return bool(self.words or self.guide or self.day)


@dataclass(frozen=True, slots=True)
class ListedLink:
    link: ResultLink
    came_of: LinkOutcome
    state: State
    ticks: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list, the newest first. ``older``: what the next page begins before; empty on the last one."""

    rows: tuple[ListedLink, ...]
    older: str


def readable(reader: User, code: str) -> ResultLink | None:
    """The link of a code, if this agent made it, or another one did and the reader may look at that."""
    link = find(code)
    if link is None or link.made_by_id is None:
        return None
    return link if is_own(reader, link) or may_read_every_link(reader) else None


def is_own(agent: User, link: ResultLink) -> bool:
    """Whether this agent made the link, and so may change it."""
    return link.made_by_id == agent.pk


def page(agent: User, search: Search) -> Page:
    """One page of the agent's links; four queries at most."""
    found = _matching_links(agent, search).select_related("release").defer(*HEAVY).prefetch_related("outcomes", "ticks")
    links = list(found[: PAGE + 1])
    older = links[PAGE - 1].code if len(links) > PAGE else ""
    rows = (ListedLink(link, link_outcome(link), state(link), len(link.ticks.all())) for link in links[:PAGE])
    return Page(tuple(rows), older)


def link_outcome(link: ResultLink) -> LinkOutcome:
    """The newest outcome counts."""
    outcomes: list[Outcome] = sorted(link.outcomes.all(), key=lambda one: one.pk)
    words: dict[str, Word] = {
        "fixed": "fixed",
        "explained": "explained",
        "helped": "helped",
        "not": "tried",
        "aside": "tried",
    }
    if outcomes:
        return LinkOutcome(words.get(outcomes[-1].kind, "acted"), outcomes[-1].step)
    return LinkOutcome("acted" if link.acted_at else "untouched")


def guides(agent: User) -> tuple[str, ...]:
    """Slugs of the guides that the agent has made links of."""
    slugs = ResultLink.objects.filter(made_by=agent).order_by().values_list("release__guide", flat=True)
    return tuple(sorted(slugs.distinct()))


def _matching_links(agent: User, search: Search) -> QuerySet[ResultLink]:
    links = ResultLink.objects.of(agent)
    if search.words:
        links = links.filter(_search_filter(agent, search.words))
    if search.guide:
        links = links.filter(release__guide=search.guide)
    if search.day:
        begin, end = (
            dt.datetime.combine(day, dt.time(), search.zone) for day in (search.day, search.day + dt.timedelta(days=1))
        )
        links = links.filter(made_at__gte=begin, made_at__lt=end)
    if search.before:
        links = links.filter(pk__lt=ResultLink.objects.filter(code=search.before, made_by=agent).values("pk"))
    return links


def _search_filter(agent: User, words: str) -> Q:
    """By reference, or by the beginning of a code. Both read only an index, since the rows are long."""
    named = Q(pk__in=ResultLink.objects.filter(made_by=agent, reference__icontains=words).values("pk"))
    letters = re.sub(r"[^a-z]", "", words.lower())
    if LEAST_LETTERS <= len(letters) <= LETTERS and set(letters) <= set(ALPHABET):
        first, last = letters.ljust(LETTERS, ALPHABET[0]), letters.ljust(LETTERS, ALPHABET[-1])
        named |= Q(pk__in=ResultLink.objects.filter(code__range=(first, last)).values("pk"))
    return named
