"""The engine's reasons in words: natural sentences that begin with what the visitor said.

``known`` is what the walk's answers say.
"""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from diagnostics.content.document.schema import GuideDocument, Step
from diagnostics.content.markup.quotes import inside_quotes, quote
from diagnostics.content.wording.clauses import answer_clause, cause_clause
from diagnostics.content.wording.sentences import Clause, Wording, fill_clause, gettext_noop
from diagnostics.engine.decision import NotFirst, PlannedStep, Separation
from diagnostics.engine.guide import NONE, NOTHING, Answer, Answers, Condition, options_of
from diagnostics.engine.walk import NOT_SURE, STEP_EVENTS, DroppedPair
from diagnostics.engine.words import BandWord

MOST_PAIRS: Final = 3
"""Most dropped pairs that are named."""
NONE_WORDS: Final = "None of these"
LONGEST: Final = 40
"""Characters of a dropped pair that are shown."""

BANDS: Final[Mapping[BandWord, str]] = MappingProxyType(
    {
        "very-likely": gettext_noop("very likely"),
        "likely": gettext_noop("likely"),
        "possible": gettext_noop("possible"),
        "unlikely": gettext_noop("unlikely"),
    }
)
_LIKELY: Final[Mapping[BandWord, str]] = MappingProxyType(
    {
        "very-likely": gettext_noop("it is very likely that %(cause)s"),
        "likely": gettext_noop("it is likely that %(cause)s"),
        "possible": gettext_noop("it may be that %(cause)s"),
        "unlikely": gettext_noop("it could still be that %(cause)s"),
    }
)
_OR_THAT: Final = gettext_noop("%(one)s, or that %(other)s")
_SO: Final = gettext_noop("%(said)s, so %(likely)s.")
_WORD: Final = re.compile(r"\w+")
_FOR_THAT: Final = gettext_noop("%(said)s, and that is what this is for.")
_EXPLAINS: Final = gettext_noop("%(said)s, and that explains it.")
_AS_THINGS_STAND: Final = gettext_noop("As things stand, %(likely)s.")
_LITTLE_EFFORT: Final = gettext_noop("It takes little effort, and it can help with more than one cause.")
_TELLS: Final = gettext_noop("Your answer helps to tell whether %(towards)s, or whether %(away)s.")
_NOT_FIRST: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tried": gettext_noop("You have tried it already."),
        "cannot": gettext_noop("You said that you cannot do this."),
        "did": gettext_noop("You did this before. It comes back if nothing else helps."),
        "waiting": gettext_noop("You are waiting for it now."),
        "needs": gettext_noop("It is offered only after an answer that you have not given."),
        "slower": gettext_noop("It takes longer than what comes first."),
        "less-likely": gettext_noop("Going by your answers, it is less likely to help than what comes first."),
        "unneeded": gettext_noop("Going by your answers, it is so unlikely to help that asking somebody is quicker."),
        "first": gettext_noop("It comes first."),
    }
)
_LOSES_MORE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "interrupts": gettext_noop("It interrupts your device, so steps that interrupt nothing come first."),
        "costs-money": gettext_noop("It may cost money, so steps that cost nothing come first."),
        "loses-settings": gettext_noop("It erases settings, so steps that erase nothing come first."),
        "loses-data": gettext_noop("It erases data, so steps that erase nothing come first."),
    }
)
_NOT_HERE: Final = gettext_noop("%(said)s, so this does not apply.")
_NOT_HERE_AT_ALL: Final = gettext_noop("This does not apply to what you said.")
_NEVER_WHILE: Final = gettext_noop("%(said)s, so this must wait. %(because)s")
_MUST_WAIT: Final = gettext_noop("This must wait. %(because)s")
_MEANWHILE: Final = gettext_noop("You are waiting for “%(step)s”, and this cannot be done meanwhile.")
_AFTER_ONE: Final = gettext_noop("“%(step)s” comes before it.")
_AFTER_TWO: Final = gettext_noop("“%(step)s” and “%(other)s” come before it.")
_AFTER_MORE: Final = gettext_noop("“%(step)s”, “%(other)s” and other harmless steps come before it.")
_UNKNOWN: Final = gettext_noop("Left out, because this guide does not know it: %(pairs)s")
_CONTRADICTED: Final = gettext_noop("Left out, because it does not fit your other answers: %(pairs)s")
_EITHER: Final = gettext_noop("Left out, because it does not fit here, or this guide does not know it: %(pairs)s")


def band(word: BandWord) -> Wording:
    return Wording(BANDS[word])


def answer(document: GuideDocument, question: str, said: Answer) -> str:
    """An answer as a list shows it: "You see: Green instead of blue"; only its label where no option is named."""
    asked = next((one for one in document.questions if one.slug == question), None)
    if asked is None:
        return f"{question}: {'; '.join(options_of(said))}"
    names = {carrier.slug: carrier.name for carrier in document.carriers} if asked.options_from else {}
    names |= {one.slug: one.text for one in asked.options}
    if asked.kind == "several":
        names[NONE] = NONE_WORDS
    texts = [names.get(option, option) for option in options_of(said)]
    return f"{asked.label}: {'; '.join(texts)}" if texts else asked.label


def separation(document: GuideDocument, reason: Separation) -> Wording:
    """Why a question is asked."""
    towards, away = (cause_clause(document, slug) for slug in (reason.towards, reason.away))
    return Wording(_TELLS, {"towards": towards, "away": away})


def step(document: GuideDocument, planned: PlannedStep) -> Wording:
    """Why a step is offered: what the visitor said, and what is likely because of it, unless that says the same."""
    if not planned.cures:
        return Wording(_LITTLE_EFFORT)
    first, *others = planned.cures
    cause = cause_clause(document, first.cause)
    if others and others[0].band == first.band:
        cause = Wording(_OR_THAT, {"one": cause, "other": cause_clause(document, others[0].cause)})
    likely = Wording(_LIKELY[first.band], {"cause": cause})
    if planned.evidence is None:
        return Wording(_AS_THINGS_STAND, {"likely": likely})
    said = answer_clause(document, planned.evidence.question, planned.evidence.option)
    if _words(cause) <= _words(said):
        return Wording(_EXPLAINS if _step(document, planned.step).kind == "verdict" else _FOR_THAT, {"said": said})
    return Wording(_SO, {"said": said, "likely": likely})


def _words(clause: Clause) -> frozenset[str]:
    return frozenset(_WORD.findall(fill_clause(clause).lower()))


def not_first(document: GuideDocument, reason: NotFirst, known: Answers = NOTHING) -> Wording:
    """Why a step is not the first one."""
    held = _step(document, reason.step)
    match reason.why:
        case "not-here":
            return _not_here(document, reason.condition, known)
        case "never-while":
            return _never_while(document, held, reason.condition, known)
        case "only-after":
            return _after(document, reason.after)
        case "meanwhile":
            return Wording(_MEANWHILE, {"step": inside_quotes(_step(document, reason.after[0]).title)})
        case "loses-more":
            return Wording(_LOSES_MORE[held.disruption])
        case why:
            return Wording(_NOT_FIRST[why])


def dropped_answers(document: GuideDocument, pairs: Iterable[DroppedPair]) -> Wording:
    """What in the address did not count, in one line; needs at least one pair."""
    pairs = tuple(pairs)
    reasons = {pair.why for pair in pairs}
    message = _EITHER if len(reasons) > 1 else _UNKNOWN if "unknown" in reasons else _CONTRADICTED
    names = [quote(dropped_pair(document, pair)) for pair in pairs[:MOST_PAIRS]]
    return Wording(message, {"pairs": ", ".join(names) + (", …" if len(pairs) > MOST_PAIRS else "")})


def dropped_pair(document: GuideDocument, pair: DroppedPair) -> str:
    """What one pair would have said: “You see: Green”."""
    if pair.why == "unknown":
        return f"{_short(pair.key)}: {_short(pair.value)}"
    if pair.key == "ask":
        return answer(document, pair.value, None)
    titles = {one.slug: one.title for one in document.steps}
    if pair.key in (*STEP_EVENTS, "waiting") and pair.value in titles:
        return titles[pair.value]
    return answer(document, pair.key, None if pair.value == NOT_SURE else pair.value)


def _not_here(document: GuideDocument, condition: Condition, known: Answers) -> Wording:
    for question, options in condition:
        said = known.get(question)
        if isinstance(said, str) and said not in options:
            return Wording(_NOT_HERE, {"said": answer_clause(document, question, said)})
    return Wording(_NOT_HERE_AT_ALL)


def _never_while(document: GuideDocument, held: Step, condition: Condition, known: Answers) -> Wording:
    question, options = condition[0]
    said = [one for one in options_of(known.get(question)) or options if one in options]
    because = held.never_because or ""
    if len(said) != 1 or said == [NONE]:
        return Wording(_MUST_WAIT, {"because": because})
    return Wording(_NEVER_WHILE, {"said": answer_clause(document, question, said[0]), "because": because})


def _after(document: GuideDocument, steps: tuple[str, ...]) -> Wording:
    titles = [inside_quotes(_step(document, slug).title) for slug in steps]
    message = (_AFTER_ONE, _AFTER_TWO, _AFTER_MORE)[min(len(steps), 3) - 1]
    return Wording(message, dict(zip(("step", "other"), titles, strict=False)))


def _step(document: GuideDocument, slug: str) -> Step:
    return next(one for one in document.steps if one.slug == slug)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
