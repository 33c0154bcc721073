"""Where a visitor stands: the answers that count, the belief, and what may still be asked and offered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from diagnostics.engine.arrays import Bools, Floats
from diagnostics.engine.beliefs import posterior, visible_log_row
from diagnostics.engine.choose import Policy
from diagnostics.engine.focus import Focus, make_focus
from diagnostics.engine.guide import Alarm, Answers, Question, Step, Truth, judge
from diagnostics.engine.lookahead import Outlook
from diagnostics.engine.network import Network
from diagnostics.engine.walk import Walk, applies, questions_asked, visible_options


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """Attributes:

    answers: the walk's answers, completed by findings. logs: question slug → log P(its answer | cause), (C+1,).
    belief: (C+1,). outlook: what may be asked and offered now. alarms: those that are raised.
    """

    network: Network
    walk: Walk
    answers: Answers
    logs: Mapping[str, Floats]
    belief: Floats
    outlook: Outlook
    alarms: tuple[Alarm, ...]

    @property
    def stops(self) -> tuple[str, ...]:
        """Alarms that end the walk."""
        return tuple(alarm.slug for alarm in self.alarms if alarm.stops)

    def focus(self) -> Focus:
        """What a plan is made from."""
        return make_focus(self.network.arrays, self.belief, self.outlook.available)


def situation(network: Network, walk: Walk, findings: Mapping[str, str], policy: Policy) -> Situation:
    """The situation in one walk. The walk's own answers overrule findings."""
    answers = complete_answers(network, walk, findings)
    logs = answer_logs(network, answers)
    belief = posterior(network.arrays, tuple(logs.values()), failed_steps(network, walk))
    alarms = tuple(one for one in network.guide.alarms if one.when and judge(one.when, answers) is Truth.HOLDS)
    outlook = _nothing(network) if any(one.stops for one in alarms) else _outlook(network, walk, answers, policy)
    return Situation(network, walk, answers, logs, belief, outlook, alarms)


def complete_answers(network: Network, walk: Walk, findings: Mapping[str, str]) -> Answers:
    """The walk's answers, with findings where the visitor gave none."""
    found = {q: option for q, option in findings.items() if (q, option) in network.option_row}
    given = {q: option for q, option in walk.answers.items() if option is not None or q not in found}
    return {**found, **given}


def answer_logs(network: Network, answers: Answers) -> dict[str, Floats]:
    """log P(answer | cause) of every answer that says something, in the guide's order; answers that do not apply are left out."""
    told = sorted((network.question_index[q], option) for q, option in answers.items() if option is not None)
    asked = [(network.guide.questions[index], option) for index, option in told]
    return {q.slug: _log_row(network, q, option, answers) for q, option in asked if applies(q, answers)}


def _log_row(network: Network, question: Question, option: str, answers: Answers) -> Floats:
    index = network.question_index[question.slug]
    if index not in network.hiding:
        row: Floats = network.arrays.log_likelihood[network.option_row[question.slug, option]]
        return row
    slugs = [one.slug for one in question.options]
    visible = {*visible_options(question, answers), option}
    shown = [i for i, slug in enumerate(slugs) if slug in visible]
    return visible_log_row(network.arrays, index, slugs.index(option), shown)


def failed_steps(network: Network, walk: Walk) -> list[int]:
    """Indices of the steps that did not help; those outside the order are no evidence."""
    return [network.step_index[step] for step in walk.tried if step in network.step_index]


def _nothing(network: Network) -> Outlook:
    """Where the walk ends."""
    questions, steps = len(network.guide.questions), len(network.steps)
    return Outlook(np.zeros(questions, bool), np.zeros(steps, bool), network.kills, (), {})


def _outlook(network: Network, walk: Walk, answers: Answers, policy: Policy) -> Outlook:
    told = [network.option_row[q, option] for q, option in answers.items() if option is not None]
    available = _available_steps(network, walk, answers, told)
    asked = questions_asked(network.guide, walk)
    may_ask = not walk.show_steps and policy.allows_question(asked, steps_tried=bool(walk.tried or walk.cannot))
    askable = _askable_questions(network, answers, told) if may_ask else np.zeros(len(network.guide.questions), bool)
    return Outlook(
        askable,
        available,
        network.kills,
        _near_rules(network, answers, available),
        _shown_options(network, answers, askable),
    )


def _available_steps(network: Network, walk: Walk, answers: Answers, told: Sequence[int]) -> Bools:
    """(F,): steps that apply, were not tried, and that no rule blocks."""
    available: Bools = ~network.kills[told].any(axis=0)
    available[[network.step_index[step] for step in (*walk.tried, *walk.cannot) if step in network.step_index]] = False
    for step, rule in network.rules:
        if available[step] and judge(rule, answers) is Truth.HOLDS:
            available[step] = False
    for step in network.waiting_steps:
        if available[step] and missing_before(network, walk, answers, network.steps[step]):
            available[step] = False
    return available


def _askable_questions(network: Network, answers: Answers, told: Sequence[int]) -> Bools:
    """(Q,): questions that apply, were not asked, and may come now."""
    askable: Bools = ~network.silences[told].any(axis=0)
    askable[[network.question_index[question] for question in answers]] = False
    for index, follows in network.followers:
        askable[index] &= follows in answers
    for index in network.hiding:
        askable[index] &= len(visible_options(network.guide.questions[index], answers)) > 1
    return askable


def missing_before(network: Network, walk: Walk, answers: Answers, step: Step) -> tuple[str, ...]:
    """The steps that must be tried before this one and still can be.

    One that does not apply, or that a rule holds back, is not waited for.
    """
    done = {*walk.tried, *walk.cannot}
    names = network.guide.step_names
    before = [names[slug] for slug in step.only_after if slug in names and slug not in done]
    return tuple(one.slug for one in before if may_offer(one, answers))


def may_offer(step: Step, answers: Answers) -> bool:
    """Whether a step applies and no *never while* rule is known to hold."""
    return judge(step.when, answers) is not Truth.CONTRADICTED and not any(
        judge(rule, answers) is Truth.HOLDS for rule in step.never_while
    )


def _near_rules(network: Network, answers: Answers, available: Bools) -> Sequence[tuple[int, int]]:
    """(row of O, step): answers that would make a *never while* rule hold."""
    return [
        (network.option_row[question, option], step)
        for step, rule in network.rules
        if available[step]
        for question, options in _last_missing_answers(rule, answers)
        for option in options
        if (question, option) in network.option_row
    ]


def _last_missing_answers(
    rule: Sequence[tuple[str, frozenset[str]]], answers: Answers
) -> Sequence[tuple[str, frozenset[str]]]:
    missing = [(question, options) for question, options in rule if answers.get(question) is None]
    others = tuple(part for part in rule if part not in missing)
    return missing if len(missing) == 1 and judge(others, answers) is Truth.HOLDS else ()


def _shown_options(network: Network, answers: Answers, askable: Bools) -> dict[int, Sequence[int]]:
    shown: dict[int, Sequence[int]] = {}
    for index in network.hiding:
        if askable[index]:
            question = network.guide.questions[index]
            visible = visible_options(question, answers)
            shown[index] = [network.option_row[question.slug, option] for option in visible]
    return shown
