"""What a guide would answer differently now than it did then: for people who come with an old link."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from diagnostics.content.document.fields import Addressable
from diagnostics.content.document.schema import GuideDocument, Question, Step
from diagnostics.content.markup.rewording import Change, renaming, rewording
from diagnostics.content.wording.instructions import choose_variant
from diagnostics.content.wording.sentences import Wording, gettext_noop
from diagnostics.content.wording.texts import Texts
from diagnostics.engine.decision import Decision, MoveWord
from diagnostics.engine.guide import Answers

MOST_STEPS: Final = 5
"""Most steps on one page."""
_ASKS: Final = gettext_noop("It would ask: “%(question)s”")
_OFFERS: Final = gettext_noop("It would offer steps, first “%(step)s”.")
_ESCALATES: Final = gettext_noop("It would say whom to ask.")
_FIRST: Final = gettext_noop("“%(step)s” comes first.")
_ORDER: Final = gettext_noop("The steps come in another order.")
_GONE: Final = gettext_noop("“%(step)s” is no longer among the steps.")
_NEW: Final = gettext_noop("“%(step)s” is among the steps now.")
_CAUSE: Final = gettext_noop("What fits best is “%(cause)s”.")
_DONE: Final = gettext_noop("“%(name)s” is done differently.")
_ASKED: Final = gettext_noop("“%(name)s” is asked differently.")
_HELP: Final = gettext_noop("For help it names “%(step)s”.")
_STOPS: Final = gettext_noop("Before anything else it would say: “%(alarm)s”.")
_GOES_ON: Final = gettext_noop("It would no longer stop there.")


class Guide(Protocol):
    """A guide as visitors see it."""

    @property
    def document(self) -> GuideDocument: ...

    @property
    def texts(self) -> Texts: ...


@dataclass(frozen=True)
class Answer:
    """What one release says to one walk. known: the walk's answers, completed. open: the step that is shown open."""

    guide: Guide
    decision: Decision
    known: Answers
    open: str | None = None

    @property
    def move(self) -> MoveWord:
        """What the page is for: a step that is wanted open is shown even where another question would be asked."""
        return "offer" if self.open else self.decision.move

    @property
    def shown_steps(self) -> tuple[str, ...]:
        """The steps on the page, in their order; of an ending, whom to ask."""
        match self.move:
            case "ask":
                return ()
            case "offer" | "wait":
                first, plan = self.open or self.decision.waiting, [one.step for one in self.decision.plan]
                return tuple(dict.fromkeys([first, *plan] if first else plan))[:MOST_STEPS]
            case _:
                return (self.decision.escalation,) if self.decision.escalation else ()


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs now.

    meaning: in sentences, what is asked or done differently. reworded: how many steps, and whether the question, say
    the same in other words.
    """

    meaning: tuple[Wording, ...]
    reworded: int = 0
    reworded_question: bool = False


def changes(then: Answer, now: Answer) -> Changes:
    """What differs: another move, other steps, another order, or instructions of another meaning.

    Facts of a step (minutes, waiting, what is lost or cut) are meaning; so are its texts as ``rewording`` judges them, and
    its title as ``renaming`` does, since the instructions say what is done. What fits best is named beside other changes.
    Beside an alarm that ends the walk nothing else counts.
    """
    if then.decision.stops or now.decision.stops:
        return Changes(tuple(_stops(then, now)))
    steps, asked = dict(_step_changes(then, now)), _question_change(then, now)
    done = (Wording(_DONE, {"name": _title(now, slug)}) for slug, one in steps.items() if one == "meaning")
    meaning = [*_moves(then, now), *done]
    if asked == "meaning":
        meaning.append(Wording(_ASKED, {"name": _question(now).text}))
    best = _best_fit(then, now) if meaning else ()
    return Changes((*meaning, *best), [*steps.values()].count("wording"), reworded_question=asked == "wording")


def _stops(then: Answer, now: Answer) -> Iterator[Wording]:
    before, after = (_alarm_words(answer) for answer in (then, now))
    if not after:
        yield Wording(_GOES_ON)
    elif before != after:
        yield Wording(_STOPS, {"alarm": after[0][0]})


def _alarm_words(answer: Answer) -> tuple[tuple[str, ...], ...]:
    """What the alarms say that end the walk."""
    alarms = (one for one in answer.guide.document.alarms if one.slug in answer.decision.stops)
    return tuple((one.title, one.summary, answer.guide.texts.html(one.text, answer.known)) for one in alarms)


def _moves(then: Answer, now: Answer) -> Iterator[Wording]:
    if move := _move(then, now):
        yield move
    elif then.shown_steps and now.shown_steps:
        yield from _steps(then, now)


def _best_fit(then: Answer, now: Answer) -> Iterator[Wording]:
    if (cause := _leading_cause(now)) and cause != _present_slug(now.guide.document.causes, _leading_cause(then)):
        name = next(one.name for one in now.guide.document.causes if one.slug == cause)
        yield Wording(_CAUSE, {"cause": name})


def _move(then: Answer, now: Answer) -> Wording | None:
    """Set where it would do something entirely different."""
    match now.move:
        case "ask":
            questions = now.guide.document.questions
            if then.move == "ask" and _present_slug(questions, then.decision.question) == now.decision.question:
                return None
            return Wording(_ASKS, {"question": _question(now).text})
        case move if move == then.move:
            return None
        case "offer" | "wait":
            return Wording(_OFFERS, {"step": _title(now, now.shown_steps[0])})
        case _:
            return Wording(_ESCALATES)


def _steps(then: Answer, now: Answer) -> Iterator[Wording]:
    """Both show steps, or both whom to ask."""
    before = [_present_slug(now.guide.document.steps, slug) for slug in then.shown_steps]
    if before[0] != now.shown_steps[0]:
        yield Wording(_HELP if now.move == "escalate" else _FIRST, {"step": _title(now, now.shown_steps[0])})
    elif [slug for slug in before if slug in now.shown_steps] != [slug for slug in now.shown_steps if slug in before]:
        yield Wording(_ORDER)
    if now.move != "escalate":
        for slug, name in zip(then.shown_steps, before, strict=True):
            if name not in now.shown_steps:
                yield Wording(_GONE, {"step": _title(then, slug)})
        yield from (Wording(_NEW, {"step": _title(now, slug)}) for slug in now.shown_steps[1:] if slug not in before)


def _step_changes(then: Answer, now: Answer) -> Iterator[tuple[str, Change]]:
    """The steps that were shown and are, by their present slugs."""
    names = {_present_slug(now.guide.document.steps, slug): slug for slug in then.shown_steps}
    for slug in now.shown_steps:
        if slug in names:
            yield slug, _step_change(then, _step(then, names[slug]), now, _step(now, slug))


def _step_change(then: Answer, before: Step, now: Answer, after: Step) -> Change:
    if _facts(before) != _facts(after):
        return "meaning"
    language = now.guide.document.language
    retitled = renaming if before.variants and after.variants else rewording
    titles = zip(_titles(then, before), _titles(now, after), strict=True)
    texts = zip(_texts(then, before), _texts(now, after), strict=True)
    return _greatest([*(retitled(*one, language) for one in titles), *(rewording(*one, language) for one in texts)])


def _facts(step: Step) -> tuple[object, ...]:
    return step.minutes, step.waiting, step.disruption, step.cuts


def _titles(answer: Answer, step: Step) -> list[str]:
    return [answer.guide.texts.line(text or "", answer.known) for text in (step.title, step.summary)]


def _texts(answer: Answer, step: Step) -> list[str]:
    """What the visitor is told to do, and to mind."""
    variant = choose_variant(step, answer.known).text if step.variants else ""
    texts = (variant, step.loses, step.first_check, step.avoid, step.unproven, step.say, step.until)
    return [answer.guide.texts.plain(text or "", answer.known) for text in texts]


def _question_change(then: Answer, now: Answer) -> Change:
    if not then.move == now.move == "ask" or _move(then, now):
        return "none"
    language = now.guide.document.language
    asked = rewording(_question_text(then), _question_text(now), language)
    told = (renaming(old or "", new or "", language) for old, new in zip(_help(then), _help(now), strict=True))
    return _greatest([asked, *told])


def _question_text(answer: Answer) -> str:
    """The question and its answers, in lines."""
    asked = _question(answer)
    names = [one.name for one in answer.guide.document.carriers] if asked.options_from else []
    return "\n".join([asked.text, *(f"{one.text}. {one.hint or ''}" for one in asked.options), *names])


def _help(answer: Answer) -> tuple[str | None, str | None]:
    asked = _question(answer)
    return asked.why, asked.how


def _greatest(every: Sequence[Change]) -> Change:
    return max(every, key=("none", "wording", "meaning").index)


def _question(answer: Answer) -> Question:
    return next(one for one in answer.guide.document.questions if one.slug == answer.decision.question)


def _leading_cause(answer: Answer) -> str | None:
    """Named only where steps are shown, as on the page."""
    return answer.decision.leaders[0].cause if answer.shown_steps and answer.decision.leaders else None


def _title(answer: Answer, slug: str) -> str:
    return _step(answer, slug).title


def _step(answer: Answer, slug: str) -> Step:
    return next(one for one in answer.guide.document.steps if one.slug == slug)


def _present_slug(parts: Sequence[Addressable], slug: str | None) -> str | None:
    """The present slug of what once had this one; None if it is gone."""
    names: Mapping[str, str] = {alias: part.slug for part in parts for alias in part.aliases}
    return slug if any(part.slug == slug for part in parts) else names.get(slug or "")
