"""What a walk has said so far, what the site found out, and what comes before all else."""

from typing import Literal, Self

from diagnostics.engine.walk import DropReason, Event
from diagnostics.web.api.base import Schema, Text, Time
from diagnostics.web.api.questions import Said, list_said
from diagnostics.web.walk.frame import notice
from diagnostics.web.walk.scene import Scene

type HowWord = Literal["tried", "cannot", "did", "waiting"]


class DoneStep(Schema):
    """What was said of a step."""

    slug: str
    title: str
    how: HowWord
    """`tried`: it did not help. `cannot`: it could not be done. `did`: done before coming here. `waiting`: it takes its time."""
    since: Time | None
    """Since when one waits for it."""

    @classmethod
    def of(cls, scene: Scene, event: Event, how: HowWord) -> Self:
        return cls(slug=event.name, title=scene.voice.line(scene.step(event.name).title), how=how, since=event.since)


class NotCounted(Schema):
    """A pair of the walk that does not count."""

    name: str
    value: str
    why: DropReason
    """`unknown`: the guide does not know it. `contradicted`: other answers leave no room for it; it counts again once they do."""


class Finding(Said):
    """What the site found out by itself. An answer in the walk overrules it."""

    sentence: str
    """As people read it."""
    checked_at: Time | None
    """When the site last looked."""
    since: Time | None
    """Since when it is so, where that is known."""
    is_old: bool
    """The site looked so long ago that it counts less."""

    @classmethod
    def all_of(cls, scene: Scene) -> list[Self]:
        """Those that no answer overrules."""
        return [
            cls._of(scene, question, option)
            for question, option in scene.findings.answers.items()
            if question not in scene.walk.answers
        ]

    @classmethod
    def _of(cls, scene: Scene, question: str, option: str) -> Self:
        (known,) = list_said(scene, question, option)
        found = notice(scene, scene.parts.questions[question], option)
        return cls(
            **dict(known),
            sentence=found.text,
            checked_at=found.checked_at,
            since=found.since,
            is_old=found.is_old,
        )


class Announcement(Schema):
    """What an editor tells visitors now."""

    text: str
    until: Time


class Alarm(Schema):
    """Answers that together mean: act first. It precedes everything else."""

    slug: str
    title: str
    summary: str
    text: Text | None
    """What to do."""
    stops: bool
    """It ends the walk: nothing else is offered but whom to ask."""
    raised_by: list[Said]
    """The answers that raised it; look at them again first."""

    @classmethod
    def all_of(cls, scene: Scene) -> list[Self]:
        return [cls._of(scene, slug) for slug in scene.decision.stops or scene.decision.alarms]

    @classmethod
    def _of(cls, scene: Scene, slug: str) -> Self:
        alarm = scene.parts.alarms[slug]
        raised = (name for name in alarm.when if name in scene.parts.questions)
        return cls(
            slug=slug,
            title=scene.voice.line(alarm.title),
            summary=scene.voice.line(alarm.summary),
            text=Text.of(scene.voice, alarm.text),
            stops=slug in scene.decision.stops,
            raised_by=[one for name in raised for one in list_said(scene, name, scene.known.get(name))],
        )


class SoFar(Schema):
    """What was said, in the order in which it was said."""

    answers: list[Said]
    """Also those that are "not sure"."""
    steps: list[DoneStep]
    not_counted: list[NotCounted]
    """Nothing that somebody said is dropped in silence."""
    in_words: str
    """What people read of answers that the guide does not know; may be empty."""

    @classmethod
    def of(cls, scene: Scene, dropped: str) -> Self:
        walk = scene.walk
        return cls(
            answers=[one for name, answer in walk.answers.items() for one in list_said(scene, name, answer)],
            steps=[DoneStep.of(scene, event, event.kind) for event in walk.events if event.kind != "answer"],
            not_counted=[NotCounted(name=one.key, value=one.value, why=one.why) for one in walk.uncounted],
            in_words=dropped,
        )
