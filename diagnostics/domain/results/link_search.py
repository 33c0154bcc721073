"""Which links an agent looks for: whose, in what state, by code or reference, by guide and by day."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final, Literal, get_args
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.db.models.lookups import In
from django.utils import timezone

from diagnostics.content.results.codes import ALPHABET
from diagnostics.content.results.codes import LENGTH as LETTERS
from diagnostics.models import HandOver, Outcome, ResultLink

LEAST_LETTERS: Final = 3
"""Fewest letters that are looked up among codes."""
UTC: Final = ZoneInfo("UTC")
DAY: Final = dt.timedelta(days=1)
SOLVED: Final = ("fixed", "explained")

type Only = Literal["", "open", "old", "fixed", "handed-over"]
ONLY: Final[tuple[Only, ...]] = get_args(Only.__value__)


@dataclass(frozen=True, slots=True)
class Search:
    """What the agent searches for.

    only: all | open | old (open, and made more than a day ago) | fixed | handed-over (from this agent to another).
    everyone: among the links of all agents. agent: of these, the one of this name. zone: whose midnights the day begins
    and ends with. before: the code of the last link on the page before.
    """

    words: str = ""
    guide: str = ""
    day: dt.date | None = None
    zone: ZoneInfo = UTC
    before: str = ""
    only: Only = ""
    everyone: bool = False
    agent: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether anything is searched for at all."""
        return bool(self.words or self.guide or self.day or self.only or self.agent)


def whole_list(agent: User, search: Search) -> QuerySet[ResultLink]:
    """The list that is searched, the newest first."""
    if search.everyone:
        return ResultLink.objects.of_agents()
    if search.only == "handed-over":
        given = HandOver.objects.filter(owner_before=agent)
        return ResultLink.objects.of_agents().filter(pk__in=given.values("link")).exclude(owner=agent)
    return ResultLink.objects.of(agent)


def matching_links(agent: User, search: Search) -> QuerySet[ResultLink]:
    """Those of the list that are searched for; all of it without a search."""
    every = whole_list(agent, search)
    links = every.alias(is_solved=_is_solved()).filter(_state_filter(search.only))
    if search.words:
        links = links.filter(_words_filter(every, search.words))
    if search.guide:
        links = links.filter(release__guide=search.guide)
    if search.agent:
        links = links.filter(owner__username=search.agent)
    if search.day:
        begin, end = (dt.datetime.combine(day, dt.time(), search.zone) for day in (search.day, search.day + DAY))
        links = links.filter(made_at__gte=begin, made_at__lt=end)
    if search.before:
        links = links.filter(pk__lt=every.order_by().filter(code=search.before).values("pk"))
    return links


def _state_filter(only: Only) -> Q:
    now = timezone.now()
    is_open = Q(revoked_at=None, ends_at__gt=now, is_solved=False)
    match only:
        case "open":
            return is_open
        case "old":
            return is_open & Q(made_at__lt=now - DAY)
        case "fixed":
            return Q(is_solved=True)
        case _:
            return Q()


def _is_solved() -> Case:
    """The last word is that it works, or that this explains it; before links had walks, the newest outcome.

    A case and a look at one link: PostgreSQL goes through the list until the page is full. Of a plain condition it thinks
    that hardly a link meets it, and looks up all of them first.
    """
    newest = Outcome.objects.filter(link=OuterRef("pk")).order_by("-pk").values("kind")[:1]
    last_word = Coalesce(NullIf(F("progress__word"), Value("")), Subquery(newest), Value(""))
    return Case(When(In(last_word, SOLVED), then=True), default=False)


def _words_filter(links: QuerySet[ResultLink], words: str) -> Q:
    """By reference, or by the beginning of a code. Both read only an index, since the rows are long."""
    named = Q(pk__in=links.order_by().filter(reference__icontains=words).values("pk"))
    letters = re.sub(r"[^a-z]", "", words.lower())
    if LEAST_LETTERS <= len(letters) <= LETTERS and set(letters) <= set(ALPHABET):
        first, last = letters.ljust(LETTERS, ALPHABET[0]), letters.ljust(LETTERS, ALPHABET[-1])
        named |= Q(pk__in=ResultLink.objects.filter(code__range=(first, last)).values("pk"))
    return named
