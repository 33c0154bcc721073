"""One report played through the engine: what its person is asked, what they are told to do, and when the cure comes.

They tick what they had done before, as far as it stands in the list of what people often try; they answer what the report says
and "not sure" to everything else. Of an offer they do the first step; one that did not end
the trouble for them fails, and the guide decides anew, as it does for every visitor. So the place of the cure counts steps
in the order in which this person meets them, verdicts and waits among them, whom to ask last. That is more honest than its
place in the first plan: nobody does three steps without telling the site about the first, and each failure changes the rest.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.fields import options_said
from diagnostics.content.document.measures import Report
from diagnostics.content.document.schema import GuideDocument
from diagnostics.engine.advise import advise, decide_walk
from diagnostics.engine.choose import Ask, Move, Offer
from diagnostics.engine.guide import NONE
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.walk import NOT_SURE, Walk, fold, rows, visible_options

DID: Final = "did"
"""Word of the address, and what stands for a question where a fact is a step done before."""
SHOWN: Final = 3
"""Steps from the top of a page that nearly everybody reads."""

type Ending = Literal["solved", "help", "alarm"]
type Fact = tuple[str, str]
"""Question and option; or DID and a step."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question page. said: options, "none" or "not-sure". unsayable: options that the person holds and was not shown."""

    question: str
    said: tuple[str, ...]
    unsayable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """A step that the person came to. below: what stood next under it."""

    step: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Replay:
    """Attributes:

    met: questions and steps in the order in which the person met them.
    ending: the cure came, the guide said whom to ask, or an alarm ended the walk.
    unasked: facts that the person holds and was never asked for. untold: steps that they had done and that stand in no list.
    false_verdicts: verdicts ("nothing is broken") that the person came to and that were not so; false_verdicts_below: those
    that they could only read, among the first three steps of a page.
    """

    report: Report
    met: tuple[Asked | Offered, ...]
    ending: Ending
    unasked: tuple[Fact, ...]
    untold: tuple[str, ...]
    false_verdicts: tuple[str, ...]
    false_verdicts_below: tuple[str, ...]

    @property
    def questions(self) -> tuple[Asked, ...]:
        return tuple(one for one in self.met if isinstance(one, Asked))

    @property
    def steps(self) -> tuple[Offered, ...]:
        return tuple(one for one in self.met if isinstance(one, Offered))

    @property
    def pages(self) -> int:
        """Question pages before the first step."""
        return next((at for at, one in enumerate(self.met) if isinstance(one, Offered)), len(self.met))

    @property
    def place(self) -> int | None:
        """Of the cure, from 1; None where it never came."""
        return self._place_of(self.report.solved_by)

    @property
    def helped_at(self) -> int | None:
        """The place of the first step that helped in part."""
        return self._place_of(self.report.helped)

    @property
    def unsayable(self) -> tuple[Fact, ...]:
        """Facts that the person holds and that the page, when it asked, did not show; and what they had done that no list names."""
        facts = tuple((one.question, option) for one in self.questions for option in one.unsayable)
        return (*facts, *((DID, step) for step in self.untold))

    @property
    def is_ordinary(self) -> bool:
        """Whether the guide must know this one."""
        return self.report.tier == "core" and not self.report.outside

    def credit(self, within: int) -> float:
        """1 where the cure is among the first steps, a half where only something that helped is, else 0."""
        if self.place and self.place <= within:
            return 1.0
        return 0.5 if self.helped_at and self.helped_at <= within else 0.0

    def _place_of(self, steps: Sequence[str]) -> int | None:
        return next((at for at, one in enumerate(self.steps, start=1) if one.step in steps), None)


@dataclass(frozen=True, slots=True)
class Stage:
    """A guide that reports are played through; the engine can take its document. Moves are kept, as many reports begin alike."""

    document: GuideDocument
    network: Network
    moves: dict[tuple[tuple[str, str], ...], Move | None] = field(default_factory=dict)

    @classmethod
    def of(cls, document: GuideDocument) -> "Stage":
        return cls(document, compile_guide(engine_guide(document)))

    def move(self, walk: Walk) -> Move | None:
        """What the guide does now; None where an alarm ends the walk."""
        if walk.pairs not in self.moves:
            here, choice = decide_walk(self.network, walk)
            self.moves[walk.pairs] = None if here.stops else choice.move
        return self.moves[walk.pairs]

    def play(self, report: Report) -> Replay:
        return _Person(self, report).play()

    def play_all(self) -> tuple[Replay, ...]:
        """Every report that the guide holds."""
        return tuple(map(self.play, self.document.reports))


@dataclass(slots=True)
class _Person:
    """Somebody on the way; ``pairs`` is the address of their walk."""

    stage: Stage
    report: Report
    pairs: list[tuple[str, str]] = field(default_factory=list)
    met: list[Asked | Offered] = field(default_factory=list)

    def play(self) -> Replay:
        listed = [step.slug for step in self.stage.document.steps if step.often_tried]
        self.pairs += [(DID, step) for step in self.report.did if step in listed]
        ending = None
        while ending is None:
            ending = self._turn_page()
        steps = [one for one in self.met if isinstance(one, Offered)]
        opened = tuple(one.step for one in steps if self._is_false_verdict(one.step))
        below = dict.fromkeys(slug for one in steps for slug in one.below if self._is_false_verdict(slug))
        untold = tuple(step for step in self.report.did if step not in listed)
        only_read = tuple(slug for slug in below if slug not in opened)
        return Replay(self.report, tuple(self.met), ending, tuple(self._unasked_facts()), untold, opened, only_read)

    def _turn_page(self) -> Ending | None:
        network, walk = self.stage.network, fold(self.stage.network.guide, self.pairs)
        match self.stage.move(walk):
            case None:
                return "alarm"
            case Ask(question):
                self._answer(network.guide.questions[question].slug, walk)
            case Offer(steps):
                slugs = tuple(network.steps[step].slug for step in steps)
                return self._follow(slugs[0], slugs[1:SHOWN])
            case _:
                return self._end(walk)
        return None

    def _answer(self, question: str, walk: Walk) -> None:
        asked = self.stage.network.guide.question_names[question]
        is_list = asked.kind == "several"
        shown = (rows if is_list else visible_options)(asked, walk.answers)
        holds = _facts(self.report, question)
        said = tuple(option for option in holds if option in shown)
        if not is_list:
            said = said[:1]
            holds = () if said else holds
        unsayable = tuple(option for option in holds if option not in said)
        said = said or (NONE if is_list and question in self.report.says else NOT_SURE,)
        self.met.append(Asked(question, said, unsayable))
        self.pairs += [(question, option) for option in said]

    def _follow(self, step: str, below: tuple[str, ...] = ()) -> Ending | None:
        self.met.append(Offered(step, below))
        if step in self.report.solved_by:
            return "solved"
        self.pairs.append(("tried", step))
        return None

    def _end(self, walk: Walk) -> Ending:
        """The end of the road: what gets this one message out stands on every page and repairs nothing, so it counts here."""
        decision = advise(self.stage.network, walk)
        for step in (*decision.workarounds, decision.escalation):
            if step and self._follow(step):
                return "solved"
        return "help"

    def _is_false_verdict(self, step: str) -> bool:
        kind = self.stage.network.guide.step_names[step].kind
        return kind == "verdict" and step not in (*self.report.solved_by, *self.report.helped)

    def _unasked_facts(self) -> Iterator[Fact]:
        asked = {one.question for one in self.met if isinstance(one, Asked)}
        for question in self.report.says:
            if question not in asked:
                yield from ((question, option) for option in _facts(self.report, question))


def _facts(report: Report, question: str) -> tuple[str, ...]:
    """The options that the person holds; that nothing of a list is so is none."""
    return tuple(option for option in options_said(report.says.get(question, ())) if option != NONE)
