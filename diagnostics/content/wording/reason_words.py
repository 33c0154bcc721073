"""Reasons in words: each is a message for gettext with ``%(name)s`` placeholders, and the values to fill in.

The web layer translates the message, then fills it. Values are texts of the guide, marks included (``Texts.line``
fills these), numbers, or pairs of an address. ``known`` is what the walk's answers say.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from diagnostics.content.document.schema import GuideDocument, Step
from diagnostics.content.markup.quotes import inside_quotes, quoted
from diagnostics.engine.decision import Evidence, NotFirst, PlannedStep, Separation
from diagnostics.engine.guide import NONE, NOTHING, Answer, Answers, Condition, Truth, judge, options_of
from diagnostics.engine.walk import NOT_SURE, STEP_EVENTS, DroppedPair
from diagnostics.engine.words import BandWord

STRONG: Final = 1.2
"""Weight of evidence, in nats, from which an answer speaks strongly."""
MOST_PAIRS: Final = 3
"""Most dropped pairs that are named."""
NONE_WORDS: Final = "None of these"
LONGEST: Final = 40
"""Characters of a dropped pair that are shown."""


def gettext_noop(message: str) -> str:
    """Mark a message for makemessages; it is translated later."""
    return message


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence, still to be translated and filled.

    message: msgid with ``%(name)s`` placeholders. values: to fill in.
    """

    message: str
    values: Mapping[str, str] = field(default_factory=dict)

    def fill(self, translate: Callable[[str], str] = str) -> str:
        """The sentence in the language of ``translate``."""
        return translate(self.message) % self.values


BANDS: Final[Mapping[BandWord, str]] = MappingProxyType(
    {
        "very-likely": gettext_noop("very likely"),
        "likely": gettext_noop("likely"),
        "possible": gettext_noop("possible"),
        "unlikely": gettext_noop("unlikely"),
    }
)
_ONE_CAUSE: Final[Mapping[BandWord, str]] = MappingProxyType(
    {
        "very-likely": gettext_noop("Because you said “%(answer)s”, this is very likely: “%(cause)s”."),
        "likely": gettext_noop("Because you said “%(answer)s”, this is likely: “%(cause)s”."),
        "possible": gettext_noop("Because you said “%(answer)s”, this is possible: “%(cause)s”."),
        "unlikely": gettext_noop("Because you said “%(answer)s”, this still fits: “%(cause)s”."),
    }
)
_TWO_CAUSES: Final[Mapping[BandWord, str]] = MappingProxyType(
    {
        "very-likely": gettext_noop("Because you said “%(answer)s”, this is very likely: “%(cause)s” or “%(other)s”."),
        "likely": gettext_noop("Because you said “%(answer)s”, this is likely: “%(cause)s” or “%(other)s”."),
        "possible": gettext_noop("Because you said “%(answer)s”, this is possible: “%(cause)s” or “%(other)s”."),
        "unlikely": gettext_noop("Because you said “%(answer)s”, this still fits: “%(cause)s” or “%(other)s”."),
    }
)
_WITHOUT_ANSWER: Final = gettext_noop("It is common, and nothing you said speaks against it: “%(cause)s”.")
_LITTLE_EFFORT: Final = gettext_noop("It takes little effort, and it can help with more than one cause.")
_TELLS: Final = gettext_noop("Your answer helps to tell “%(towards)s” from “%(away)s”.")
_FOR: Final = gettext_noop("“%(answer)s” speaks for it.")
_STRONGLY_FOR: Final = gettext_noop("“%(answer)s” speaks strongly for it.")
_AGAINST: Final = gettext_noop("“%(answer)s” speaks against it.")
_STRONGLY_AGAINST: Final = gettext_noop("“%(answer)s” speaks strongly against it.")
_NOT_FIRST: Final[Mapping[str, str]] = MappingProxyType(
    {
        "tried": gettext_noop("You have tried it already."),
        "cannot": gettext_noop("You said that you cannot do this."),
        "did": gettext_noop("You did this before. It comes back if nothing else helps."),
        "needs": gettext_noop("It needs an answer that you have not given yet."),
        "slower": gettext_noop("It takes longer than what comes first."),
        "less-likely": gettext_noop("After your answers, it is less likely to help than what comes first."),
        "unneeded": gettext_noop("After your answers, it is so unlikely to help that asking for help is quicker."),
        "first": gettext_noop("It comes first."),
    }
)
_LOSES_MORE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "interrupts": gettext_noop("It interrupts your device, so what interrupts nothing comes first."),
        "costs-money": gettext_noop("It may cost money, so what costs nothing comes first."),
        "loses-settings": gettext_noop("It erases settings, so what erases nothing comes first."),
        "loses-data": gettext_noop("It erases data, so what erases nothing comes first."),
    }
)
_NOT_HERE: Final = gettext_noop("Because you said “%(answer)s”, this does not apply.")
_NOT_HERE_AT_ALL: Final = gettext_noop("This does not apply to what you said.")
_NEVER_WHILE: Final = gettext_noop("Because you said “%(answer)s”, this must wait. %(because)s")
_AFTER_ONE: Final = gettext_noop("“%(step)s” comes before it.")
_AFTER_TWO: Final = gettext_noop("“%(step)s” and “%(other)s” come before it.")
_AFTER_MORE: Final = gettext_noop("“%(step)s”, “%(other)s” and more harmless steps come before it.")
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
    return _quoted_wording(_TELLS, towards=_cause(document, reason.towards), away=_cause(document, reason.away))


def step(document: GuideDocument, planned: PlannedStep) -> Wording:
    """Why a step is offered, beginning with the visitor's own answer."""
    if not planned.cures:
        return Wording(_LITTLE_EFFORT)
    first, *others = planned.cures
    cause = _cause(document, first.cause)
    if planned.evidence is None:
        return _quoted_wording(_WITHOUT_ANSWER, cause=cause)
    said = answer(document, planned.evidence.question, planned.evidence.option)
    if others and others[0].band == first.band:
        other = _cause(document, others[0].cause)
        return _quoted_wording(_TWO_CAUSES[first.band], answer=said, cause=cause, other=other)
    return _quoted_wording(_ONE_CAUSE[first.band], answer=said, cause=cause)


def evidence(document: GuideDocument, reason: Evidence) -> Wording:
    """What an answer says about a cause, for or against it."""
    weak, strong = (_FOR, _STRONGLY_FOR) if reason.weight > 0 else (_AGAINST, _STRONGLY_AGAINST)
    message = strong if abs(reason.weight) >= STRONG else weak
    return _quoted_wording(message, answer=answer(document, reason.question, reason.option))


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
        case "loses-more":
            return Wording(_LOSES_MORE[held.disruption])
        case why:
            return Wording(_NOT_FIRST[why])


def dropped_answers(document: GuideDocument, pairs: Iterable[DroppedPair]) -> Wording:
    """What in the address did not count, in one line; needs at least one pair."""
    pairs = tuple(pairs)
    reasons = {pair.why for pair in pairs}
    message = _EITHER if len(reasons) > 1 else _UNKNOWN if "unknown" in reasons else _CONTRADICTED
    names = [quoted(dropped_pair(document, pair)) for pair in pairs[:MOST_PAIRS]]
    return Wording(message, {"pairs": ", ".join(names) + (", …" if len(pairs) > MOST_PAIRS else "")})


def _quoted_wording(message: str, **texts: str) -> Wording:
    """A wording that sets its values in quotation marks."""
    return Wording(message, {name: inside_quotes(text) for name, text in texts.items()})


def dropped_pair(document: GuideDocument, pair: DroppedPair) -> str:
    """What one pair would have said: “You see: Green”."""
    if pair.why == "unknown":
        return f"{_short(pair.key)}: {_short(pair.value)}"
    if pair.key == "ask":
        return answer(document, pair.value, None)
    titles = {one.slug: one.title for one in document.steps}
    if pair.key in STEP_EVENTS and pair.value in titles:
        return titles[pair.value]
    return answer(document, pair.key, None if pair.value == NOT_SURE else pair.value)


def _not_here(document: GuideDocument, condition: Condition, known: Answers) -> Wording:
    for question, options in condition:
        said = known.get(question)
        if judge(((question, options),), known) is Truth.CONTRADICTED:
            return _quoted_wording(_NOT_HERE, answer=answer(document, question, said))
    return Wording(_NOT_HERE_AT_ALL)


def _never_while(document: GuideDocument, held: Step, condition: Condition, known: Answers) -> Wording:
    question, options = condition[0]
    said = known.get(question) or (next(iter(options)) if len(options) == 1 else None)
    reason = _quoted_wording(_NEVER_WHILE, answer=answer(document, question, said))
    return Wording(reason.message, {**reason.values, "because": held.never_because or ""})


def _after(document: GuideDocument, steps: tuple[str, ...]) -> Wording:
    titles = {name: _step(document, slug).title for name, slug in zip(("step", "other"), steps, strict=False)}
    return _quoted_wording((_AFTER_ONE, _AFTER_TWO, _AFTER_MORE)[min(len(steps), 3) - 1], **titles)


def _cause(document: GuideDocument, slug: str) -> str:
    return next(cause.name for cause in document.causes if cause.slug == slug)


def _step(document: GuideDocument, slug: str) -> Step:
    return next(one for one in document.steps if one.slug == slug)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
