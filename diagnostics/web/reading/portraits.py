"""A cause and a step as they stand on pages of their own, outside any walk."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from django.utils.translation import gettext as _

from diagnostics.content.document.schema import Cause, Step
from diagnostics.content.wording.clauses import answer_clause, either, whole_sentence
from diagnostics.domain import outcomes
from diagnostics.domain.live import LiveGuide
from diagnostics.engine.guide import NOTHING
from diagnostics.engine.words import RemedyWord, SignWord
from diagnostics.web.reading.page_links import Link, link
from diagnostics.web.walk.card import facts, instructions, step_texts
from diagnostics.web.walk.parts import Parts
from diagnostics.web.walk.road import road
from diagnostics.web.walk.voice import Voice

SPEAK_FOR: Final[tuple[SignWord, ...]] = ("proves", "strongly-for", "for")
SPEAK_AGAINST: Final[tuple[SignWord, ...]] = ("rules-out", "strongly-against")
REMEDIES: Final[tuple[RemedyWord, ...]] = ("always", "usually", "sometimes", "seldom")
MOST_SIGNS: Final = 8
MOST_ANSWERS: Final = 3
"""Of one question, in one sentence."""


def cause_portrait(here: LiveGuide, cause: Cause) -> dict[str, object]:
    voice = Voice(here.texts)
    return {
        "is_open": cause.open,
        "name": voice.line(cause.name),
        "summary": voice.line(cause.summary),
        "text": voice.html(cause.text),
        "speaks_for": sign_sentences(here, cause, SPEAK_FOR),
        "speaks_against": sign_sentences(here, cause, SPEAK_AGAINST),
        "road": road(here.document, cause.place),
        "steps": list(_steps(here, cause)),
    }


def step_portrait(here: LiveGuide, step: Step) -> dict[str, object]:
    voice = Voice(here.texts)
    readings = instructions(here.texts, here.document, step, NOTHING)
    return {
        **step_texts(step, voice),
        "title": voice.line(step.title),
        "facts": facts(step),
        "do": next(readings, None),
        "elsewhere": tuple(readings),
        "stays_fixed": voice.html(step.stays_fixed),
        "never_because": voice.line(step.never_because),
        "causes": list(_causes(here, step)),
        "helped": helped_sentence(here, step),
    }


def sign_sentences(here: LiveGuide, cause: Cause, words: tuple[SignWord, ...]) -> list[str]:
    """At most MOST_SIGNS of what speaks for or against the cause."""
    return list(islice(_signs(here, cause, words), MOST_SIGNS))


def helped_sentence(here: LiveGuide, step: Step, cause: Cause | None = None) -> str:
    """How many people it has fixed it for, where this cause looked likely or anywhere; empty while too few told us."""
    found = outcomes.find_helped(here.document, step, cause)
    if found is None:
        return ""
    text = _("Where this looked likely, it fixed it for %(fixed)d of %(told)d people who told us.")
    if cause is None:
        text = _("This fixed it for %(fixed)d of %(told)d people who told us.")
    return text % {"fixed": found.fixed, "told": found.told}


def _signs(here: LiveGuide, cause: Cause, words: tuple[SignWord, ...]) -> Iterator[str]:
    """A sentence for each question with the answers to it that speak so, the strongest first.

    The rows are those of the compiled guide, where groups of causes are spread out.
    """
    voice = Voice(here.texts)
    for question in here.network.guide.questions:
        row = question.signs.get(cause.slug, {})
        options = sorted(
            (option for option in row if row[option] in words), key=lambda option: words.index(row[option])
        )
        if options:
            clauses = (answer_clause(here.document, question.slug, option) for option in options[:MOST_ANSWERS])
            yield voice.say(whole_sentence(either(*clauses)))


def _steps(here: LiveGuide, cause: Cause) -> Iterator[Link]:
    for word in REMEDIES:
        for step in here.document.steps:
            if step.remedies.get(cause.slug) == word:
                note = ". ".join(filter(None, (remedy_words(word), helped_sentence(here, step, cause))))
                yield link(here, "step", step.slug, step.title, note)


def _causes(here: LiveGuide, step: Step) -> Iterator[Link]:
    names = Parts(here.document).causes
    for word in REMEDIES:
        for slug, cures in step.remedies.items():
            if cures == word:
                yield link(here, "cause", slug, names[slug].name, remedy_words(word))


def remedy_words(word: RemedyWord) -> str:
    return {
        "always": _("almost always helps"),
        "usually": _("usually helps"),
        "sometimes": _("sometimes helps"),
        "seldom": _("seldom helps"),
    }[word]
