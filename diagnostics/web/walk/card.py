"""One step as it stands on a page: facts, what it costs, instructions for this device, and where to go from it."""

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from diagnostics.content.document.schema import GuideDocument, Step
from diagnostics.content.wording import reason_words
from diagnostics.content.wording.instructions import deciding_questions, names_read
from diagnostics.content.wording.instructions_by_device import instructions_by_device
from diagnostics.content.wording.menu_pictures import MenuPicture
from diagnostics.content.wording.texts import Texts
from diagnostics.engine.decision import PlannedStep
from diagnostics.engine.guide import Answers
from diagnostics.web.site.addresses import Address, WalkAddresses, path_to
from diagnostics.web.walk.question import Choice, choice
from diagnostics.web.walk.scene import Scene
from diagnostics.web.walk.voice import Voice


@dataclass(frozen=True, slots=True)
class Facts:
    """What a step costs, in words. ``loses_something``: shown in amber, before the instructions."""

    minutes: str
    waiting: str
    loss: str
    loses_something: bool

    @property
    def line(self) -> tuple[str, ...]:
        """The facts in their order, without the empty ones."""
        return tuple(fact for fact in (self.minutes, self.waiting, self.loss) if fact)


@dataclass(frozen=True, slots=True)
class CarrierNote:
    name: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Do:
    """Instructions, ready to render. whom: for whom they are; empty for everyone else."""

    whom: str
    text: SafeString
    pictures: tuple[MenuPicture, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A step, ready to render.

    number: place among the steps of this walk, those already done counted; 0 for a verdict and outside the order.
    go: where the walk goes on. waits: where a step that takes its time begins to take it.
    words: what two cards have in common whose texts are the same.
    again: it was done before, and is to be done once more, this way.
    elsewhere: of the open one, the instructions for all other devices and versions.
    ask: a question that would change these instructions, offered in place.
    ask_carrier: the same for the notes of carriers on this step.
    withdrawn: since when; a card of such a step says nothing of how it is done.
    """

    step: Step
    number: int
    title: str
    facts: Facts
    go: WalkAddresses
    waits: Address | None
    page: str
    words: tuple[Hashable, ...] = ()
    summary: str = ""
    reason: str = ""
    loses: str = ""
    cuts: tuple[str, ...] = ()
    first_check: str = ""
    until: str = ""
    avoid: str = ""
    unproven: str = ""
    do: Do | None = None
    elsewhere: tuple[Do, ...] = ()
    again: bool = False
    ask: Choice | None = None
    ask_carrier: Choice | None = None
    carrier: CarrierNote | None = None
    say: str = ""
    withdrawn: dt.datetime | None = None

    @property
    def worked(self) -> Address:
        return self.go.worked(self.step.slug)

    @property
    def tried(self) -> Address:
        return self.go.tried(self.step.slug)

    @property
    def cannot(self) -> Address:
        return self.go.cannot(self.step.slug)

    @property
    def opened(self) -> Address:
        return self.go.open_step(self.step.slug)


def card(
    scene: Scene, step: Step, *, number: int = 0, planned: PlannedStep | None = None, is_open: bool = False
) -> Card:
    """A step of this walk; only the open one offers its questions in place."""
    since, go, words = scene.withdrawn.get(step.slug), scene.go, _words(scene, step)
    return Card(
        step=step,
        number=number,
        title=words.title,
        facts=words.facts,
        go=go,
        waits=go.waiting(step.slug) if scene.live.network.guide.step_names[step.slug].takes_time else None,
        page=path_to("step", scene.document.slug, step.slug),
        withdrawn=since,
        **({} if since else _how_to(scene, step, planned, is_open=is_open)),
    )


def _how_to(scene: Scene, step: Step, planned: PlannedStep | None, *, is_open: bool) -> dict[str, Any]:
    """Why and how it is done, for this visitor."""
    words, texts = _words(scene, step), scene.live.texts
    others = texts.kept.get(("elsewhere", *words.key), lambda: _others(scene, step)) if is_open else ()
    return {
        **words.texts,
        "words": words.key,
        "reason": scene.voice.say(reason_words.step(scene.document, planned)) if planned else "",
        "again": planned is not None and planned.again,
        "do": words.do,
        "elsewhere": others,
        "ask": _ask(scene, step) if is_open else None,
        "ask_carrier": _ask_carrier(scene, step) if is_open else None,
        "carrier": _carrier_note(scene, step),
    }


@dataclass(frozen=True, slots=True)
class _Words:
    """What a step says for some answers; ``key`` names step, answers and language."""

    key: tuple[Hashable, ...]
    title: str
    facts: Facts
    texts: Mapping[str, Any]
    do: Do | None


def _words(scene: Scene, step: Step) -> _Words:
    """Made once for all walks whose answers let the step say the same."""
    texts, known = scene.live.texts, scene.known
    names = texts.kept.get(("names", step.slug), lambda: names_read(scene.document, step))
    answers = tuple((name, known[name]) for name in names if name in known)
    key = (step.slug, get_language(), texts.country(known), answers)

    def make() -> _Words:
        readings = instructions(texts, scene.document, step, known)
        said = step_texts(step, scene.voice)
        return _Words(key, scene.voice.line(step.title), facts(step), said, next(readings, None))

    return texts.kept.get(("step", *key), make)


def _others(scene: Scene, step: Step) -> tuple[Do, ...]:
    """How it is done elsewhere."""
    return tuple(instructions(scene.live.texts, scene.document, step, scene.known))[1:]


def instructions(texts: Texts, document: GuideDocument, step: Step, known: Answers) -> Iterator[Do]:
    """How the step is done: first as these answers have it, then for every other device and version."""
    for one in instructions_by_device(document, step, known):
        voice = Voice(texts, one.known)
        yield Do(", ".join(map(voice.line, one.whom)), voice.html(one.text), voice.pictures(one.text))


def step_texts(step: Step, voice: Voice) -> dict[str, Any]:
    """What a step says about itself, whatever device it is done on."""
    return {
        "summary": voice.line(step.summary),
        "until": voice.line(step.until),
        "cuts": interruptions(step),
        **{name: voice.html(getattr(step, name)) for name in ("loses", "first_check", "avoid", "unproven", "say")},
    }


def facts(step: Step) -> Facts:
    """Minutes, waiting and loss in words."""
    minutes = ngettext("%(n)d minute", "%(n)d minutes", step.minutes) % {"n": step.minutes} if step.minutes else ""
    waiting = {
        "none": "",
        "ten-minutes": _("then wait about ten minutes"),
        "hour": _("then wait about an hour"),
        "four-hours": _("then wait some hours"),
        "day": _("wait up to a day"),
    }[step.waiting]
    loss = {
        "nothing": _("loses nothing"),
        "interrupts": _("interrupts for a moment"),
        "costs-money": _("may cost money"),
        "loses-settings": _("loses settings"),
        "loses-data": _("loses data"),
    }[step.disruption]
    return Facts(minutes, waiting, "" if step.kind == "verdict" else loss, step.disruption != "nothing")


def interruptions(step: Step) -> tuple[str, ...]:
    """What the step interrupts, said before it does."""
    words = {
        "internet": _("This cuts your internet connection for a moment. Keep this page open: you can still read it."),
        "calls": _("This ends a phone call that is running."),
        "device": _(
            "This restarts the device. If you are reading this on it, keep this page open, and go on here afterwards."
        ),
    }
    return tuple(words[cut] for cut in step.cuts)


def _ask(scene: Scene, step: Step) -> Choice | None:
    """The first unanswered question that would change the instructions; a list is asked on a page of its own."""
    questions = (scene.parts.questions[name] for name in deciding_questions(scene.document, step, scene.known))
    asked = next((question for question in questions if question.kind == "one"), None)
    return choice(scene, asked, (("open", step.slug),)) if asked else None


def _ask_carrier(scene: Scene, step: Step) -> Choice | None:
    """Which carrier, where carriers have notes on this step and none is known."""
    question = scene.parts.carrier_question
    if (
        question is None
        or question.slug in scene.known
        or not any(step.slug in carrier.notes for carrier in scene.document.carriers)
    ):
        return None
    return choice(scene, question, (("open", step.slug),))


def _carrier_note(scene: Scene, step: Step) -> CarrierNote | None:
    carrier = scene.carrier
    if carrier is None or step.slug not in carrier.notes:
        return None
    address = path_to("carrier", scene.document.slug, carrier.slug)
    return CarrierNote(carrier.name, scene.voice.html(carrier.notes[step.slug]), address)
