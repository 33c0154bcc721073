"""Reasons as data, in terms of the visitor's own answers.

Weight of evidence: Good (1985), Weight of evidence: a brief survey; here log(P(answer | cause) / P(answer)).
"""

from collections.abc import Sequence
from itertools import groupby
from math import log
from typing import Final

import numpy as np

from diagnostics.engine.arrays import Bools, Floats, Ints, nine_digits, nine_digits_of
from diagnostics.engine.decision import Cure, Evidence, Level, NotFirst, PlannedStep, Separation, Standing
from diagnostics.engine.evidence import Told
from diagnostics.engine.guide import Answer, Question, Step, Ticks, Truth, judge
from diagnostics.engine.network import Network
from diagnostics.engine.plan import first_of_best
from diagnostics.engine.situation import Situation, missing_before
from diagnostics.engine.walk import STEP_EVENTS, Walk, filled_questions, rows, visible_options
from diagnostics.engine.words import DISRUPTION, ROUNDING, band

LEVELS: Final[tuple[tuple[Level, float], ...]] = ((3, 1 / 2), (2, 1 / 6), (1, 1 / 20), (0, 0.0))
LEAST_EVIDENCE: Final = 0.1
"""Nats below which an answer is no reason."""
COMPARED_CAUSES: Final = 8
CURES_NAMED: Final = 2
RULED_OUT: Final = 40.0
"""A cause is ruled out once what speaks against it makes it fit the answers so many times worse than "something else"."""
LEADS_WITH: Final = 0.4
LEADS_BY: Final = 2.0
"""A place stands out once it holds LEADS_WITH of the belief, and LEADS_BY times as much as any other place."""


def standings(here: Situation) -> tuple[Standing, ...]:
    """How every listed cause stands, in the guide's order."""
    network = here.network
    shares = here.belief[:-1]
    relative = (shares / shares.max()).tolist()
    levels = [next(level for level, least in LEVELS if value >= least - ROUNDING) for value in relative]
    said = tuple(one for one in here.told if one.is_so)
    weights = np.array([one.log[:-1] - one.log[-1] for one in said]).reshape(len(said), len(shares))
    best, worst = _extremes(here, said, weights, 1), _extremes(here, said, weights, -1)
    out = _ruled_out_causes(here).tolist()
    return tuple(
        Standing(cause.slug, cause.place, float(share), band(float(share)), *one)
        for cause, share, *one in zip(network.causes, shares, levels, best, worst, out, strict=True)
    )


def _ruled_out_causes(here: Situation) -> Bools:
    """(C,): what the answers speak clearly against.

    Of each answer counts what it says against a cause, log(P(answer | cause) / P(answer)) below 0, and no option is
    taken for hidden: so what is ruled out stays so, in whatever order answers are added.
    """
    against = np.zeros(len(here.network.causes))
    for _, answer in groupby(here.told, lambda one: one.question):
        weights = np.sum([_whole_log(here.network, one) for one in answer], axis=0)
        against += np.minimum(weights[:-1] - weights[-1], 0.0)
    out: Bools = nine_digits(against) <= -nine_digits_of(log(RULED_OUT))
    return out


def _whole_log(network: Network, told: Told) -> Floats:
    """log P(it | cause), (C+1,), with no option hidden; facts of a list hide nothing."""
    if network.question_index[told.question] in network.lists:
        return told.log
    row: Floats = network.arrays.log_likelihood[network.option_row[told.question, told.option]]
    return row


def leading_place(here: Situation, causes: Sequence[Standing]) -> str | None:
    """The place that stands out, if it holds more of the belief than before any answer, and is not all ruled out.

    An answer that the browser filled in is none.
    """
    guide = here.network.guide
    filled = filled_questions(guide, here.walk)
    said = [q for q, answer in here.walk.answers.items() if answer and q not in filled]
    shares = _by_place(here.network, here.belief[:-1])
    first, *others = sorted(guide.places, key=lambda place: -shares[place])
    stands_out = shares[first] >= max([LEADS_WITH, *(LEADS_BY * shares[place] for place in others)])
    favoured = shares[first] > _by_place(here.network, np.exp(here.network.arrays.log_prior[:-1]))[first]
    possible = not all(cause.ruled_out for cause in causes if cause.place == first)
    return first if said and stands_out and favoured and possible else None


def _by_place(network: Network, shares: Floats) -> dict[str, float]:
    """How much of ``shares`` (C,) each place holds."""
    at = np.array([cause.place for cause in network.causes])
    return {place: nine_digits_of(float(shares[at == place].sum())) for place in network.guide.places}


def _extremes(here: Situation, said: Sequence[Told], weights: np.ndarray, sign: int) -> list[Evidence | None]:
    """For each cause the answer that says most for it (sign 1) or against it (sign -1); what was not ticked is no reason."""
    causes = here.network.causes
    if not said:
        return [None] * len(causes)
    signed = nine_digits(sign * weights)
    top = signed.argmax(axis=0)
    return [
        Evidence(said[i].question, said[i].option, cause.slug, sign * float(signed[i, c]))
        if signed[i, c] >= LEAST_EVIDENCE
        else None
        for c, (i, cause) in enumerate(zip(top, causes, strict=True))
    ]


def _likely(shares: Floats) -> Ints:
    """The causes that a reason may name, most likely first: at least two, others only within a sixth of the first."""
    order = np.argsort(-nine_digits(shares), kind="stable")[:COMPARED_CAUSES]
    near = shares[order] >= shares[order[0]] * dict(LEVELS)[2]
    return order[: max(int(near.sum()), 2)]


def separation(here: Situation, question: int) -> Separation | None:
    """The likely causes that a question separates most, by w_c |log(P(option | c) / P(option))|."""
    network = here.network
    likely = _likely(here.belief[:-1])
    asked = network.guide.questions[question]
    slugs, block = _shown_options(here, asked)
    chance = block @ here.belief
    pull = nine_digits(here.belief[likely] * np.log(block[:, likely] / chance[:, None]))
    spread = np.minimum(pull.max(axis=1), -pull.min(axis=1))
    option = int(spread.argmax())
    if spread[option] <= 0:
        return None
    towards, away = int(likely[pull[option].argmax()]), int(likely[pull[option].argmin()])
    return Separation(asked.slug, slugs[option], network.causes[towards].slug, network.causes[away].slug)


def likeliest_answer(here: Situation, question: int) -> Answer:
    """What a visitor would most likely answer now; of a list, each fact that is more likely than not."""
    asked = here.network.guide.questions[question]
    slugs, block = _shown_options(here, asked)
    chances = block @ here.belief
    if asked.kind == "several":
        return Ticks(tuple(slug for slug, chance in zip(slugs, chances, strict=True) if chance > 1 / 2), slugs)
    return slugs[first_of_best(chances)]


def _shown_options(here: Situation, asked: Question) -> tuple[tuple[str, ...], Floats]:
    """The options that a question would show now, and P(option | cause) of each, (options, C+1)."""
    several = asked.kind == "several"
    slugs = rows(asked, here.answers) if several else visible_options(asked, here.answers)
    block = here.network.arrays.likelihood[[here.network.option_row[asked.slug, slug] for slug in slugs]]
    return slugs, block if several else block / block.sum(axis=0)


def planned_step(here: Situation, step: int, causes: Sequence[Standing]) -> PlannedStep:
    """A step of the plan with its reason; ``causes``: how every listed cause stands."""
    arrays = here.network.arrays
    shares = here.belief * arrays.cures[step]
    top = np.argsort(-nine_digits(shares[:-1]), kind="stable")[:CURES_NAMED]
    cures = tuple(Cure(causes[c].cause, causes[c].band, float(shares[c])) for c in top if shares[c] > 0)
    evidence = causes[top[0]].strongest_for if cures else None
    slug = here.network.steps[step].slug
    minutes, again = float(arrays.step_minutes[step]), slug in here.walk.did
    return PlannedStep(slug, float(shares.sum()), minutes, cures, evidence, again)


def not_first(here: Situation, plan: Sequence[PlannedStep], slug: str) -> NotFirst:
    """Why this step is not the first one offered."""
    step = here.network.guide.step_names[slug]
    if plan and plan[0].step == step.slug:
        return NotFirst(step.slug, "first")
    return _reason_in_walk(here.walk, step) or _obstacle(here, step) or _disadvantage(here.network, plan, step)


def _reason_in_walk(walk: Walk, step: Step) -> NotFirst | None:
    if past := next((kind for kind in STEP_EVENTS.values() if step.slug in getattr(walk, kind)), None):
        return NotFirst(step.slug, past)
    if walk.waiting and walk.waiting.name == step.slug:
        return NotFirst(step.slug, "waiting")
    if walk.waiting and not step.meanwhile:
        return NotFirst(step.slug, "meanwhile", after=(walk.waiting.name,))
    return None


def _obstacle(here: Situation, step: Step) -> NotFirst | None:
    if judge(step.when, here.answers) is Truth.CONTRADICTED:
        return NotFirst(step.slug, "not-here", condition=step.when)
    if judge(step.needs, here.answers) is not Truth.HOLDS:
        return NotFirst(step.slug, "needs", condition=step.needs)
    for rule in step.never_while:
        if judge(rule, here.answers) is Truth.HOLDS:
            return NotFirst(step.slug, "never-while", condition=rule)
    if missing := missing_before(here.network, here.walk, here.answers, step):
        return NotFirst(step.slug, "only-after", after=missing)
    return None


def _disadvantage(network: Network, plan: Sequence[PlannedStep], step: Step) -> NotFirst:
    if step.slug not in {planned.step for planned in plan}:
        return NotFirst(step.slug, "unneeded")
    first = network.guide.step_names[plan[0].step]
    mine = next(planned for planned in plan if planned.step == step.slug)
    if list(DISRUPTION).index(step.disruption) > list(DISRUPTION).index(first.disruption):
        return NotFirst(step.slug, "loses-more")
    return NotFirst(step.slug, "less-likely" if mine.chance < plan[0].chance else "slower")
