"""What to say to a visitor now: ask, offer steps, or escalate, with every reason."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from math import inf
from typing import Final

import numpy as np

from diagnostics.engine.arrays import nine_digits_of
from diagnostics.engine.choose import DEFAULT, Ask, Choice, Policy, choose, rank_questions, rescue
from diagnostics.engine.decision import Decision, MoveWord, NotFirst
from diagnostics.engine.guide import NOTHING, Cause, Faded, Found, Step
from diagnostics.engine.network import Network
from diagnostics.engine.plan import best_plan
from diagnostics.engine.reasons import leading_place, likeliest_answer, not_first, planned_step, separation, standings
from diagnostics.engine.situation import Situation, may_offer, situation
from diagnostics.engine.walk import Event, Walk
from diagnostics.engine.words import REMEDY

ASKING_ON: Final = replace(DEFAULT, before_first_step=inf, in_all=inf)
"""Of a talk: people who talk with each other may ask as much as they like."""
LEAST_MOVED: Final = 0.05
"""Share of the belief that an answer must move to be worth checking."""
LEAST_HELP: Final = 0.05
"""Chance to help from which somebody is worth asking who is not the guide's last resort."""
MOST_KEPT: Final = 96
"""Decisions of one network in memory, of 5 to 25 kilobytes each for a guide of ordinary size."""


@dataclass(frozen=True)
class Advice:
    """A decision with what it was made from, so that more can be asked of it without deciding again.

    decide: how the walks that lead on from here are decided.
    """

    here: Situation
    choice: Choice
    findings: Found
    decide: "Callable[[Walk, Found], Advice]"

    @classmethod
    def of(
        cls,
        network: Network,
        walk: Walk,
        findings: Found = NOTHING,
        policy: Policy = DEFAULT,
        *,
        decide: "Callable[[Walk, Found], Advice] | None" = None,
    ) -> "Advice":
        """Decide for one walk. ``findings``: what the server knows by itself."""
        decided = decide_walk(network, walk, findings, policy)
        return cls(*decided, findings, decide or partial(cls.of, network, policy=policy))

    @cached_property
    def decision(self) -> Decision:
        return _decision(self.here, self.choice, self.findings)

    @cached_property
    def questions_ahead(self) -> int:
        """How many questions come before the next steps, this one included, if each gets its likeliest answer.

        Over simulated visitors it is right on average (docs/engine.md).
        """
        if not isinstance(self.choice.move, Ask):
            return 0
        network, asked = self.here.network, self.choice.move.question
        answered = Event("answer", network.guide.questions[asked].slug, likeliest_answer(self.here, asked))
        return 1 + self.decide(self.here.walk.with_event(answered), self.findings).questions_ahead

    @property
    def would_ask(self) -> bool:
        """Whether there would be a question if the visitor had not asked for steps."""
        if not self.here.walk.show_steps:
            return isinstance(self.choice.move, Ask)
        going_on = replace(self.here.walk, show_steps=False)
        return self.decide(going_on, self.findings).would_ask

    def not_first(self, step: str) -> NotFirst:
        """Why a step, perhaps a popular one, is not the first one offered."""
        return not_first(self.here, self.decision.plan, step)


class Adviser:
    """Decides the walks of one network, and keeps its latest decisions, for any number of threads.

    Two pages of one walk share a decision, and a page that counts the questions ahead has made those that follow.
    """

    def __init__(self, network: Network, most: int = MOST_KEPT) -> None:
        self._network = network
        self._kept = lru_cache(most)(self._decide)

    def advise(self, walk: Walk, findings: Found = NOTHING) -> Advice:
        """The advice of ``Advice.of``. It depends on what was said, never on which page of the walk is looked at."""
        return self._kept(walk.said, walk.dormant, walk.show_steps, tuple(findings.items()))

    def forget(self) -> None:
        """Decide everything anew from now on."""
        self._kept.cache_clear()

    def _decide(
        self,
        said: tuple[Event, ...],
        dormant: tuple[Event, ...],
        show_steps: bool,  # noqa: FBT001 (a part of the key)
        findings: tuple[tuple[str, str | Faded], ...],
    ) -> Advice:
        walk = Walk(said, dormant=dormant, show_steps=show_steps)
        return Advice.of(self._network, walk, dict(findings), decide=self.advise)


def advise(network: Network, walk: Walk, findings: Found = NOTHING, policy: Policy = DEFAULT) -> Decision:
    """Decide for one walk. ``findings``: what the server knows by itself."""
    return Advice.of(network, walk, findings, policy).decision


def decide_walk(
    network: Network, walk: Walk, findings: Found = NOTHING, policy: Policy = DEFAULT
) -> tuple[Situation, Choice]:
    """The decision alone, without reasons: indices into the network."""
    here = situation(network, walk, findings, policy)
    choice = _pinned_choice(here) or choose(
        network.arrays, here.belief, here.outlook, policy, lambda: _rescues_in_a_row(here, findings, policy)
    )
    return here, choice


def likeliest_cause(network: Network, walk: Walk, findings: Found = NOTHING) -> Cause:
    """The listed cause that the walk speaks for most, however little; far cheaper than a decision."""
    return network.causes[int(np.argmax(situation(network, walk, findings, DEFAULT).belief[:-1]))]


def why_not_first(network: Network, walk: Walk, decision: Decision, step: str, findings: Found = NOTHING) -> NotFirst:
    """Why a step, perhaps a popular one, is not the first one offered."""
    return not_first(situation(network, walk, findings, DEFAULT), decision.plan, step)


def questions_by_value(network: Network, walk: Walk, findings: Found = NOTHING) -> tuple[str, ...]:
    """All questions that can be asked now, the best one first: for somebody who asks on, however much was asked before.

    First the one that ``advise`` would ask, then the pinned ones, then by value; a wait makes none of them useless.
    """
    going_on = replace(walk.without(walk.waiting) if walk.waiting else walk, show_steps=False)
    here, choice = decide_walk(network, going_on, findings, ASKING_ON)
    asked = (choice.move.question,) if isinstance(choice.move, Ask) else ()
    pinned = (index for index in network.pinned if here.outlook.askable[index])
    ranked = rank_questions(network.arrays, here.belief, here.outlook)
    return tuple(network.guide.questions[index].slug for index in dict.fromkeys((*asked, *pinned, *ranked)))


def _pinned_choice(here: Situation) -> Choice | None:
    """A pinned question is asked first (or second), and what a step has found out right after it, whatever their value."""
    for index in (*here.network.pinned, *_question_found_out(here)):
        if here.outlook.askable[index]:
            return Choice(Ask(index), best_plan(here.focus()))
    return None


def _question_found_out(here: Situation) -> Iterator[int]:
    """The question whose answer the step that was tried last finds out."""
    events = here.walk.events
    step = here.network.guide.step_names.get(events[-1].name) if events and events[-1].kind == "tried" else None
    if step and step.asks and step.asks in here.network.question_index:
        yield here.network.question_index[step.asks]


def _rescues_in_a_row(here: Situation, findings: Found, policy: Policy) -> int:
    """How many of the latest answers were to questions asked only to avoid escalating."""
    walk, count = here.walk, 0
    while walk.events and walk.events[-1].kind == "answer" and count < policy.rescues:
        last = walk.events[-1]
        walk = walk.without(last)
        before = situation(here.network, walk, findings, policy)
        asked = rescue(here.network.arrays, before.belief, before.outlook, policy)
        if _pinned_choice(before) or asked != here.network.question_index[last.name]:
            break
        count += 1
    return count


def _decision(here: Situation, choice: Choice, findings: Found) -> Decision:
    guide = here.network.guide
    causes = standings(here)
    leaders = tuple(sorted((cause for cause in causes if cause.level), key=lambda cause: -cause.share))
    asked = choice.move.question if isinstance(choice.move, Ask) else None
    plan = tuple(planned_step(here, step, causes) for step in _without_second_verdicts(here, choice.plan.steps))
    contacts = _contacts(here)
    waiting = here.walk.waiting.name if here.walk.waiting and not here.stops else None
    move: MoveWord = "wait" if waiting else "ask" if asked is not None else "offer" if plan else "escalate"
    return Decision(
        move=move,
        question=guide.questions[asked].slug if asked is not None else None,
        separation=separation(here, asked) if asked is not None else None,
        plan=plan,
        escalation=next(iter(contacts), None),
        expected_minutes=choice.plan.minutes,
        causes=causes,
        open_share=float(here.belief[-1]),
        leaders=leaders,
        leading_place=_helped_place(
            here, leading_place(here, causes), None if plan or waiting else next(iter(contacts), None)
        ),
        workarounds=() if here.stops else _workarounds(here),
        alarms=tuple(alarm.slug for alarm in here.alarms),
        check_answers=_check_answers(here, findings) if move == "escalate" and not here.stops else (),
        rescued=choice.rescued,
        stops=here.stops,
        steps_ahead=0 if waiting or _is_verdict(here, choice) else round(choice.plan.expected_steps),
        other_contacts=tuple(slug for slug in contacts[1:] if slug not in here.walk.tried),
        waiting=waiting,
    )


def _without_second_verdicts(here: Situation, steps: Iterable[int]) -> Iterator[int]:
    """Two verdicts on one page would contradict each other; the next one comes when the first is set aside."""
    told = False
    for step in steps:
        is_verdict = here.network.steps[step].kind == "verdict"
        if not (is_verdict and told):
            yield step
        told |= is_verdict


def _is_verdict(here: Situation, choice: Choice) -> bool:
    """Whether what stands first is that nothing is broken: nothing is left to do then."""
    return bool(choice.plan.steps) and here.network.steps[choice.plan.steps[0]].kind == "verdict"


def _workarounds(here: Situation) -> tuple[str, ...]:
    steps = here.network.guide.steps
    return tuple(step.slug for step in steps if step.kind == "workaround" and _may_offer(here, step))


def _may_offer(here: Situation, step: Step) -> bool:
    return step.slug not in here.walk.cannot and may_offer(step, here.answers)


def _contacts(here: Situation) -> tuple[str, ...]:
    """Whom to ask: by the chance that they help, of equal ones in guide order; those asked before come last.

    An alarm that ends the walk leaves only the guide's last resort, whatever the causes.
    """
    asked = [step for step in here.network.guide.steps if _is_contact(here, step) and _may_offer(here, step)]
    chances = {step.slug: _chance_of_help(here, step) for step in asked}
    before = {*here.walk.tried, *here.walk.did}
    worth = [one.slug for one in asked if one.kind == "escalation" or chances[one.slug] >= LEAST_HELP]
    return tuple(sorted(worth, key=lambda slug: (slug in before, 0.0 if here.stops else -chances[slug])))


def _is_contact(here: Situation, step: Step) -> bool:
    return step.kind == "escalation" or (step.kind == "repair" and step.contact and not here.stops)


def _chance_of_help(here: Situation, step: Step) -> float:
    """Sum over the causes of belief × remedy, rounded as all scores are."""
    return nine_digits_of(sum(chance for _, chance in _help(here, step)))


def _help(here: Situation, step: Step) -> Iterator[tuple[Cause, float]]:
    """The causes that a step cures, the open one too, each with belief × remedy."""
    opens = (cause for cause in here.network.guide.causes if cause.open)
    for cause, share in zip((*here.network.causes, *opens), here.belief.tolist(), strict=True):
        if cause.slug in step.remedies:
            yield cause, share * REMEDY[step.remedies[cause.slug]]


def _helped_place(here: Situation, place: str | None, contact: str | None) -> str | None:
    """No place is named above somebody who helps most elsewhere."""
    if contact is None or place is None:
        return place
    helps: dict[str, float] = {}
    for cause, chance in _help(here, here.network.guide.step_names[contact]):
        if not cause.open:
            helps[cause.place] = helps.get(cause.place, 0.0) + chance
    return place if helps and nine_digits_of(helps.get(place, 0.0)) == nine_digits_of(max(helps.values())) else None


def _check_answers(here: Situation, findings: Found) -> tuple[str, ...]:
    """The one or two answers whose removal would change the decision most.

    Those that bring steps back come first, then those that move most of the belief (total variation distance).
    """
    ranked = sorted(
        (_tipping_effect(here, question, findings), -position, question)
        for position, question in enumerate(here.walk.answers)
        if here.walk.answers[question] is not None
    )
    return tuple(question for (_, moved), _, question in reversed(ranked[-2:]) if moved >= LEAST_MOVED)


def _tipping_effect(here: Situation, question: str, findings: Found) -> tuple[bool, float]:
    event = next(event for event in here.walk.events if event.kind == "answer" and event.name == question)
    without = situation(here.network, here.walk.without(event), findings, DEFAULT)
    steps = best_plan(without.focus()).steps
    moved = float(np.abs(without.belief - here.belief).sum() / 2)
    return bool(steps), round(moved, 9)
