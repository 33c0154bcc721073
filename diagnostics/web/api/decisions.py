"""The decision for a walk: what the page of the same walk shows, as data."""

from collections.abc import Iterable
from typing import Any, Literal, Self
from urllib.parse import urlencode

from diagnostics.content.results.pinning import kept_pairs
from diagnostics.engine.words import BandWord
from diagnostics.web.api.base import GuideName, Schema, Text, Time, address, decision_address
from diagnostics.web.api.guides import Place
from diagnostics.web.api.questions import Question, Said, list_said
from diagnostics.web.api.said import Alarm, Announcement, Finding, SoFar
from diagnostics.web.api.steps import OfferedStep, StepName, follow, step_name
from diagnostics.web.site.addresses import Address, absolute, with_query
from diagnostics.web.walk.card import Card
from diagnostics.web.walk.ending import Ending, Success
from diagnostics.web.walk.question import QuestionForm
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.screens import Screen, screen
from diagnostics.web.walk.steps import Steps
from diagnostics.web.walk.waiting import Waiting

type MoveWord = Literal["ask", "offer", "wait", "escalate", "done"]


class Likely(Schema):
    """A cause that fits, and how well: in words, never as a number."""

    slug: str
    name: str
    band: BandWord
    words: str
    """The band in words for people."""
    about: str
    """All of it: `GET` this."""


class NotNow(Schema):
    """A step that the usual list names early and that is not offered now."""

    title: str
    reason: str
    """Why not, in terms of the answers."""


class WaitingFor(Schema):
    """A step that takes its time."""

    step: OfferedStep
    since: Time | None
    """None where the walk does not say it."""
    until: Time | None
    """When one may look again."""
    is_over: bool
    """Ask how it went."""
    is_pointless: bool
    """Going by what is known now, there is nothing to wait for."""
    how_long: str
    """What is known of it."""
    longer: str
    """To wait once more, from now on: `GET` this."""
    leave: str
    """Not to wait: `GET` this."""


class Spared(Schema):
    """A step of the usual list that was not needed."""

    title: str
    loses: Text | None
    """What it would have cost."""


class Done(Schema):
    """It works, or it is explained."""

    step: StepName
    """What did it."""
    explains: bool
    """Nothing was broken."""
    stays_fixed: Text | None
    """How it stays fixed."""
    steps_done: int
    """How many were done in this walk."""
    usual_name: str
    """What the usual list is called."""
    usual_steps: int
    """How many steps it has."""
    spared: list[Spared]
    not_after_all: str
    """It does not work after all: `GET` this."""


class Help(Schema):
    """Nothing is left to try here: whom to ask, and what to tell them."""

    contact: OfferedStep | None
    """Whom to ask first."""
    others: list[OfferedStep]
    """Who else may help, the most promising first."""
    check_first: list[Said]
    """The answers that tip the decision; look at them again before anybody is called."""
    summary: str
    """Everything said so far in plain text, for the person who is called; empty where an alarm ends the walk."""


class Onward(Schema):
    """Where the walk may go besides: `GET` one of these."""

    steps: str
    """Enough questions: what to try now."""
    questions: str | None
    """More questions after all. None where none is worth asking."""
    start: str
    """From the beginning."""


class Urgent(Schema):
    """What every page of a walk ends with."""

    text: str
    page: str
    """Other ways to reach people, for people."""


class Decision(Schema):
    """What to do now in this walk."""

    guide: GuideName
    walk: str
    """What was said, as a query string. To go on, append to it: `&<question>=<option>`, `&tried=<step>`."""
    page: str
    """The same moment as a page, for people."""
    move: MoveWord
    """`ask`: answer `question`. `offer`: do the first of `steps`. `wait`: see `waiting`. `escalate`: see `help`, and `alarms`
    first. `done`: see `done`."""
    title: str
    """The heading of the page."""
    progress: str
    """How far one is, in words; empty before anything was said."""
    question: Question | None
    missing: bool
    """The walk says that this question was to be answered, and it is not."""
    steps: list[OfferedStep]
    """The best one first. While one waits: what can be done meanwhile."""
    waiting: WaitingFor | None
    done: Done | None
    help: Help | None
    workarounds: list[OfferedStep]
    """They get around the problem for now and repair nothing."""
    not_now: list[NotNow]
    refused: str
    """Why the step that was to be opened is not the first; may be empty."""
    causes: list[Likely]
    """What fits best, once steps are offered. Before that the site claims nothing."""
    place: Place | None
    """Where it probably stops, where one place stands out."""
    said: SoFar
    findings: list[Finding]
    announcement: Announcement | None
    alarms: list[Alarm]
    """They precede everything else."""
    urgent: Urgent
    next: Onward

    @classmethod
    def of(cls, scene: Scene) -> Self:
        what = screen(scene)
        told = scene.findings.notice
        return cls(
            guide=GuideName.of(scene.live),
            walk=urlencode(scene.walk.pairs),
            page=_page(scene),
            title=what.title,
            progress=what.frame.progress if what.frame.road and not what.frame.stopped else "",
            causes=_causes(scene, what),
            place=_place(scene, what),
            said=SoFar.of(scene, what.frame.dropped),
            findings=Finding.all_of(scene),
            announcement=Announcement(text=told.text, until=told.ends_at) if told else None,
            alarms=Alarm.all_of(scene),
            urgent=Urgent(text=what.frame.urgent, page=absolute(what.frame.urgent_address)),
            **_NOTHING | _content(scene, what),
        )


_NOTHING: dict[str, Any] = {
    "question": None,
    "missing": False,
    "steps": [],
    "waiting": None,
    "done": None,
    "help": None,
    "workarounds": [],
    "not_now": [],
    "refused": "",
}


def _content(scene: Scene, what: Screen) -> dict[str, Any]:
    """What this kind of screen shows."""
    match what.content:
        case {"form": QuestionForm() as form}:
            return {
                "move": "ask",
                "question": Question.asked(scene, form),
                "missing": form.missing,
                "next": _onward(scene),
            }
        case {"steps": Steps() as steps}:
            return _offer(scene, steps)
        case {"waiting": Waiting() as waiting}:
            return _wait(scene, waiting)
        case {"success": Success() as success}:
            return _finish(scene, success)
        case {"ending": Ending() as ending}:
            return _escalate(scene, ending)
        case {"stop": {"help": contact}}:
            return {"move": "escalate", "help": _help(scene, contact), "next": _onward(scene)}
        case _:
            raise TypeError(f"No program is told what {what.template} shows.")


def _offer(scene: Scene, steps: Steps) -> dict[str, Any]:
    return {
        "move": "offer",
        "steps": _steps(scene, [steps.open, *steps.below]),
        "workarounds": _steps(scene, steps.workarounds),
        "not_now": [NotNow(title=title, reason=reason) for title, reason in steps.why_not],
        "refused": steps.refused,
        "next": _onward(scene, steps.more),
    }


def _wait(scene: Scene, waiting: Waiting) -> dict[str, Any]:
    shown = WaitingFor(
        step=OfferedStep.of(scene, waiting.card),
        since=waiting.wait.since,
        until=waiting.wait.until,
        is_over=waiting.is_over,
        is_pointless=waiting.is_pointless,
        how_long=waiting.how_long,
        longer=follow(scene, waiting.longer),
        leave=follow(scene, waiting.leave),
    )
    return {
        "move": "wait",
        "waiting": shown,
        "steps": _steps(scene, waiting.meanwhile),
        "workarounds": _steps(scene, waiting.workarounds),
        "refused": waiting.refused,
        "next": _onward(scene),
    }


def _finish(scene: Scene, success: Success) -> dict[str, Any]:
    step = success.fixed.step
    shown = Done(
        step=step_name(scene.live, step, scene.voice),
        explains=success.explains,
        stays_fixed=Text.of(scene.voice, step.stays_fixed),
        steps_done=success.done,
        usual_name=success.usual_name,
        usual_steps=success.usual,
        spared=[Spared(title=one.title, loses=Text.of(scene.voice, one.step.loses)) for one in success.spared],
        not_after_all=follow(scene, success.back),
    )
    workarounds = _steps(scene, success.workarounds)
    return {"move": "done", "done": shown, "workarounds": workarounds, "next": _onward(scene)}


def _escalate(scene: Scene, ending: Ending) -> dict[str, Any]:
    shown = _help(scene, ending.escalation, ending.others, ending.summary)
    workarounds = _steps(scene, ending.workarounds)
    return {"move": "escalate", "help": shown, "workarounds": workarounds, "next": _onward(scene, ending.more)}


def _help(scene: Scene, contact: Card | None, others: Iterable[Card] = (), summary: str = "") -> Help:
    return Help(
        contact=OfferedStep.of(scene, contact) if contact else None,
        others=_steps(scene, others),
        check_first=[
            one for name in scene.decision.check_answers for one in list_said(scene, name, scene.known.get(name))
        ],
        summary=summary,
    )


def _steps(scene: Scene, cards: Iterable[Card]) -> list[OfferedStep]:
    return [OfferedStep.of(scene, card) for card in cards]


def _onward(scene: Scene, more: Address | None = None) -> Onward:
    return Onward(
        steps=follow(scene, scene.go.steps),
        questions=follow(scene, more) if more else None,
        start=decision_address(scene.document.slug),
    )


def _page(scene: Scene) -> str:
    kept = kept_pairs(scene.live.network, scene.walk, scene.known)
    return with_query(address("check", scene.document.slug), kept)


def _causes(scene: Scene, what: Screen) -> list[Likely]:
    return [
        Likely(
            slug=one.standing.cause,
            name=one.name,
            band=one.standing.band,
            words=one.band,
            about=address("api:cause", scene.document.slug, one.standing.cause),
        )
        for one in what.frame.leaders
    ]


def _place(scene: Scene, what: Screen) -> Place | None:
    """As the picture of the page has it."""
    slug = scene.decision.leading_place
    if scene.walk.worked and (cause := scene.ended_at(scene.walk.worked)):
        slug = scene.parts.causes[cause].place
    found = (one for one in scene.document.places if one.slug == slug and what.frame.road)
    return next((Place(slug=one.slug, name=scene.voice.line(one.name)) for one in found), None)
