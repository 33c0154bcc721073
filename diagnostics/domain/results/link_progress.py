"""How far the customer of a link is: moved on by every page of the walk that goes on from it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import parse_qsl

from django.db import transaction

from diagnostics.content.results.walk_events import CameOf, WalkEvent, extends, walk_events
from diagnostics.domain import live
from diagnostics.domain.live import LiveGuide
from diagnostics.domain.results import link_events, result_links
from diagnostics.domain.results.link_events import Done
from diagnostics.engine.walk import Walk, fold
from diagnostics.models import LinkProgress, ResultLink

type Pairs = tuple[tuple[str, str], ...]


class Visit(NamedTuple):
    """A page that somebody opened who came from a link. walk: its pairs as a query string; None: the link itself."""

    code: str
    at: dt.datetime
    guide: str = ""
    walk: str | None = None


def advance(code: str, visits: Sequence[Visit]) -> set[str]:
    """Record what is new on these pages, all or nothing; the guides among theirs for which no such link is open.

    Other workers record other pages of the same link at the same time: one waits for the other.
    """
    with transaction.atomic():
        link = _lock(code)
        if link is None or result_links.state(link) != "open":
            return {visit.guide for visit in visits}
        progress = _progress(link)
        in_order = sorted(visits, key=lambda visit: visit.at)
        closed = {visit.guide for visit in in_order if not _hear(link, progress, visit)}
        progress.save()
        return closed


def pairs(link: ResultLink) -> Pairs | None:
    """The walk that its customer is on by now; None as long as nobody has gone on from the link."""
    progress = _progress_of(link)
    return tuple(parse_qsl(progress.walk, keep_blank_values=True)) if progress and progress.walk != link.walk else None


def came_of(link: ResultLink) -> CameOf:
    """What its customer said came of it."""
    progress = _progress_of(link)
    return CameOf(progress.word, progress.step) if progress else CameOf()  # type: ignore[arg-type]  # of WORDS


def _progress_of(link: ResultLink) -> LinkProgress | None:
    return getattr(link, "progress", None)


def _lock(code: str) -> ResultLink | None:
    links = ResultLink.objects.select_for_update(of=("self",)).select_related("release")
    return links.defer("findings", "decision", "release__text").filter(code=code).first()


def _progress(link: ResultLink) -> LinkProgress:
    start = {"walk": link.walk, "at": link.made_at}
    return LinkProgress.objects.get_or_create(link=link, defaults=start)[0]


def _hear(link: ResultLink, progress: LinkProgress, visit: Visit) -> bool:
    """Take one page into account; whether it belongs to the link."""
    if progress.opened_at is None:
        progress.opened_at = visit.at
        link_events.add(link, [Done("opened")], at=visit.at)
    if visit.walk is None:
        return True
    here = live.site().current(link.release.guide)
    if here is None or here is not live.site().current(visit.guide):
        return False
    if done := [Done(one.kind, one.name, one.value) for one in _news(link, here, progress, visit)]:
        link_events.add(link, done, at=visit.at)
        result_links.touch(link)
    return True


def _news(link: ResultLink, here: LiveGuide, progress: LinkProgress, visit: Visit) -> Iterator[WalkEvent]:
    """What this page says and none before did; moves the progress."""
    before, after = (_walk(here, query) for query in (progress.walk, visit.walk or ""))
    news = walk_events(here.document, before, after)
    goes_on = news and extends(before, after)
    if visit.at < progress.at and not goes_on:
        yield from _late_events(link, here, news)
        return
    progress.walk, progress.at = visit.walk or "", max(visit.at, progress.at)
    came_of = CameOf(progress.word, progress.step)  # type: ignore[arg-type]  # one of LinkProgress.WORDS
    for event in news:
        # Back from the page of success and forward again says nothing new.
        if event.kind not in ("fixed", "explained") or came_of.after(event) != came_of:
            yield event
        came_of = came_of.after(event)
    progress.word, progress.step = came_of.word, came_of.step


def _late_events(link: ResultLink, here: LiveGuide, news: Sequence[WalkEvent]) -> Iterator[WalkEvent]:
    """Of a page that another worker was told of after a later one: what was said there and is not known yet."""
    first = walk_events(here.document, Walk(), _walk(here, link.walk))
    known = {(one.name, one.value) for one in first} | {(one.name, one.value) for one in link_events.of(link)}
    for event in news:
        if event.kind != "back" and (event.name, event.value) not in known:
            yield replace(event, kind="answered") if event.kind == "changed" else event


def _walk(here: LiveGuide, query: str) -> Walk:
    return fold(here.network.guide, parse_qsl(query, keep_blank_values=True))
