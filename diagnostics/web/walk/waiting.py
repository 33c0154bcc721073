"""A step takes its time: until when, what not to do meanwhile, what can be done, a reminder; afterwards, how it went."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Step
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.situation import is_ruled_out
from diagnostics.engine.walk import LINK, Event, Walk, fold
from diagnostics.web.site import caching, ties
from diagnostics.web.site.addresses import Address, WalkAddresses, with_query
from diagnostics.web.site.calendar_file import calendar_file
from diagnostics.web.site.find_guide import for_guide
from diagnostics.web.site.methods import SeeOther
from diagnostics.web.walk.card import Card, card
from diagnostics.web.walk.query import read_pairs
from diagnostics.web.walk.scene import Scene, Wait
from diagnostics.web.walk.steps import BELOW, numbered_cards, obstacle_to_open, refusal, workarounds
from diagnostics.web.walk.voice import Voice


@dataclass(frozen=True, slots=True)
class Waiting:
    """The screen of a wait.

    is_over: its time is over, or it is pointless: going by what is known now, there is nothing to wait for.
    how_long: what is known of it. meanwhile: what can be done. refused: why the step that was to be opened is not.
    longer: the wait from now on. leave: the walk without it; what was done counts as done before.
    """

    card: Card
    wait: Wait
    is_over: bool
    is_pointless: bool
    how_long: str
    meanwhile: tuple[Card, ...]
    workarounds: tuple[Card, ...]
    refused: str
    reminder: str
    longer: Address
    leave: Address


def waiting(scene: Scene) -> Waiting | None:
    """None where nothing takes its time, or a step is opened that can be done meanwhile."""
    wait, obstacle = scene.wait, obstacle_to_open(scene)
    if wait is None or not scene.decision.waiting or (scene.walk.open and not obstacle):
        return None
    step, go = scene.step(wait.step), scene.go
    is_pointless = step.kind == "wait" and is_ruled_out(scene.live.network.guide.step_names[step.slug], scene.known)
    meanwhile = [planned.step for planned in scene.decision.plan][:BELOW]
    return Waiting(
        card=card(scene, step),
        wait=wait,
        is_over=wait.is_over or is_pointless,
        is_pointless=is_pointless,
        how_long=how_long(step, scene.voice),
        meanwhile=tuple(numbered_cards(scene, meanwhile)),
        workarounds=workarounds(scene),
        refused=refusal(scene, obstacle) if obstacle and obstacle.why != "waiting" else "",
        reminder=go.reminder,
        longer=go.waiting(step.slug),
        leave=go.cannot(step.slug) if step.kind == "wait" else go.did(step.slug),
    )


def how_long(step: Step, voice: Voice) -> str:
    """What the guide says of it, else what its word for the time says."""
    return (
        voice.line(step.until)
        or {
            "none": "",
            "ten-minutes": _("It can take about ten minutes."),
            "hour": _("It can take about an hour."),
            "four-hours": _("It can take some hours."),
            "day": _("It can take up to a day."),
        }[step.waiting]
    )


def is_untimed(walk: Walk) -> bool:
    """Whether a wait begins now: the address does not try to say since when."""
    waits = walk.waiting is not None and walk.waiting.since is None
    return waits and not any(pair.key == "since" for pair in walk.dropped)


def since_now(now: dt.datetime) -> tuple[str, str]:
    """The pair that says that a wait begins in this minute."""
    return Event("waiting", "", since=now.replace(second=0, microsecond=0)).pairs[1]


def begin_wait(request: HttpRequest, now: dt.datetime) -> HttpResponse:
    """To the same address with the time; the pages themselves know none, so that caches may keep them."""
    said = sorted([*read_pairs(request), since_now(now)], key=lambda pair: pair[0] == LINK)
    return caching.private_response(SeeOther(with_query(request.path, said)))


@for_guide
def reminder(request: HttpRequest, here: LiveGuide) -> HttpResponse:
    """The end of the wait for a calendar; to the walk where there is nothing to be reminded of."""
    pairs, now = read_pairs(request), timezone.now()
    walk, link = fold(here.network.guide, pairs), ties.find_link(request, here.document.slug, pairs)
    go, wait = WalkAddresses(here.document.slug, walk, link), Wait.at(here.network.guide, walk, now)
    if wait is None or wait.until is None or wait.is_over:
        return SeeOther(go.here)
    voice = Voice(here.texts, walk.answers)
    step = next(step for step in here.document.steps if step.slug == wait.step)
    title = _("Look again: %(guide)s") % {"guide": voice.line(here.document.title)}
    text = _("You are waiting for this: %(step)s") % {"step": voice.line(step.title)}
    more = _("The page below has all your answers. Open it and say how it went.")
    return calendar_file(title, f"{text}\n{more}", go.here, wait.until)
