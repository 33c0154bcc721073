"""The guide document without its texts, as the engine takes it."""

from collections.abc import Mapping
from types import MappingProxyType

from diagnostics.content.document import schema as content
from diagnostics.content.document.fields import Condition
from diagnostics.engine import guide as engine
from diagnostics.engine.words import SignWord


def engine_guide(document: content.GuideDocument) -> engine.Guide:
    """Slugs, words and conditions of a document that ``check`` found free of errors."""
    return engine.Guide(
        places=tuple(place.slug for place in document.places),
        causes=tuple(_cause(cause) for cause in document.causes),
        questions=tuple(_question(question, document) for question in document.questions),
        steps=tuple(_step(step) for step in document.steps),
        alarms=tuple(engine.Alarm(alarm.slug, condition(alarm.when), alarm.stops) for alarm in document.alarms),
        escalation_minutes=document.escalation_minutes,
    )


def condition(when: Condition) -> engine.Condition:
    return tuple((question, frozenset(options)) for question, options in when.items())


def sign_row(question: content.Question, cause: content.Cause) -> Mapping[str, SignWord]:
    """The signs of a cause, by option: of its own row, else its place's, else the row ``*``; a row counts whole."""
    for name in (cause.slug, f"@{cause.place}", "*"):
        if name in question.signs:
            return question.signs[name]
    return {}


def _cause(cause: content.Cause) -> engine.Cause:
    return engine.Cause(cause.slug, cause.place, cause.commonness, cause.open)


def _question(question: content.Question, document: content.GuideDocument) -> engine.Question:
    return engine.Question(
        slug=question.slug,
        effort=question.effort,
        kind=question.kind,
        options=_options(question, document),
        unknown=question.unknown,
        asked=question.asked,
        detectable=any(option.detect for option in question.options),
        finding=question.finding,
        when=condition(question.when),
        follows=question.follows,
        signs=_signs(question, document),
        aliases=question.aliases,
    )


def _options(question: content.Question, document: content.GuideDocument) -> tuple[engine.Option, ...]:
    if question.options_from == "carriers":
        return tuple(engine.Option(carrier.slug, aliases=carrier.aliases) for carrier in document.carriers)
    return tuple(
        engine.Option(option.slug, option.usual, condition(option.when), option.aliases, _meanings(option))
        for option in question.options
    )


def _meanings(option: content.Option) -> tuple[tuple[str, str], ...]:
    return tuple((question, meant[0]) for question, meant in option.means.items() if meant)


def _signs(question: content.Question, document: content.GuideDocument) -> engine.Signs:
    rows = {cause.slug: sign_row(question, cause) for cause in document.causes if not cause.open}
    return MappingProxyType({cause: MappingProxyType(dict(row)) for cause, row in rows.items() if row})


def _step(step: content.Step) -> engine.Step:
    return engine.Step(
        slug=step.slug,
        kind=step.kind,
        minutes=step.minutes,
        remedies=MappingProxyType(dict(step.remedies)),
        waiting=step.waiting,
        disruption=step.disruption,
        when=condition(step.when),
        needs=condition(step.needs),
        asks=step.asks,
        meanwhile=step.meanwhile,
        only_after=step.only_after,
        never_while=tuple(condition(when) for when in step.never_while),
        contact=bool(step.say),
        aliases=step.aliases,
    )
