"""Where a visitor stands: the answers that count, the belief, and what may still be asked and offered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from diagnostics.engine.arrays import Bools, Floats
from diagnostics.engine.choose import Policy
from diagnostics.engine.evidence import Told, brake, posterior, read_answers
from diagnostics.engine.focus import Focus, make_focus
from diagnostics.engine.guide import (
    Alarm,
    Answer,
    Answers,
    Condition,
    Faded,
    Found,
    Step,
    Ticks,
    Truth,
    judge,
    options_of,
)
from diagnostics.engine.lookahead import ListOutcomes, Outlook
from diagnostics.engine.network import Network
from diagnostics.engine.walk import Walk, applies, questions_asked, rows, visible_options


@dataclass(frozen=True, slots=True, eq=False)
class Situation:
    """Attributes:

    answers: the walk's answers, completed by findings. told: what each of them tells.
    belief: (C+1,). outlook: what may be asked and offered now. alarms: those that are raised.
    """

    network: Network
    walk: Walk
    answers: Answers
    told: tuple[Told, ...]
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


def situation(network: Network, walk: Walk, findings: Found, policy: Policy) -> Situation:
    """The situation in one walk. The walk's own answers overrule findings."""
    answers = complete_answers(network, walk, findings)
    told = read_answers(network, answers, _weights(walk, findings))
    failed, done_before = step_indices(network, walk.tried), step_indices(network, walk.did)
    belief = posterior(network.arrays, [one.log for one in told], failed, done_before)
    alarms = tuple(one for one in network.guide.alarms if one.when and judge(one.when, answers) is Truth.HOLDS)
    outlook = _nothing(network) if any(one.stops for one in alarms) else _outlook(network, walk, answers, policy)
    return Situation(network, walk, answers, told, belief, outlook, alarms)


def complete_answers(network: Network, walk: Walk, findings: Found) -> Answers:
    """The walk's answers, what these mean for other questions, and findings where the visitor said nothing."""
    options = {name: one.option if isinstance(one, Faded) else one for name, one in findings.items()}
    known = {name: option for name, option in options.items() if (name, option) in network.option_row}
    found = {name: _as_answer(network, name, option) for name, option in known.items()}
    found |= _meant_answers(network, {**found, **walk.answers})
    given = {name: answer for name, answer in walk.answers.items() if answer is not None or name not in found}
    return {**found, **given}


def _weights(walk: Walk, findings: Found) -> dict[str, float]:
    """How much faded findings count; what the visitor said instead counts whole."""
    faded = {name: one.weight for name, one in findings.items() if isinstance(one, Faded)}
    return {name: weight for name, weight in faded.items() if walk.answers.get(name) is None}


def _as_answer(network: Network, question: str, option: str) -> Answer:
    """What is known without asking: of a list, one fact that is so."""
    is_list = network.question_index[question] in network.lists
    return Ticks((option,), (option,)) if is_list else option


def _meant_answers(network: Network, answers: Answers) -> dict[str, Answer]:
    """What answers say about other questions as well; of two that answer one, the guide's first counts."""
    meant: dict[str, Answer] = {}
    for option, question in network.meaning:
        if option.slug in options_of(answers.get(question)):
            for name, said in option.means:
                if (name, said) in network.option_row:
                    meant.setdefault(name, _as_answer(network, name, said))
    return meant


def step_indices(network: Network, steps: Sequence[str]) -> list[int]:
    """Indices of steps; those outside the order are no evidence."""
    return [network.step_index[step] for step in steps if step in network.step_index]


def _nothing(network: Network) -> Outlook:
    """Where the walk ends."""
    questions, steps = len(network.guide.questions), len(network.steps)
    return Outlook(np.zeros(questions, bool), np.zeros(steps, bool), network.kills)


def _outlook(network: Network, walk: Walk, answers: Answers, policy: Policy) -> Outlook:
    told = [network.option_row[q, answer] for q, answer in answers.items() if isinstance(answer, str)]
    fitting = _fitting_steps(network, walk, answers, told)
    available, again = fitting.copy(), np.zeros(len(fitting), bool)
    unmet = [(step, needs) for step, needs in network.needing if judge(needs, answers) is not Truth.HOLDS]
    available[[step for step, _ in unmet]] = False
    done = step_indices(network, walk.did)
    again[done] = available[done]
    available[done] = False
    asked = questions_asked(network.guide, walk)
    may_ask = not (walk.show_steps or walk.waiting) and policy.allows_question(
        asked, steps_tried=bool(walk.tried or walk.cannot)
    )
    if not may_ask:
        return Outlook(np.zeros(len(network.guide.questions), bool), available, network.kills, again=again)
    askable = _askable_questions(network, answers, told)
    closed = [(step, needs) for step, needs in unmet if fitting[step] and step not in done]
    also_kills, shown = _near_rules(network, answers, available, closed), _shown_options(network, answers, askable)
    return Outlook(
        askable,
        available,
        network.kills,
        also_kills=also_kills,
        opens=[pair for pair in _near_needs(network, answers, closed, askable, shown) if pair not in also_kills],
        shown=shown,
        lists=_list_outcomes(network, answers, askable, available, closed),
        again=again,
    )


def _fitting_steps(network: Network, walk: Walk, answers: Answers, told: Sequence[int]) -> Bools:
    """(F,): steps that apply, were not tried, that no rule blocks, and that can be done while one waits."""
    fitting: Bools = ~network.kills[told].any(axis=0)
    fitting[step_indices(network, (*walk.tried, *walk.cannot))] = False
    if walk.waiting:
        fitting &= network.meanwhile
        fitting[network.step_index[walk.waiting.name]] = False
    for step in network.listed_steps:
        if fitting[step] and judge(network.steps[step].when, answers) is Truth.CONTRADICTED:
            fitting[step] = False
    for step, rule in network.rules:
        if fitting[step] and judge(rule, answers) is Truth.HOLDS:
            fitting[step] = False
    for step in network.later_steps:
        if fitting[step] and missing_before(network, walk, answers, network.steps[step]):
            fitting[step] = False
    return fitting


def _askable_questions(network: Network, answers: Answers, told: Sequence[int]) -> Bools:
    """(Q,): questions that apply, were not answered, and may come now."""
    askable: Bools = ~network.silences[told].any(axis=0)
    askable[[network.question_index[question] for question in answers]] = False
    for index in network.listed_questions:
        askable[index] &= applies(network.guide.questions[index], answers)
    for index, follows in network.followers:
        askable[index] &= follows in answers
    for index in network.hiding:
        askable[index] &= len(visible_options(network.guide.questions[index], answers)) > 1
    for index in network.lists:
        askable[index] &= bool(rows(network.guide.questions[index], answers))
    return askable


def missing_before(network: Network, walk: Walk, answers: Answers, step: Step) -> tuple[str, ...]:
    """The steps that must be tried before this one and still can be.

    One that does not apply, or that a rule holds back, is not waited for.
    """
    done = {*walk.tried, *walk.cannot, *walk.did}
    names = network.guide.step_names
    before = [names[slug] for slug in step.only_after if slug in names and slug not in done]
    return tuple(one.slug for one in before if may_offer(one, answers))


def may_offer(step: Step, answers: Answers) -> bool:
    """Whether what a step needs was answered, and nothing rules it out."""
    return judge(step.needs, answers) is Truth.HOLDS and not is_ruled_out(step, answers)


def is_ruled_out(step: Step, answers: Answers) -> bool:
    """Whether an answer says that a step does not apply, or not now; what nobody has answered rules nothing out."""
    contradicted = (judge(one, answers) is Truth.CONTRADICTED for one in (step.when, step.needs))
    return any(contradicted) or any(judge(rule, answers) is Truth.HOLDS for rule in step.never_while)


def _near_rules(
    network: Network, answers: Answers, available: Bools, closed: Sequence[tuple[int, Condition]]
) -> Sequence[tuple[int, int]]:
    """(row of O, step): answers that would make a *never while* rule hold."""
    near = {*np.flatnonzero(available).tolist(), *(step for step, _ in closed)}
    return [pair for step, rule in network.rules if step in near for pair in _last_rows(network, answers, step, rule)]


def _near_needs(
    network: Network,
    answers: Answers,
    closed: Sequence[tuple[int, Condition]],
    askable: Bools,
    shown: Mapping[int, Sequence[int]],
) -> Iterator[tuple[int, int]]:
    """(row of O, step): answers that may be given now, after which a step has all that it needs and still applies."""
    for step, needs in closed:
        for row, _ in _last_rows(network, answers, step, needs):
            question = network.arrays.question_of(row)
            if askable[question] and row in shown.get(question, (row,)) and not network.kills[row, step]:
                yield row, step


def _last_rows(network: Network, answers: Answers, step: int, condition: Condition) -> Sequence[tuple[int, int]]:
    return [
        (network.option_row[question, option], step)
        for question, options in _last_missing_answers(condition, answers)
        if network.question_index.get(question) not in network.lists
        for option in options
        if (question, option) in network.option_row
    ]


def _last_missing_answers(rule: Condition, answers: Answers) -> Condition:
    """The one part of a rule that nobody has answered, where all others hold."""
    if len(rule) == 1:
        return rule if answers.get(rule[0][0]) is None else ()
    missing = [part for part in rule if answers.get(part[0]) is None]
    if len(missing) != 1:
        return ()
    others = tuple(part for part in rule if part is not missing[0])
    return tuple(missing) if judge(others, answers) is Truth.HOLDS else ()


def _shown_options(network: Network, answers: Answers, askable: Bools) -> dict[int, Sequence[int]]:
    shown: dict[int, Sequence[int]] = {}
    for index in network.hiding:
        if askable[index]:
            question = network.guide.questions[index]
            visible = visible_options(question, answers)
            shown[index] = [network.option_row[question.slug, option] for option in visible]
    return shown


def _list_outcomes(
    network: Network,
    answers: Answers,
    askable: Bools,
    available: Bools,
    closed: Sequence[tuple[int, Condition]],
) -> dict[int, ListOutcomes]:
    """What may come of the lists that may be asked and are not asked anyway."""
    offered = np.flatnonzero(available).tolist() + [step for step, _ in closed]
    return {
        index: _outcomes(network, answers, index, available, offered)
        for index in network.lists
        if askable[index] and index not in network.pinned
    }


def _outcomes(network: Network, answers: Answers, index: int, available: Bools, offered: Sequence[int]) -> ListOutcomes:
    question = network.guide.questions[index]
    shown = rows(question, answers)
    ticked = network.arrays.likelihood[[network.option_row[question.slug, option] for option in shown]]
    odds = (ticked / (1 - ticked)) ** brake(len(shown))
    table = np.vstack([np.ones(ticked.shape[1]), odds])
    after = np.tile(available, (len(table), 1))
    for row, chosen in enumerate([(), *((option,) for option in shown)]):
        told = {**answers, question.slug: Ticks(chosen, shown)}
        for step in offered:
            after[row, step] = may_offer(network.steps[step], told)
    return ListOutcomes(table / table.sum(axis=0), after)
