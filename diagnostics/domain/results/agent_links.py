"""What an agent sees of the links made at the desk: the list, what came of each, and who may look at one.

An agent sees the links that are theirs or were, others see all of them if ``roles.py`` says so. Every list reads one page by an index, whatever the number of links; the decisions stay in the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from django.contrib.auth.models import User
from django.db.models import QuerySet

from diagnostics.domain.results import link_progress
from diagnostics.domain.results.link_search import Search, matching_links, whole_list
from diagnostics.domain.results.result_links import State, find, state
from diagnostics.domain.safeguards.roles import may_read_every_link
from diagnostics.models import HandOver, Outcome, ResultLink

PAGE: Final = 25
HEAVY: Final = ("walk", "findings", "decision", "release__text", "progress__walk")
DAYS: Final = (1, 7, 30, 180)
"""How long a link may live, to choose from."""

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


def find_readable(reader: User, code: str) -> ResultLink | None:
    """The link of a code, if it is or was this agent's, or is another one's and the reader may look at that."""
    link = find(code)
    if link is None or link.owner_id is None:
        return None
    may_read = is_own(reader, link) or may_read_every_link(reader) or _had(reader, link)
    return link if may_read else None


def is_own(agent: User, link: ResultLink) -> bool:
    """Whether this agent looks after the link, and so may change it."""
    return link.owner_id == agent.pk


def _had(agent: User, link: ResultLink) -> bool:
    """Whether the link was handed over from this agent to another."""
    return HandOver.objects.filter(link=link, owner_before=agent).exists()


def page(agent: User, search: Search) -> Page:
    """One page of a list; the same few queries whatever its length."""
    links = list(_to_list(agent, search)[: PAGE + 1])
    older = links[PAGE - 1].code if len(links) > PAGE else ""
    return Page(tuple(map(_row, links[:PAGE])), older)


def every_row(agent: User, search: Search, most: int) -> Iterator[ListedLink]:
    """What the pages of a list hold together, at most so many rows."""
    return map(_row, islice(_to_list(agent, search).iterator(chunk_size=500), most))


def _to_list(agent: User, search: Search) -> QuerySet[ResultLink]:
    found = matching_links(agent, search).select_related("release", "owner", "progress").defer(*HEAVY)
    return found.prefetch_related("outcomes", "ticks", "hand_overs__by", "hand_overs__owner_before")


def _row(link: ResultLink) -> ListedLink:
    return ListedLink(link, link_outcome(link), state(link), len(link.ticks.all()))


def link_outcome(link: ResultLink) -> LinkOutcome:
    """What the customer said last, here or on the walk that goes on from it; before links had walks, the newest outcome."""
    if said := link_progress.came_of(link).word:
        return LinkOutcome(said, link_progress.came_of(link).step)
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


def guides(agent: User, search: Search) -> tuple[str, ...]:
    """Slugs of the guides that there are links of in the whole list."""
    slugs = whole_list(agent, search).order_by().values_list("release__guide", flat=True)
    return tuple(sorted(slugs.distinct()))


def agents() -> tuple[str, ...]:
    """Names of those who have links."""
    names = User.objects.filter(pk__in=ResultLink.objects.of_agents().order_by().values("owner"))
    return tuple(names.order_by("username").values_list("username", flat=True))
