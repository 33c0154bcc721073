"""The walk: one visitor's answers and steps, folded from the pairs of an address.

Nothing is stored: the same pairs and the same guide always give the same walk, and every pair is allowed.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

from diagnostics.engine.guide import NONE, Answer, Answers, Guide, Question, Ticks, Truth, judge

NOT_SURE: Final = "not-sure"
MOST_SHOWN: Final = 9
"""Rows of a list to tick."""
LINK: Final = "link"
"""Names the result link that the walk goes on from: a word of its address, and no part of it."""
_GLUE: Final = re.compile(r"(;\w+#?&|\W)*+")
"""Brackets, full stops and signs of HTML, read from the end: chat and mail programs glue them to an address."""
_NO_ADDRESS: Final = re.compile(r'[<>"].*', re.DOTALL)

type StepWord = Literal["tried", "cannot", "did"]
type EventKind = Literal["answer", "waiting"] | StepWord
type DropReason = Literal["unknown", "contradicted"]

STEP_EVENTS: Final[Mapping[str, StepWord]] = {"tried": "tried", "cannot": "cannot", "did": "did"}
GRAMMAR_WORDS: Final = frozenset({*STEP_EVENTS, "waiting", "since", "worked", "ask", "from", "open", "show", LINK})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the visitor said: an answer (``option`` None: not sure), or a step.

    tried: it did not help. cannot: the visitor cannot do it. did: it was done before coming here.
    waiting: it needs time, ``since`` this minute of UTC (None: nobody knows); of a walk at most one.
    """

    kind: EventKind
    name: str
    option: Answer = None
    since: dt.datetime | None = None

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The event as it stands in an address; each tick is a pair of its own."""
        if self.kind != "answer":
            since = (("since", f"{self.since:%Y%m%dT%H%M}"),) if self.since else ()
            return ((self.kind, self.name), *since)
        if isinstance(self.option, Ticks):
            said = (*self.option.chosen, *self.option.asleep)
            return tuple((self.name, option) for option in said or (NONE,))
        return ((self.name, self.option or NOT_SURE),)


@dataclass(frozen=True, slots=True)
class DroppedPair:
    """A pair of the address that does not count, and why."""

    key: str
    value: str
    why: DropReason


@dataclass(frozen=True, slots=True)
class Walk:
    """Attributes:

    said: everything that was said, in order; each question and each step at most once.
    dormant: of this, what does not fit the answers. It stays where it was said and counts again once it fits.
    events: of this, what counts.
    waiting: the step that needs time now. worked: the step that ended the walk.
    ask: a question to show again. came_from: the question whose form was sent.
    open: the step to show open. show_steps: the visitor asked for steps now.
    """

    said: tuple[Event, ...] = ()
    worked: str | None = None
    ask: str | None = None
    came_from: str | None = None
    open: str | None = None
    show_steps: bool = False
    dropped: tuple[DroppedPair, ...] = ()
    dormant: tuple[Event, ...] = ()
    events: tuple[Event, ...] = field(init=False)
    answers: Answers = field(init=False)
    tried: tuple[str, ...] = field(init=False)
    cannot: tuple[str, ...] = field(init=False)
    did: tuple[str, ...] = field(init=False)
    waiting: Event | None = field(init=False)

    def __post_init__(self) -> None:
        events = tuple(event for event in self.said if event not in self.dormant)
        object.__setattr__(self, "events", events)
        answers = {event.name: event.option for event in events if event.kind == "answer"}
        object.__setattr__(self, "answers", MappingProxyType(answers))
        for kind in STEP_EVENTS:
            object.__setattr__(self, kind, tuple(event.name for event in events if event.kind == kind))
        object.__setattr__(self, "waiting", next((event for event in events if event.kind == "waiting"), None))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The address of what was said, without the words that only choose a page (ask, from, open, worked)."""
        said = tuple(pair for event in self.said for pair in event.pairs)
        return (*said, ("show", "steps")) if self.show_steps else said

    @property
    def uncounted(self) -> tuple[DroppedPair, ...]:
        """All pairs of the address that do not count, and why."""
        asleep = [pair for event in self.dormant for pair in event.pairs]
        for name, answer in self.answers.items():
            if isinstance(answer, Ticks):
                asleep += [(name, option) for option in answer.asleep]
        return (*self.dropped, *(DroppedPair(*pair, "contradicted") for pair in asleep))

    def with_event(self, event: Event) -> "Walk":
        """The walk after one more event; one about the same question or step is replaced in its place."""
        by_subject = {_subject(old): old for old in self.said}
        _say(by_subject, event)
        return self._with(by_subject.values())

    def without(self, event: Event) -> "Walk":
        """The walk without this event."""
        return self._with(old for old in self.said if old != event)

    def with_steps_shown(self) -> "Walk":
        """The walk of a visitor who wants no more questions."""
        return replace(self._with(self.said), show_steps=True)

    def _with(self, events: Iterable[Event]) -> "Walk":
        said = tuple(events)
        return Walk(said, show_steps=self.show_steps, dormant=tuple(one for one in self.dormant if one in said))


def _subject(event: Event) -> tuple[str, str]:
    """What an event is about: of each there is one."""
    return "answer" if event.kind == "answer" else "step", event.name


def _say(by_subject: MutableMapping[tuple[str, str], Event], event: Event) -> None:
    """Who waits for one step waits for no other."""
    others = [key for key, old in by_subject.items() if old.kind == event.kind == "waiting" and old.name != event.name]
    for key in others:
        del by_subject[key]
    by_subject[_subject(event)] = event


def fold(guide: Guide, pairs: Sequence[tuple[str, str]]) -> Walk:
    """Read the pairs of an address. Never fails: unknown values are dropped and listed, foreign keys are ignored.

    What the answers contradict is dormant. What was glued to a known value is no part of it.
    """
    reading = _Reader(guide)
    for key, value in pairs:
        reading.take(key, value)
    return reading.walk()


@dataclass(slots=True)
class _Reader:
    guide: Guide
    by_subject: dict[tuple[str, str], Event] = field(default_factory=dict)
    ticked: dict[str, set[str]] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    since: dt.datetime | None = None
    dropped: dict[DroppedPair, None] = field(default_factory=dict)

    def take(self, key: str, value: str) -> None:
        if key in GRAMMAR_WORDS and key != LINK:
            self._take_word(key, value)
        elif (question := self.guide.question_names.get(key)) and value:
            self._take_answer(question, key, value)

    def _take_answer(self, question: Question, key: str, value: str) -> None:
        several = question.kind == "several"
        words = {NOT_SURE: None, **({NONE: None} if several else {})}
        for meant in (value, _strip_glue(value)):
            option = find_option(question, meant)
            if option is None and meant not in words:
                continue
            if several:
                self._tick(question, option or meant)
            else:
                self.by_subject["answer", question.slug] = Event("answer", question.slug, option)
            return
        self._drop(key, value, "unknown")

    def _tick(self, question: Question, word: str) -> None:
        """All ticks count; beside them "none of these" and "not sure" say nothing, of these two the last counts."""
        ticks = self.ticked.setdefault(question.slug, set())
        if word not in (NONE, NOT_SURE):
            ticks.add(word)
        chosen = tuple(option.slug for option in question.options if option.slug in ticks)
        answer = None if word == NOT_SURE and not chosen else Ticks(chosen, ())
        self.by_subject["answer", question.slug] = Event("answer", question.slug, answer)

    def _take_word(self, key: str, value: str) -> None:
        known: Mapping[str, object] = self.guide.question_names if key in ("ask", "from") else self.guide.step_names
        if key == "since":
            known = {value: None} if _read_since(value) else {}
        elif key == "waiting":
            known = {name: step for name, step in self.guide.step_names.items() if step.takes_time}
        elif key == "show":
            known = {"steps": None}
        meant = value if value in known else _strip_glue(value)
        if meant not in known:
            self._drop(key, value, "unknown")
        elif key == "since":
            self.since = _read_since(value)
        elif key == "waiting":
            _say(self.by_subject, Event("waiting", self.guide.step_names[meant].slug))
        elif key in STEP_EVENTS:
            self._take_step(STEP_EVENTS[key], self.guide.step_names[meant].slug)
        else:
            self.words[key] = getattr(known[meant], "slug", meant)

    def _take_step(self, kind: StepWord, step: str) -> None:
        """What was done before coming here is older than whatever was said of the step here."""
        if kind == "did":
            self.by_subject.setdefault(("step", step), Event(kind, step))
        else:
            self.by_subject["step", step] = Event(kind, step)

    def _drop(self, key: str, value: str, why: DropReason) -> None:
        self.dropped[DroppedPair(key, value, why)] = None

    def walk(self) -> Walk:
        for waiting in [event for event in self.by_subject.values() if event.kind == "waiting"]:
            _say(self.by_subject, replace(waiting, since=self.since))
        answers = self._consistent_answers()
        said = tuple(
            replace(event, option=answers[event.name]) if event.kind == "answer" and event.name in answers else event
            for event in self.by_subject.values()
        )
        ask = self.words.get("ask")
        if ask and not applies(self.guide.question_names[ask], answers):
            self._drop("ask", ask, "contradicted")
            ask = None
        return Walk(
            said=said,
            dormant=tuple(event for event in said if not self._counts(event, answers)),
            worked=self.words.get("worked"),
            ask=ask,
            came_from=self.words.get("from"),
            open=self.words.get("open"),
            show_steps="show" in self.words,
            dropped=tuple(self.dropped),
        )

    def _consistent_answers(self) -> dict[str, Answer]:
        """The answers whose conditions the others do not contradict, judged in the order of dependence."""
        answers: dict[str, Answer] = {}
        order = [event.name for event in self.by_subject.values() if event.kind == "answer"]
        for question in self.guide.by_dependence:
            event = self.by_subject.get(("answer", question.slug))
            if event is None or not applies(question, answers):
                continue
            if isinstance(event.option, Ticks):
                before = {name: answers[name] for name in order[: order.index(question.slug)] if name in answers}
                ticks = _ticks(question, event.option, answers, rows(question, before))
                if ticks.chosen or not ticks.asleep:
                    answers[question.slug] = ticks
            elif event.option in (None, *visible_options(question, answers)):
                answers[question.slug] = event.option
        return answers

    def _counts(self, event: Event, answers: Answers) -> bool:
        if event.kind == "answer":
            return event.name in answers
        return judge(self.guide.step_names[event.name].when, answers) is not Truth.CONTRADICTED


def _strip_glue(value: str) -> str:
    """The value without what was glued to its end; in linear time, as it matches at the first sign or nothing."""
    return _GLUE.sub("", _NO_ADDRESS.sub("", value)[::-1], count=1)[::-1]


def _read_since(value: str) -> dt.datetime | None:
    """The minute of UTC that an ISO date and time names; None where there is none, or it is centuries away."""
    try:
        read = dt.datetime.fromisoformat(_strip_glue(value)).replace(tzinfo=dt.UTC, second=0, microsecond=0)
    except ValueError:
        return None
    return read if 2000 <= read.year < 3000 else None


def find_option(question: Question, value: str) -> str | None:
    """The slug of the option with this name or alias."""
    slugs = (option.slug for option in question.options if option.slug == value)
    aliases = (option.slug for option in question.options if value in option.aliases)
    return next(slugs, None) or next(aliases, None)


def applies(question: Question, answers: Answers) -> bool:
    """Whether the answers leave room for this question."""
    return judge(question.when, answers) is not Truth.CONTRADICTED


def visible_options(question: Question, answers: Answers) -> tuple[str, ...]:
    """The options that the answers leave room for, in order."""
    return tuple(option.slug for option in question.options if judge(option.when, answers) is not Truth.CONTRADICTED)


def rows(question: Question, answers: Answers) -> tuple[str, ...]:
    """What can be ticked of a question of kind ``several`` after these answers: the first nine that they leave room for."""
    return visible_options(question, answers)[:MOST_SHOWN]


def answers_before(walk: Walk, question: str) -> Answers:
    """What was answered before this question; everything, where it was not answered."""
    names = list(walk.answers)
    until = names.index(question) if question in walk.answers else len(names)
    return {name: walk.answers[name] for name in names[:until]}


def _ticks(question: Question, said: Ticks, answers: Answers, shown: tuple[str, ...]) -> Ticks:
    """What was ticked, with what could be; ``shown``: what stood on the page, without regard to later answers.

    No more ticks count than a page has rows.
    """
    fitting = visible_options(question, answers)
    chosen = tuple(option for option in said.chosen if option in fitting)[:MOST_SHOWN]
    asleep = tuple(option for option in said.chosen if option not in chosen)
    return Ticks(chosen, tuple(one for one in fitting if one in shown or one in chosen), asleep)


def filled_questions(guide: Guide, walk: Walk) -> frozenset[str]:
    """The questions that the site answered: what the browser could see, before the visitor's first answer."""
    found: set[str] = set()
    for event in walk.events:
        if event.kind != "answer" or not guide.question_names[event.name].detectable:
            break
        found.add(event.name)
    return frozenset(found)


def questions_asked(guide: Guide, walk: Walk) -> tuple[int, int]:
    """How many questions were answered before the first step, and in all; what the site filled in does not count."""
    site = filled_questions(guide, walk)
    asked = [event.kind == "answer" and event.name not in site for event in walk.events]
    first = next((i for i, event in enumerate(walk.events) if event.kind in ("tried", "cannot", "waiting")), len(asked))
    return sum(asked[:first]), sum(asked)


def steps_done(guide: Guide, walk: Walk) -> frozenset[str]:
    """The steps that were done; a verdict is only read, and a wait is done when it is over."""
    names, waits = guide.step_names, {walk.waiting.name} if walk.waiting else set()
    done = {*walk.tried, *walk.did, *(step for step in waits if names[step].kind != "wait")}
    return frozenset(step for step in done if names[step].kind != "verdict")
