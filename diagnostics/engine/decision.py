"""What the engine decides, as data: slugs, numbers and reasons; worded in ``diagnostics.content.wording.reason_words``."""

from dataclasses import dataclass
from typing import Literal

from diagnostics.engine.guide import Condition
from diagnostics.engine.words import BandWord

type MoveWord = Literal["ask", "offer", "wait", "escalate"]
type Level = Literal[0, 1, 2, 3]
"""Height of a cause beside the leader: 3 at least a half of it, 2 a sixth, 1 a twentieth, 0 below (no longer fits)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one answer says about one cause: ``weight`` = log(P(answer | cause) / P(answer)), in nats."""

    question: str
    option: str
    cause: str
    weight: float


@dataclass(frozen=True, slots=True)
class Standing:
    """How one listed cause stands now; ``share`` of the belief in [0, 1].

    ruled_out: the answers rule it out; nothing but a changed answer brings it back.
    """

    cause: str
    place: str
    share: float
    band: BandWord
    level: Level
    strongest_for: Evidence | None
    strongest_against: Evidence | None
    ruled_out: bool = False


@dataclass(frozen=True, slots=True)
class Separation:
    """Reason of a question: its answer ``option`` would speak for one likely cause and against another."""

    question: str
    option: str
    towards: str
    away: str


@dataclass(frozen=True, slots=True)
class Cure:
    """One likely cause that a step cures; ``share`` = belief × remedy, in [0, 1]."""

    cause: str
    band: BandWord
    share: float


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of the order: its chance to cure now, cost in minutes, and reason.

    ``evidence`` is the answer that speaks most for the first of ``cures``; None where no answer does.
    ``again``: it was done before the visitor came, and nothing else is left that is worth its minutes.
    """

    step: str
    chance: float
    minutes: float
    cures: tuple[Cure, ...]
    evidence: Evidence | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class NotFirst:
    """Why a step is not the first one offered.

    why: tried | cannot | did (before coming here) | waiting (it takes its time) | meanwhile (that of ``after`` does, and
    this cannot be done meanwhile) | not-here (its condition is contradicted) | needs (what it needs was
    not answered) | never-while | only-after | loses-more |
    slower | less-likely | unneeded (asking for help is cheaper) | first (it is the first one).
    """

    step: str
    why: Literal[
        "tried",
        "cannot",
        "did",
        "waiting",
        "meanwhile",
        "not-here",
        "needs",
        "never-while",
        "only-after",
        "loses-more",
        "slower",
        "less-likely",
        "unneeded",
        "first",
    ]
    condition: Condition = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Attributes:

    move: ask ``question``, offer ``plan``, wait for ``waiting``, or escalate to ``escalation``.
    escalation: whom to ask first when no step is left. other_contacts: who else may help, the most promising first.
    question: the question to ask (move "ask" only), with the ``separation`` that is its reason.
    plan: the steps in order, the best prefix (empty when escalating); of its verdicts only the first. While waiting,
    only what can be done meanwhile.
    expected_minutes: expected cost from here on when no further question is asked.
    causes: every listed cause, in the guide's order. open_share: belief in "something else".
    leaders: causes of level 1 and more, most likely first.
    leading_place: the place that stands out, if one does; none where no step is left and ``escalation`` helps more
    elsewhere.
    workarounds, alarms: slugs that apply now.
    check_answers: before escalating, the one or two questions whose answers tip the decision.
    rescued: the question is asked only because escalating would be premature (plateau rescue).
    stops: those of the alarms that end the walk: no question, no plan, no workaround, only whom to ask.
    steps_ahead: how many steps of the plan the visitor is expected to do.
    """

    move: MoveWord
    question: str | None
    separation: Separation | None
    plan: tuple[PlannedStep, ...]
    escalation: str | None
    expected_minutes: float
    causes: tuple[Standing, ...]
    open_share: float
    leaders: tuple[Standing, ...]
    leading_place: str | None
    workarounds: tuple[str, ...]
    alarms: tuple[str, ...]
    check_answers: tuple[str, ...]
    rescued: bool
    stops: tuple[str, ...] = ()
    steps_ahead: int = 0
    other_contacts: tuple[str, ...] = ()
    waiting: str | None = None
