"""The agent's own links, and those of all agents for supervisors: the list, and what came of each."""

import csv
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from math import ceil
from typing import Final, cast
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from diagnostics.config.times import find_zone
from diagnostics.content.results.codes import Code, SpokenDigits, format_code, read
from diagnostics.domain.results import agent_links, guesses, link_progress, result_links, spoken_codes
from diagnostics.domain.results.agent_links import LinkRow, ListedLink
from diagnostics.domain.results.guesses import TooManyGuesses
from diagnostics.domain.results.link_search import ONLY, Only, Search
from diagnostics.web.desk import outcome_words
from diagnostics.web.desk.doors import for_agents, for_supervisors
from diagnostics.web.desk.talk import PAGE_WORDS
from diagnostics.web.site.addresses import with_query
from diagnostics.web.walk.query import first_value

LONGEST_WORDS: Final = 120
YEARS: Final = range(1970, 9000)
"""In which any zone has a day."""
MOST_LINES: Final = 10_000
"""In one file."""
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""
TABS: Final[dict[Only, str]] = {
    "": gettext_noop("All"),
    "open": gettext_noop("Open"),
    "old": gettext_noop("Open for more than a day"),
    "fixed": gettext_noop("Fixed"),
    "handed-over": gettext_noop("Handed over"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """handed_over: by whom, and from whom, in words; empty of a link that was never handed over."""

    link: LinkRow
    code: str
    guide: str
    came_of: str
    ticks: int
    state: str
    owner: str
    handed_over: str


@for_agents
def links(request: HttpRequest) -> HttpResponse:
    """One page of the list, searched or whole."""
    return _list(request, _search(request))


@for_supervisors
def every_link(request: HttpRequest) -> HttpResponse:
    """The same of all agents."""
    return _list(request, replace(_search(request), everyone=True, agent=first_value(request, "agent")))


@for_agents
def links_file(request: HttpRequest) -> HttpResponse:
    """What the list shows, all pages of it, for a spreadsheet."""
    return _file(request, _search(request))


@for_supervisors
def every_link_file(request: HttpRequest) -> HttpResponse:
    """The same of all agents."""
    return _file(request, replace(_search(request), everyone=True, agent=first_value(request, "agent")))


def _search(request: HttpRequest) -> Search:
    only = first_value(request, "only")
    return Search(
        words=first_value(request, "words").strip()[:LONGEST_WORDS],
        guide=first_value(request, "guide"),
        day=_day(first_value(request, "day")),
        zone=find_zone(first_value(request, "zone")) or timezone.get_current_timezone(),
        before=_code(first_value(request, "before")),
        only=next((one for one in ONLY if one == only), ""),
    )


def _list(request: HttpRequest, search: Search) -> HttpResponse:
    agent, day = cast("User", request.user), first_value(request, "day")
    page = agent_links.page(agent, search)
    ctx = {
        "search": search,
        "wrong_day": day if day and search.day is None else "",
        "guides": [(slug, outcome_words.guide_name(slug)) for slug in agent_links.guides(agent, search)],
        "agents": agent_links.agents() if search.everyone else (),
        "tabs": [(_(name), _address(search, only=one), one == search.only) for one, name in _tabs(search)],
        "lines": [_row(one) for one in page.rows],
        "whole": reverse(_view(search)),
        "newest": _address(search) if search.before else "",
        "older": _address(search, before=format_code(page.older)) if page.older else "",
        "file": _address(search, _view(search) + "-file"),
        "most_lines": MOST_LINES,
        **({} if page.rows else _others(agent, search.words)),
        "look_at": "" if page.rows else _link_address(agent, search.words),
        "desk": "all-links" if search.everyone else "links",
    }
    return render(request, "desk/links.html", ctx)


def _tabs(search: Search) -> Iterable[tuple[Only, str]]:
    return ((one, name) for one, name in TABS.items() if not (search.everyone and one == "handed-over"))


def _row(one: ListedLink) -> Row:
    link = one.link
    return Row(
        link=link,
        code=format_code(link.code),
        guide=outcome_words.guide_name(link.release.guide),
        came_of=outcome_words.outcome_text(link, one.came_of),
        ticks=one.ticks,
        state=outcome_words.state(link),
        owner=link.owner.get_username() if link.owner else "",
        handed_over=_hand_over_words(link),
    )


def _hand_over_words(link: LinkRow) -> str:
    if not (hand_overs := link.hand_overs.all()):
        return ""
    last = hand_overs[len(hand_overs) - 1]
    before = last.owner_before.get_username() if last.owner_before else _("somebody whose login is gone")
    if last.by is None or last.by == last.owner_before:
        return _("handed over by %(agent)s") % {"agent": before}
    return _("handed over by %(agent)s, from %(before)s") % {"agent": last.by.get_username(), "before": before}


def _file(request: HttpRequest, search: Search) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="links.csv"'
    response.write("\ufeff")  # else a spreadsheet guesses the letters
    writer = csv.writer(response)
    zone = {"zone": search.zone.key}
    head = (_("Code"), _("Made (%(zone)s)") % zone, _("Reference"), _("What came of it"), _("Ticked"))
    writer.writerow([*head, _("Works until (%(zone)s)") % zone, _("Guide"), _("Whose"), _("Handed over")])
    for one in agent_links.every_row(cast("User", request.user), search, MOST_LINES):
        row = _row(one)
        until = row.state or _minute(row.link.ends_at, search.zone)
        told = (row.code, _minute(row.link.made_at, search.zone), row.link.reference, row.came_of, str(row.ticks))
        writer.writerow([_cell(text) for text in (*told, until, row.guide, row.owner, row.handed_over)])
    return response


def _minute(at: dt.datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def _cell(text: str) -> str:
    """Whatever was typed is text, and never computed by a spreadsheet."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _view(search: Search) -> str:
    return "desk-all-links" if search.everyone else "desk-links"


def _address(search: Search, view: str = "", *, only: Only | None = None, before: str = "") -> str:
    """The list with this search; a new one of ``only`` begins at its newest."""
    pairs = {
        "only": search.only if only is None else only,
        "words": search.words,
        "guide": search.guide,
        "agent": search.agent,
        "day": search.day.isoformat() if search.day else "",
        "zone": search.zone.key if search.day else "",
        "before": before,
    }
    return with_query(reverse(view or _view(search)), [(name, value) for name, value in pairs.items() if value])


def _others(agent: User, typed: str) -> dict[str, object]:
    """The desk with the answers of somebody else's link; or that the agent tried too many codes that there are not."""
    try:
        found = guesses.look_up_for_agent(agent.pk, find) if (find := _finder(typed)) else None
    except TooManyGuesses as often:
        return {"others": "", "guessed_too_often": ceil(often.seconds / 60)}
    return {"others": walk_address(found) if found else ""}


def _finder(typed: str) -> Callable[[], LinkRow | None] | None:
    """What finds the link of a code; anyone who knows the code may read it. None where it is no code."""
    match read(typed):
        case Code(letters):
            return lambda: result_links.find_open(letters)
        case SpokenDigits(digits):
            return lambda: (link := spoken_codes.find(digits)) and result_links.find_open(link.code)
        case _:
            return None


def _link_address(agent: User, typed: str) -> str:
    """The desk's page of another agent's link, for those who may look at it."""
    found = agent_links.find_readable(agent, _code(typed))
    return reverse("desk-link", args=[format_code(found.code)]) if found else ""


def walk_address(link: LinkRow) -> str:
    """The desk with the answers of a link, and with what its customer has said since."""
    pairs = link_progress.pairs(link) or result_links.pairs(link)
    said = [pair for pair in pairs if pair[0] not in PAGE_WORDS]
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
