"""A guide as the engine sees it: slugs, words and conditions, frozen; no text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import Final, Literal

from diagnostics.engine.words import (
    ESCALATION_MINUTES,
    AnswerWord,
    CommonnessWord,
    DisruptionWord,
    EffortWord,
    KindWord,
    RemedyWord,
    SignWord,
    UnknownWord,
    WaitingWord,
)

type Condition = tuple[tuple[str, frozenset[str]], ...]
"""AND across questions, OR within one: ``(("device", {"iphone", "ipad"}), ("see", {"green"}))``."""
NONE: Final = "none"
"""The answer that nothing of a list is so; a condition may name it like an option."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """The answer to a question of kind ``several``, in the guide's order.

    chosen: what is so; nothing means "none of these". shown: what could be ticked, with what was.
    asleep: what was ticked and does not fit the other answers.
    """

    chosen: tuple[str, ...]
    shown: tuple[str, ...]
    asleep: tuple[str, ...] = ()


type Answer = str | Ticks | None
"""An option's slug, what was ticked, or None for "not sure"."""
type Answers = Mapping[str, Answer]
"""Question slug → answer."""
type Signs = Mapping[str, Mapping[str, SignWord]]
"""Cause slug → option slug → word; what is not there says nothing."""


@dataclass(frozen=True, slots=True)
class Faded:
    """A finding that is no longer fresh: ``weight`` in [0, 1] is the power that its likelihoods are raised to."""

    option: str
    weight: float


type Found = Mapping[str, str | Faded]
"""Question slug → option slug, what is known without asking; fresh where nothing else is said."""
NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


def options_of(answer: Answer) -> tuple[str, ...]:
    """The options that an answer names: one, all that were ticked or ``none``; nothing for "not sure"."""
    if isinstance(answer, Ticks):
        return answer.chosen or (NONE,)
    return (answer,) if answer else ()


class Truth(Enum):
    """Whether a condition holds in a walk."""

    HOLDS = "holds"
    OPEN = "open"
    CONTRADICTED = "contradicted"


def judge(condition: Condition, answers: Answers) -> Truth:
    """Judge a condition by the answers; unanswered and "not sure" leave it open."""
    truth = Truth.HOLDS
    for question, options in condition:
        answer = answers.get(question)
        if answer is None:
            truth = Truth.OPEN
        elif isinstance(answer, Ticks):
            if (part := _judge_ticks(answer, options)) is Truth.CONTRADICTED:
                return part
            truth = truth if part is Truth.HOLDS else part
        elif answer not in options:
            return Truth.CONTRADICTED
    return truth


def _judge_ticks(answer: Ticks, options: frozenset[str]) -> Truth:
    """What was not shown was not asked: only options that could be ticked and were not contradict."""
    if not options.isdisjoint(answer.chosen or (NONE,)):
        return Truth.HOLDS
    return Truth.CONTRADICTED if options <= {NONE, *answer.shown} else Truth.OPEN


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing that may be wrong. Exactly one cause of a guide is ``open``: "something else"."""

    slug: str
    place: str
    commonness: CommonnessWord = "occasional"
    open: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. ``means``: (question, option) pairs that it answers as well."""

    slug: str
    usual: CommonnessWord = "common"
    when: Condition = ()
    aliases: tuple[str, ...] = ()
    means: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Attributes:

    asked: pinned as ``first`` or ``second``, else ``by-value``.
    detectable: the browser can see some of its answers; such an answer at the start of a walk was filled in.
    finding: the server may know the answer; it is then never asked.
    kind: ``one`` answer, or ``several`` facts, each with signs of its own.
    """

    slug: str
    effort: EffortWord
    options: tuple[Option, ...]
    kind: AnswerWord = "one"
    unknown: UnknownWord = "never"
    asked: Literal["first", "second", "by-value"] = "by-value"
    detectable: bool = False
    finding: str | None = None
    when: Condition = ()
    follows: str | None = None
    signs: Signs = MappingProxyType({})
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """Something the visitor does; ``minutes`` of work.

    needs: must hold, by answers, before it is offered. contact: somebody else is asked for help.
    asks: a question whose answer it finds out; that is asked when the step did not help.
    meanwhile: it can be done while another step takes its time.
    """

    slug: str
    kind: KindWord
    minutes: int
    remedies: Mapping[str, RemedyWord]
    waiting: WaitingWord = "none"
    disruption: DisruptionWord = "nothing"
    when: Condition = ()
    needs: Condition = ()
    only_after: tuple[str, ...] = ()
    never_while: tuple[Condition, ...] = ()
    contact: bool = False
    asks: str | None = None
    meanwhile: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def takes_time(self) -> bool:
        """Whether one has to wait before one can tell."""
        return self.kind in ("repair", "wait") and self.waiting != "none"

    @property
    def in_order(self) -> bool:
        """Whether the step takes part in the order of steps: repairs, waits and verdicts do."""
        return self.kind in ("repair", "wait", "verdict")


@dataclass(frozen=True, slots=True)
class Alarm:
    """Answers that together mean: act first. Raised only when its condition is known to hold.

    stops: while it is raised, nothing is asked or offered.
    """

    slug: str
    when: Condition
    stops: bool = False


@dataclass(frozen=True)
class Guide:
    """One guide. Tuples keep the editors' order."""

    places: tuple[str, ...]
    causes: tuple[Cause, ...]
    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    alarms: tuple[Alarm, ...] = ()
    escalation_minutes: int = ESCALATION_MINUTES

    @cached_property
    def question_names(self) -> Mapping[str, Question]:
        return _by_name(self.questions)

    @cached_property
    def step_names(self) -> Mapping[str, Step]:
        return _by_name(self.steps)

    @cached_property
    def by_dependence(self) -> tuple[Question, ...]:
        """The questions ordered so that each comes after those that its conditions name (unless they form a circle)."""
        done: dict[str, Question] = {}
        for question in self.questions:
            self._visit(question, done, frozenset())
        return tuple(done.values())

    def _visit(self, question: Question, done: dict[str, Question], above: frozenset[str]) -> None:
        conditions = (question.when, *(option.when for option in question.options))
        for name in dict.fromkeys(name for condition in conditions for name, _ in condition):
            needed = self.question_names.get(name)
            if needed and needed.slug not in done and needed.slug not in above:
                self._visit(needed, done, above | {question.slug})
        done.setdefault(question.slug, question)


def _by_name[Named: (Question, Step)](parts: Iterable[Named]) -> Mapping[str, Named]:
    names: dict[str, Named] = {}
    for part in parts:
        for alias in part.aliases:
            names.setdefault(alias, part)
    return MappingProxyType(names | {part.slug: part for part in parts})
