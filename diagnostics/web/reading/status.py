"""What the site read by itself, when, and what it means; a page to leave open until it is over."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Question
from diagnostics.content.feeds.reading import Event, KindWord, Reading, service_names
from diagnostics.domain import live
from diagnostics.domain.feeds import KnownFeed
from diagnostics.domain.feeds.findings import UnknownWord
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.walk import Walk, fold
from diagnostics.web.cards.card import SharingCard
from diagnostics.web.cards.gallery import guide_picture
from diagnostics.web.cards.trails import trail
from diagnostics.web.site import caching, ties
from diagnostics.web.site.addresses import WalkAddresses, absolute, path_to
from diagnostics.web.site.calendar_file import calendar_file
from diagnostics.web.site.find_guide import for_guide
from diagnostics.web.walk.frame import FindingNotice, finding_notices, notice
from diagnostics.web.walk.query import Pairs, read_pairs
from diagnostics.web.walk.scene import Scene

LOOK_AGAIN: Final = dt.timedelta(hours=1)
LATELY: Final = dt.timedelta(days=1)
"""Before the reading: what was over by then is told no more."""


@dataclass(frozen=True, slots=True)
class Service:
    """One service: what is going on with it, or was lately, or is planned. is_listed: the feed knows it."""

    name: str
    is_listed: bool
    lines: tuple[tuple[str, Event], ...]


@dataclass(frozen=True, slots=True)
class Look:
    """What was read for one question.

    found: the answer; None where there is none, for the reason ``unknown``. is_problem: it is not the usual answer.
    message: about all services, in the words of whoever runs them. failing_since: since when nothing can be read.
    """

    label: str
    how: SafeString
    found: FindingNotice | None
    is_problem: bool
    unknown: UnknownWord | None
    services: tuple[Service, ...]
    message: str
    read_at: dt.datetime | None
    failing_since: dt.datetime | None


@for_guide
def status(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """The page; for htmx, what is new on it."""
    looked_up, pairs = _looked_up_questions(here), read_pairs(request)
    go = _going_on(request, here, pairs)
    site = live.site()
    findings, feeds = site.findings(here.document.slug), [site.feeds.get(one.finding or "") for one in looked_up]
    tag = caching.etag(request, here.release.sha256, findings.key, feeds, go.walk.pairs)

    def page() -> HttpResponse:
        scene = Scene.of(here, Walk(), findings)
        problems = {one.text for one in finding_notices(scene)}
        looks = [_look(scene, one, feed, problems) for one, feed in zip(looked_up, feeds, strict=True)]
        ctx = {
            "live": here,
            "guide": here.document,
            "go": go,
            "looks": looks,
            "title": _headline(looks),
            "trail": trail(here, _("Current status"), path_to("status", here.document.slug)),
            "sharing": _card(here),
            "looks_itself": any(look.unknown != "off" for look in looks),
            "fragment": caching.wants_fragment(request),
        }
        return render(request, "reading/status.html#news" if ctx["fragment"] else "reading/status.html", ctx)

    response = caching.cached_response(request, tag, page, is_private=ties.is_tied(pairs))
    # A search result would tell of an outage that is long over.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@for_guide
def reminder(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """A date in an hour, to look again."""
    first, go = _looked_up_questions(here)[0], _going_on(request, here, read_pairs(request))
    title = _("Look again: %(what)s") % {"what": here.texts.line(first.label)}
    at = (timezone.now() + LOOK_AGAIN).replace(second=0, microsecond=0)
    return calendar_file(title, here.texts.line(here.document.title), go.status, at)


def _going_on(request: HttpRequest, here: LiveGuide, pairs: Pairs) -> WalkAddresses:
    """From this page back to the walk that led here."""
    slug = here.document.slug
    return WalkAddresses(slug, fold(here.network.guide, pairs), ties.find_link(request, slug, pairs))


def _looked_up_questions(here: LiveGuide) -> tuple[Question, ...]:
    found = tuple(question for question in here.document.questions if question.finding)
    if not found:
        raise Http404(_("There is nothing that this guide looks up by itself."))
    return found


def _card(here: LiveGuide) -> SharingCard:
    """Whatever is so now: a chat shows it for ever."""
    address = absolute(path_to("status", here.document.slug))
    description = _("What this site looked up by itself, and when.")
    return SharingCard(_("Current status"), description, address, guide_picture(here))


def _headline(looks: list[Look]) -> str:
    """The first problem, else the first answer, else that nothing is known."""
    found = [look for look in looks if look.found]
    first = next((look for look in found if look.is_problem), next(iter(found), None))
    return first.found.text.removesuffix(".") if first and first.found else _("We do not know the current status")


def _look(scene: Scene, question: Question, feed: KnownFeed | None, problems: set[str]) -> Look:
    findings = scene.findings
    found = notice(scene, question, findings.answers[question.slug]) if question.slug in findings.answers else None
    unknown = findings.unknown.get(question.slug)
    reading, read_at = (feed.reading, feed.read_at) if feed and unknown != "unread" else (None, None)
    return Look(
        label=scene.voice.line(question.label),
        how=scene.voice.html(question.how),
        found=found,
        is_problem=bool(found and found.text in problems),
        unknown=unknown,
        services=tuple(_services(question, reading, read_at)) if reading and read_at else (),
        message=reading.message if reading else "",
        read_at=read_at,
        failing_since=feed.failing_since if feed else None,
    )


def _services(question: Question, reading: Reading, read_at: dt.datetime) -> Iterator[Service]:
    for written in dict.fromkeys(one for option in question.options for one in option.services):
        names = [name for name in service_names(written) if name in reading.services]
        events = [event for name in names for event in reading.services[name]]
        told = sorted((event for event in events if _is_told(event, read_at)), key=lambda event: event.state)
        yield Service(
            (names or service_names(written))[0], bool(names), tuple((_in_words(event), event) for event in told)
        )


def _is_told(event: Event, read_at: dt.datetime) -> bool:
    return event.state != "over" or (event.until is not None and event.until > read_at - LATELY)


def _in_words(event: Event) -> str:
    kinds: dict[KindWord, str] = {
        "outage": _("Outage"),
        "problem": _("Problem"),
        "slow": _("Slow"),
        "maintenance": _("Maintenance"),
    }
    return kinds[event.kind]
