"""A cause and a step as they stand on pages of their own, outside any walk."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Cause, Condition, Place, Step
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.words import RemedyWord, SignWord
from diagnostics.web.reading.page_links import Link, link
from diagnostics.web.walk.card import Facts, facts, interruptions
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.picture import Picture, picture
from diagnostics.web.walk.voice import Voice

SPEAK_FOR: Final[tuple[SignWord, ...]] = ("proves", "strongly-for", "for")
SPEAK_AGAINST: Final[tuple[SignWord, ...]] = ("rules-out", "strongly-against")
REMEDIES: Final[tuple[RemedyWord, ...]] = ("always", "usually", "sometimes", "seldom")
MOST_SIGNS: Final = 8


@dataclass(frozen=True, slots=True)
class Sign:
    """The answers to one question that speak for or against a cause, the strongest first."""

    label: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CausePortrait:
    cause: Cause
    name: str
    summary: str
    place: Place
    text: str
    speaks_for: tuple[Sign, ...]
    speaks_against: tuple[Sign, ...]
    picture: Picture
    steps: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Instructions:
    """One variant; ``whom`` is empty where there is only one."""

    whom: str
    text: str


@dataclass(frozen=True, slots=True)
class StepPortrait:
    step: Step
    title: str
    summary: str
    facts: Facts
    loses: str
    cuts: tuple[str, ...]
    first_check: str
    until: str
    avoid: str
    unproven: str
    variants: tuple[Instructions, ...]
    say: str
    stays_fixed: str
    never_because: str
    causes: tuple[Link, ...]


def cause_portrait(here: LiveGuide, cause: Cause) -> CausePortrait:
    voice = Voice(here.texts)
    return CausePortrait(
        cause=cause,
        name=voice.line(cause.name),
        summary=voice.line(cause.summary),
        place=next(place for place in here.document.places if place.slug == cause.place),
        text=voice.html(cause.text),
        speaks_for=tuple(_signs(here, cause, SPEAK_FOR))[:MOST_SIGNS],
        speaks_against=tuple(_signs(here, cause, SPEAK_AGAINST))[:MOST_SIGNS],
        picture=picture(here.document, {cause.slug: 3}, accent={cause.slug}, leading_place=cause.place),
        steps=tuple(_steps(here, cause)),
    )


def step_portrait(here: LiveGuide, step: Step) -> StepPortrait:
    voice = Voice(here.texts)
    return StepPortrait(
        step=step,
        title=voice.line(step.title),
        summary=voice.line(step.summary),
        facts=facts(step),
        loses=voice.html(step.loses),
        cuts=interruptions(step),
        first_check=voice.html(step.first_check),
        until=voice.line(step.until),
        avoid=voice.html(step.avoid),
        unproven=voice.html(step.unproven),
        variants=tuple(_variants(here, step)),
        say=voice.html(step.say),
        stays_fixed=voice.html(step.stays_fixed),
        never_because=voice.line(step.never_because),
        causes=tuple(_causes(here, step)),
    )


def _signs(here: LiveGuide, cause: Cause, words: tuple[SignWord, ...]) -> Iterator[Sign]:
    """By question; the rows are those of the compiled guide, where groups of causes are spread out."""
    voice, parts = Voice(here.texts), Parts(here.document)
    for question in here.network.guide.questions:
        row = question.signs.get(cause.slug, {})
        options = sorted(
            (option for option in row if row[option] in words), key=lambda option: words.index(row[option])
        )
        if options:
            answers = tuple(voice.line(parts.option_text(question.slug, option)) for option in options)
            yield Sign(voice.line(parts.questions[question.slug].label), answers)


def _steps(here: LiveGuide, cause: Cause) -> Iterator[Link]:
    for word in REMEDIES:
        for step in here.document.steps:
            if step.remedies.get(cause.slug) == word:
                yield link(here, "step", step.slug, step.title, _remedy(word))


def _causes(here: LiveGuide, step: Step) -> Iterator[Link]:
    names = Parts(here.document).causes
    for word in REMEDIES:
        for slug, said in step.remedies.items():
            if said == word:
                yield link(here, "cause", slug, names[slug].name, _remedy(word))


def _remedy(word: RemedyWord) -> str:
    return {
        "always": _("almost always helps"),
        "usually": _("usually helps"),
        "sometimes": _("sometimes helps"),
        "seldom": _("seldom helps"),
    }[word]


def _variants(here: LiveGuide, step: Step) -> Iterator[Instructions]:
    """The default first, each with the menu names of its devices."""
    ordered = sorted(step.variants, key=lambda variant: bool(variant.when))
    for variant in ordered:
        voice = Voice(here.texts, _device_of(variant.when))
        yield Instructions(voice.line(variant.label) if len(ordered) > 1 else "", voice.html(variant.text))


def _device_of(when: Condition) -> dict[str, str | None]:
    return {question: options[0] for question, options in when.items() if options}
