"""The agent's own links: the list, and what came of each."""

import datetime as dt
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from diagnostics.content.codes import Code, read, shown
from diagnostics.domain import desk
from diagnostics.domain.desk import Listed, Search
from diagnostics.web.desk import words
from diagnostics.web.desk.doors import for_agents
from diagnostics.web.query import first_value

LONGEST_WORDS: Final = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One link of the list, in words."""

    code: str
    address: str
    made_at: dt.datetime
    guide: str
    reference: str
    came_of: str
    ticks: int
    ends_at: dt.datetime
    state: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A guide to choose from."""

    slug: str
    title: str


@for_agents
def links(request: HttpRequest) -> HttpResponse:
    """One page of the list, searched or whole."""
    agent = cast("User", request.user)
    day = first_value(request, "day")
    search = Search(
        words=first_value(request, "words").strip()[:LONGEST_WORDS],
        guide=first_value(request, "guide"),
        day=_day(day),
        before=_code(first_value(request, "before")),
    )
    page = desk.page(agent, search)
    ctx = {
        "search": search,
        "wrong_day": day if day and search.day is None else "",
        "guides": [Choice(slug, words.guide_name(slug)) for slug in desk.guides(agent)],
        "lines": [_line(one) for one in page.rows],
        "older": _older(search, page.older),
        "desk": "links",
    }
    return render(request, "desk/links.html", ctx)


def _line(one: Listed) -> Line:
    link = one.link
    return Line(
        code=shown(link.code),
        address=reverse("desk-link", args=[shown(link.code)]),
        made_at=link.made_at,
        guide=words.guide_name(link.release.guide),
        reference=link.reference,
        came_of=words.came_of(link, one.came_of),
        ticks=one.ticks,
        ends_at=link.ends_at,
        state=words.state(link),
    )


def _older(search: Search, code: str) -> str:
    if not code:
        return ""
    kept = {"words": search.words, "guide": search.guide, "day": search.day.isoformat() if search.day else ""}
    pairs = {name: value for name, value in kept.items() if value} | {"before": shown(code)}
    return f"{reverse('desk-links')}?{urlencode(pairs)}"


def _day(typed: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        return None


def _code(typed: str) -> str:
    match read(typed):
        case Code(letters):
            return letters
        case _:
            return ""
