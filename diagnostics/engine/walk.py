"""The walk: one visitor's answers and steps, folded from the pairs of an address.

Nothing is stored: the same pairs and the same guide always give the same walk, and every pair is allowed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final, Literal

from diagnostics.engine.guide import Answers, Guide, Question, Truth, judge

NOT_SURE: Final = "not-sure"
NONE: Final = "none"
"""Of a question that is answered by ticking: nothing of it is so."""
STEP_WORDS: Final = ("tried", "cannot")
GRAMMAR_WORDS: Final = frozenset({"tried", "cannot", "waiting", "since", "worked", "ask", "from", "open", "show"})
_GLUE: Final = re.compile(r"(;\w+#?&|\W)*+")
"""Brackets, full stops and signs of HTML, read from the end: chat and mail programs glue them to an address."""
_NO_ADDRESS: Final = re.compile(r'[<>"].*', re.DOTALL)

type EventKind = Literal["answer", "tried", "cannot"]
type DropReason = Literal["unknown", "contradicted"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the visitor said: an answer (``option`` None: not sure), or a step tried or not possible."""

    kind: EventKind
    name: str
    option: str | None = None

    @property
    def pair(self) -> tuple[str, str]:
        """The event as it stands in an address."""
        return (self.name, self.option or NOT_SURE) if self.kind == "answer" else (self.kind, self.name)


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
    worked: the step that ended the walk.
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

    def __post_init__(self) -> None:
        events = tuple(event for event in self.said if event not in self.dormant)
        object.__setattr__(self, "events", events)
        answers = {event.name: event.option for event in events if event.kind == "answer"}
        object.__setattr__(self, "answers", MappingProxyType(answers))
        for kind in STEP_WORDS:
            object.__setattr__(self, kind, tuple(event.name for event in events if event.kind == kind))

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The address of what was said, without the words that only choose a page (ask, from, open, worked)."""
        said = tuple(event.pair for event in self.said)
        return (*said, ("show", "steps")) if self.show_steps else said

    @property
    def uncounted(self) -> tuple[DroppedPair, ...]:
        """All pairs of the address that do not count, and why."""
        return (*self.dropped, *(DroppedPair(*event.pair, "contradicted") for event in self.dormant))

    def with_event(self, event: Event) -> "Walk":
        """The walk after one more event; one about the same question or step is replaced in its place."""
        by_subject = {(old.kind == "answer", old.name): old for old in self.said}
        by_subject[event.kind == "answer", event.name] = event
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
    words: dict[str, str] = field(default_factory=dict)
    dropped: dict[DroppedPair, None] = field(default_factory=dict)

    def take(self, key: str, value: str) -> None:
        if key in GRAMMAR_WORDS:
            self._take_word(key, value)
        elif (question := self.guide.question_names.get(key)) and value:
            self._take_answer(question, key, value)

    def _take_answer(self, question: Question, key: str, value: str) -> None:
        for meant in (value, _bare(value)):
            if meant == NOT_SURE or find_option(question, meant):
                self.by_subject["answer", question.slug] = Event("answer", question.slug, find_option(question, meant))
                return
        self._drop(key, value, "unknown")

    def _take_word(self, key: str, value: str) -> None:
        if key in ("waiting", "since"):
            return
        known: Mapping[str, object] = self.guide.question_names if key in ("ask", "from") else self.guide.step_names
        if key == "show":
            known = {"steps": None}
        meant = value if value in known else _bare(value)
        if meant not in known:
            self._drop(key, value, "unknown")
        elif key in STEP_WORDS:
            step = self.guide.step_names[meant].slug
            self.by_subject["step", step] = Event("tried" if key == "tried" else "cannot", step)
        else:
            self.words[key] = getattr(known[meant], "slug", meant)

    def _drop(self, key: str, value: str, why: DropReason) -> None:
        self.dropped[DroppedPair(key, value, why)] = None

    def walk(self) -> Walk:
        answers = self._consistent_answers()
        said = tuple(self.by_subject.values())
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

    def _consistent_answers(self) -> dict[str, str | None]:
        """The answers whose conditions the others do not contradict, judged in the order of dependence."""
        answers: dict[str, str | None] = {}
        for question in self.guide.by_dependence:
            event = self.by_subject.get(("answer", question.slug))
            if event and applies(question, answers) and event.option in (None, *visible_options(question, answers)):
                answers[question.slug] = event.option
        return answers

    def _counts(self, event: Event, answers: Answers) -> bool:
        if event.kind == "answer":
            return event.name in answers
        return judge(self.guide.step_names[event.name].when, answers) is not Truth.CONTRADICTED


def _bare(value: str) -> str:
    """The value without what was glued to its end; in linear time, as it matches at the first sign or nothing."""
    return _GLUE.sub("", _NO_ADDRESS.sub("", value)[::-1], count=1)[::-1]


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
    first = next((i for i, event in enumerate(walk.events) if event.kind != "answer"), len(asked))
    return sum(asked[:first]), sum(asked)


def steps_done(guide: Guide, walk: Walk) -> frozenset[str]:
    """The steps that were done; a verdict is only read."""
    done = (event.name for event in walk.events if event.kind not in ("answer", "cannot"))
    return frozenset(step for step in done if guide.step_names[step].kind != "verdict")
