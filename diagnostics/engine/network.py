"""A guide compiled for deciding: the arrays, and where each slug stands in them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from diagnostics.engine.arrays import Arrays, Bools, Floats, build
from diagnostics.engine.guide import Cause, Condition, Guide, Option, Question, Step
from diagnostics.engine.walk import MOST_SHOWN
from diagnostics.engine.words import (
    BLANK,
    COMMONNESS,
    DISRUPTION,
    MISREAD,
    OPEN_SHARE,
    REMEDY,
    SIGN,
    UNKNOWN,
    question_minutes,
    step_minutes,
    tick_chance,
)


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Attributes:

    causes: the C listed causes, in guide order. steps: the F steps of the order, where ties are broken in their
    favour from first to last (lesser disruption, fewer minutes, guide order).
    question_index, step_index: slug → index. option_row: (question, option) → row of O.
    kills: (O, F), steps whose condition that answer contradicts. silences: (O, Q), the same of questions. What is
    ticked in a list contradicts nothing by itself: listed_steps and listed_questions (indices) must be judged.
    followers: (question index, question that it follows). later_steps: those with *only after*.
    meanwhile: (F,), steps that can be done while another takes its time.
    hiding: questions whose shown options vary, or that have fewer than two.
    rules: (step index, condition) of every *never while*. needing: (step index, what must have been answered).
    pinned: questions asked first and second. lists: questions that are answered by ticking. meaning: (option,
    its question) of those that answer other questions as well.
    """

    guide: Guide
    arrays: Arrays
    causes: tuple[Cause, ...]
    steps: tuple[Step, ...]
    question_index: Mapping[str, int]
    step_index: Mapping[str, int]
    option_row: Mapping[tuple[str, str], int]
    kills: Bools
    silences: Bools
    followers: tuple[tuple[int, str], ...]
    later_steps: tuple[int, ...]
    meanwhile: Bools
    hiding: frozenset[int]
    rules: tuple[tuple[int, Condition], ...]
    needing: tuple[tuple[int, Condition], ...]
    pinned: tuple[int, ...]
    lists: frozenset[int]
    meaning: tuple[tuple[Option, str], ...]
    listed_steps: tuple[int, ...]
    listed_questions: tuple[int, ...]


def compile_guide(guide: Guide) -> Network:
    """Compile once per release. Words become numbers here (``engine/words.py``) and nowhere else."""
    causes = tuple(cause for cause in guide.causes if not cause.open)
    steps = _in_tie_order(guide)
    rows = _option_rows(guide)
    arrays = _arrays(guide, causes, steps)
    lists = {question.slug for question in guide.questions if question.kind == "several"}
    chosen = {name: row for name, row in rows.items() if name[0] not in lists}
    return Network(
        guide=guide,
        arrays=arrays,
        causes=causes,
        steps=steps,
        question_index=_index(question.slug for question in guide.questions),
        step_index=_index(step.slug for step in steps),
        option_row=rows,
        kills=_contradictions(arrays, chosen, [step.when for step in steps]),
        silences=_contradictions(arrays, chosen, [question.when for question in guide.questions]),
        followers=tuple((i, question.follows) for i, question in enumerate(guide.questions) if question.follows),
        later_steps=tuple(i for i, step in enumerate(steps) if step.only_after),
        meanwhile=np.array([step.meanwhile for step in steps], bool),
        hiding=frozenset(i for i, question in enumerate(guide.questions) if _has_varying_options(question)),
        rules=tuple((i, condition) for i, step in enumerate(steps) for condition in step.never_while),
        needing=tuple((i, step.needs) for i, step in enumerate(steps) if step.needs),
        meaning=tuple((option, q.slug) for q in guide.questions for option in q.options if option.means),
        lists=frozenset(i for i, question in enumerate(guide.questions) if question.slug in lists),
        listed_steps=tuple(i for i, step in enumerate(steps) if _names_any(step.when, lists)),
        listed_questions=tuple(i for i, question in enumerate(guide.questions) if _names_any(question.when, lists)),
        pinned=tuple(i for pin in ("first", "second") for i, q in enumerate(guide.questions) if q.asked == pin),
    )


def _has_varying_options(question: Question) -> bool:
    """Whether the shown options must be counted before asking; a single option is not worth a question."""
    if question.kind == "several":
        return False
    return len(question.options) < 2 or any(option.when for option in question.options)


def _names_any(condition: Condition, questions: Collection[str]) -> bool:
    return any(name in questions for name, _ in condition)


def _in_tie_order(guide: Guide) -> tuple[Step, ...]:
    severity = {word: rank for rank, word in enumerate(DISRUPTION)}
    steps = [step for step in guide.steps if step.in_order]
    return tuple(sorted(steps, key=lambda step: (severity[step.disruption], step.minutes)))


def _arrays(guide: Guide, causes: tuple[Cause, ...], steps: tuple[Step, ...]) -> Arrays:
    return build(
        prior=[COMMONNESS[cause.commonness] for cause in causes],
        likelihood=[_sign_table(question, causes) for question in guide.questions],
        cures=[
            [REMEDY[step.remedies[one.slug]] if one.slug in step.remedies else 0.0 for one in causes] for step in steps
        ],
        question_minutes=[_minutes(question) for question in guide.questions],
        step_minutes=[step_minutes(step.minutes, step.waiting, step.disruption) for step in steps],
        escalation_minutes=guide.escalation_minutes,
        misread_rate=MISREAD,
        lists=[i for i, question in enumerate(guide.questions) if question.kind == "several"],
        open_share=OPEN_SHARE,
        unknown=[UNKNOWN[question.unknown] for question in guide.questions],
        loses=[step.disruption in ("loses-settings", "loses-data") for step in steps],
    )


def _minutes(question: Question) -> float:
    rows = min(len(question.options), MOST_SHOWN) if question.kind == "several" else 0
    return question_minutes(question.effort, rows)


def _sign_table(question: Question, causes: tuple[Cause, ...]) -> Floats:
    """(options, C): how usual an option is, times the sign's factor, not normalised; of a list P(ticked | cause)."""
    table = [[_sign(question, option, cause) for cause in causes] for option in question.options]
    return np.array(table).reshape(len(question.options), len(causes))


def _sign(question: Question, option: Option, cause: Cause) -> float:
    word = question.signs.get(cause.slug, {}).get(option.slug)
    factor = SIGN[word] if word else BLANK
    return tick_chance(option.usual, factor) if question.kind == "several" else COMMONNESS[option.usual] * factor


def _index(slugs: Iterable[str]) -> Mapping[str, int]:
    return MappingProxyType({slug: i for i, slug in enumerate(slugs)})


def _option_rows(guide: Guide) -> Mapping[tuple[str, str], int]:
    """Of a fact of a list, the row in which it is ticked."""
    rows, row = {}, 0
    for question in guide.questions:
        for option in question.options:
            rows[question.slug, option.slug] = row
            row += 2 if question.kind == "several" else 1
    return MappingProxyType(rows)


def _contradictions(arrays: Arrays, rows: Mapping[tuple[str, str], int], conditions: Sequence[Condition]) -> Bools:
    """(O, number of conditions): whether that answer contradicts that condition."""
    table = np.zeros((len(arrays.likelihood), len(conditions)), bool)
    by_question: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for index, condition in enumerate(conditions):
        for question, options in condition:
            by_question.setdefault(question, []).append((index, options))
    for (question, option), row in rows.items():
        for index, options in by_question.get(question, ()):
            table[row, index] |= option not in options
    return table
