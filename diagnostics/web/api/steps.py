"""A step, whole: on its own, and as a walk offers it."""

import datetime as dt
from typing import Any, Literal, Self

from diagnostics.content.document.schema import Step as DocumentStep
from diagnostics.content.wording.instructions_by_device import instructions_by_device
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.guide import NOTHING, Answers
from diagnostics.engine.words import DisruptionWord, KindWord, RemedyWord, WaitingWord
from diagnostics.web.api.base import GuideName, Schema, SourceOf, Text, address, decision_address, sources
from diagnostics.web.api.questions import Question
from diagnostics.web.reading.portraits import REMEDIES, remedy_words
from diagnostics.web.site.addresses import Address
from diagnostics.web.walk.card import Card, facts, interruptions
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.voice import Voice

type CutWord = Literal["internet", "calls", "device"]


class StepName(Schema):
    """A step, by name."""

    slug: str
    """Its name in addresses and walks. A renamed step redirects."""
    kind: KindWord
    """`repair`: it repairs. `wait`: it passes by itself. `verdict`: nothing is broken. `workaround`: it gets around the problem
    and repairs nothing. `escalation`: whom to ask."""
    title: str
    """What to do; of a verdict, what is so."""
    summary: str
    """In a sentence."""
    page: str
    """Its page, for people."""
    about: str
    """The step on its own: `GET` this."""


def step_name(here: LiveGuide, step: DocumentStep, voice: Voice) -> StepName:
    return StepName(**_name(here, step, voice))


def _name(here: LiveGuide, step: DocumentStep, voice: Voice) -> dict[str, Any]:
    names = here.document.slug, step.slug
    return {
        "slug": step.slug,
        "kind": step.kind,
        "title": voice.line(step.title),
        "summary": voice.line(step.summary),
        "page": address("step", *names),
        "about": address("api:step", *names),
    }


class Instructions(Text):
    """How the step is done."""

    whom: str
    """For which devices and versions; empty for all others, or for all."""


class WholeStep(StepName):
    """A step with everything that it says of itself."""

    minutes: int
    """Of work; waiting not counted."""
    waiting: WaitingWord
    """How long one waits afterwards."""
    disruption: DisruptionWord
    """What it may cost besides minutes."""
    cuts: list[CutWord]
    """What it interrupts for a moment."""
    facts: list[str]
    """Minutes, waiting and loss in words."""
    interruptions: list[str]
    """What it interrupts, in words. Say it **before** the instructions."""
    loses: Text | None
    """Exactly what is lost, and how to keep it. Say it **before** the instructions."""
    first_check: Text | None
    """The check that protects people. It comes **before** the instructions."""
    instructions: Instructions | None
    """How it is done here: on the device of the walk, else in general. None where there is nothing to do."""
    variants: list[Instructions]
    """How it is done on every other device and version."""
    until: str
    """Of a wait: until when."""
    avoid: Text | None
    """Of a wait: what not to do meanwhile."""
    unproven: Text | None
    """Of a verdict: what it does not prove."""
    say: Text | None
    """What to say to the person who is called."""
    stays_fixed: Text | None
    """How it stays fixed."""


def _whole(here: LiveGuide, step: DocumentStep, voice: Voice) -> dict[str, Any]:
    ways = _instructions(here, step, voice.known)
    texts = ("loses", "first_check", "avoid", "unproven", "say", "stays_fixed")
    return {
        **_name(here, step, voice),
        "minutes": step.minutes,
        "waiting": step.waiting,
        "disruption": step.disruption,
        "cuts": list(step.cuts),
        "facts": list(facts(step).line),
        "interruptions": list(interruptions(step)),
        "instructions": ways[0] if ways else None,
        "variants": ways[1:],
        "until": voice.line(step.until),
        **{name: Text.of(voice, getattr(step, name)) for name in texts},
    }


def _instructions(here: LiveGuide, step: DocumentStep, known: Answers) -> list[Instructions]:
    """First as these answers have it, then for every other device and version."""
    found = []
    for one in instructions_by_device(here.document, step, known):
        voice = Voice(here.texts, one.known)
        if text := Text.of(voice, one.text):
            whom = ", ".join(map(voice.line, one.whom))
            found.append(Instructions(text=text.text, html=text.html, whom=whom))
    return found


class Helps(Schema):
    """How often a step helps against a cause."""

    slug: str
    """Of the cause, or of the step."""
    name: str
    """In words."""
    how_often: RemedyWord
    """As the editors put it."""
    words: str
    """The same in words for people."""
    about: str
    """All of it: `GET` this."""


def helps(here: LiveGuide, view: Literal["cause", "step"], slug: str, name: str, word: RemedyWord) -> Helps:
    title, about = Voice(here.texts).line(name), address(f"api:{view}", here.document.slug, slug)
    return Helps(slug=slug, name=title, how_often=word, words=remedy_words(word), about=about)


class Step(WholeStep):
    """A step on its own, outside any walk."""

    guide: GuideName
    """The guide that it stands in."""
    never_because: str
    """When it is not offered, and why; may be empty."""
    helps_against: list[Helps]
    """The causes that it helps against."""
    sources: list[SourceOf]
    """Where it was read."""
    reviewed: dt.date | None
    """When a person last checked it."""

    @classmethod
    def of(cls, here: LiveGuide, step: DocumentStep) -> Self:
        names, voice = Parts(here.document).causes, Voice(here.texts, NOTHING)
        return cls(
            **_whole(here, step, voice),
            guide=GuideName.of(here),
            never_because=voice.line(step.never_because),
            helps_against=[
                helps(here, "cause", slug, names[slug].name, word)
                for word in REMEDIES
                for slug, cures in step.remedies.items()
                if cures == word
            ],
            sources=sources(here.document, step.sources),
            reviewed=step.reviewed,
        )


class CarrierNote(Schema):
    """What is documented about the person's carrier and this step."""

    name: str
    """Of the carrier."""
    note: Text
    page: str
    """All about this carrier, for people."""


class Next(Schema):
    """Where a walk goes from a step: `GET` one of these."""

    worked: str
    """It helped; of a verdict, that explains it."""
    tried: str
    """It was done and did not help; of a verdict, it does not explain it."""
    cannot: str
    """It cannot be done."""
    waiting: str | None
    """It takes its time, from now on. None where there is nothing to wait for."""


class OfferedStep(WholeStep):
    """A step as a walk offers it: its words follow the answers."""

    number: int
    """Its place among the steps of this walk; 0 where it is not counted (a verdict, a workaround, an escalation)."""
    reason: str
    """Why it is offered, in terms of the answers; may be empty."""
    again: bool
    """It was done before, and is to be done once more, this way."""
    carrier: CarrierNote | None
    """What is to be known about the person's carrier here."""
    asks: list[Question]
    """Of the first step: questions whose answer would change its instructions, such as which version."""
    next: Next
    """What came of it."""

    @classmethod
    def of(cls, scene: Scene, card: Card) -> Self:
        return cls(
            **_whole(scene.live, card.step, scene.voice),
            number=card.number,
            reason=card.reason,
            again=card.again,
            carrier=_carrier_note(scene, card),
            asks=[one for asked in (card.ask, card.ask_carrier) if (one := Question.in_place(scene, asked))],
            next=Next(
                worked=follow(scene, card.worked),
                tried=follow(scene, card.tried),
                cannot=follow(scene, card.cannot),
                waiting=follow(scene, card.waits) if card.waits else None,
            ),
        )


def _carrier_note(scene: Scene, card: Card) -> CarrierNote | None:
    carrier = scene.carrier
    note = Text.of(scene.voice, carrier.notes.get(card.step.slug)) if carrier else None
    if carrier is None or note is None:
        return None
    return CarrierNote(name=carrier.name, note=note, page=address("carrier", scene.document.slug, carrier.slug))


def follow(scene: Scene, page: Address) -> str:
    """The decision of the walk that a page's link leads to."""
    return decision_address(scene.document.slug, page.partition("?")[2])
