"""The agent's own links: the list, and what came of each."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from diagnostics.config.times import find_zone
from diagnostics.content.results.codes import Code, SpokenDigits, format_code, read
from diagnostics.domain.results import agent_links, result_links, spoken_codes
from diagnostics.domain.results.agent_links import LinkRow, ListedLink, Search
from diagnostics.web.desk import outcome_words
from diagnostics.web.desk.doors import for_agents
from diagnostics.web.desk.talk import PAGE_WORDS
from diagnostics.web.site.addresses import with_query
from diagnostics.web.walk.query import first_value

LONGEST_WORDS: Final = 120
YEARS: Final = range(1970, 9000)
"""In which any zone has a day."""


@dataclass(frozen=True, slots=True)
class Row:
    link: LinkRow
    code: str
    guide: str
    came_of: str
    ticks: int
    state: str


@for_agents
def links(request: HttpRequest) -> HttpResponse:
    """One page of the list, searched or whole."""
    agent = cast("User", request.user)
    day = first_value(request, "day")
    search = Search(
        words=first_value(request, "words").strip()[:LONGEST_WORDS],
        guide=first_value(request, "guide"),
        day=_day(day),
        zone=find_zone(first_value(request, "zone")) or ZoneInfo(settings.TIME_ZONE),
        before=_code(first_value(request, "before")),
    )
    page = agent_links.page(agent, search)
    ctx = {
        "search": search,
        "wrong_day": day if day and search.day is None else "",
        "guides": [(slug, outcome_words.guide_name(slug)) for slug in agent_links.guides(agent)],
        "lines": [_row(one) for one in page.rows],
        "older": _older(search, page.older),
        "others": "" if page.rows else _desk_address(search.words),
        "look_at": "" if page.rows else _link_address(agent, search.words),
        "desk": "links",
    }
    return render(request, "desk/links.html", ctx)


def _row(one: ListedLink) -> Row:
    link = one.link
    return Row(
        link=link,
        code=format_code(link.code),
        guide=outcome_words.guide_name(link.release.guide),
        came_of=outcome_words.outcome_text(link, one.came_of),
        ticks=one.ticks,
        state=outcome_words.state(link),
    )


def _older(search: Search, code: str) -> str:
    if not code:
        return ""
    kept = {"words": search.words, "guide": search.guide, "day": search.day.isoformat() if search.day else ""}
    if search.day:
        kept["zone"] = search.zone.key
    pairs = {name: value for name, value in kept.items() if value} | {"before": format_code(code)}
    return with_query(reverse("desk-links"), pairs.items())


def _desk_address(typed: str) -> str:
    """The desk with the answers of somebody else's link; anyone who knows its code may read it."""
    match read(typed):
        case Code(letters):
            found = result_links.find_open(letters)
        case SpokenDigits(digits) if link := spoken_codes.find(digits):
            found = result_links.find_open(link.code)
        case _:
            return ""
    return walk_address(found) if found else ""


def _link_address(agent: User, typed: str) -> str:
    """The desk's page of another agent's link, for those who may look at it."""
    found = agent_links.readable(agent, _code(typed))
    return reverse("desk-link", args=[format_code(found.code)]) if found else ""


def walk_address(link: LinkRow) -> str:
    """The desk's address with the answers of a link."""
    said = [pair for pair in result_links.pairs(link) if pair[0] not in PAGE_WORDS]
    return with_query(reverse("desk-guide", args=[link.release.guide]), said)


def _day(typed: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(typed)
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _code(typed: str) -> str:
    reading = read(typed)
    return reading.letters if isinstance(reading, Code) else ""
