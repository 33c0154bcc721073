"""Guides, walks and tables of numbers that hypothesis draws for the engine's tests."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Literal

import numpy as np
from hypothesis import strategies as st

from diagnostics.engine import Tables
from diagnostics.engine.guide import NONE, Alarm, Cause, Condition, Guide, Option, Question, Step
from diagnostics.engine.walk import NOT_SURE, Walk, fold
from diagnostics.engine.words import (
    COMMONNESS,
    DISRUPTION,
    EFFORT,
    REMEDY,
    SIGN,
    UNKNOWN,
    WAITING,
    AnswerWord,
    KindWord,
    SignWord,
)
from tests.engine.builders import SOMETHING_ELSE, Pairs

# A strategy costs more to make than to draw from, so those that many guides need are made once.
integers = cache(st.integers)
booleans = st.booleans()


@cache
def _indexes(size: int, least: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(integers(0, size - 1), min_size=least, max_size=most, unique=True)


def pick[T](draw: st.DrawFn, values: Sequence[T]) -> T:
    """One of them."""
    return values[draw(integers(0, len(values) - 1))]


def pick_some[T](draw: st.DrawFn, values: Sequence[T], *, least: int = 0, most: int) -> list[T]:
    """Different ones, in any order; of nothing, none."""
    return [values[i] for i in draw(_indexes(len(values), least, min(most, len(values))))] if values else []


def _seldom(draw: st.DrawFn) -> bool:
    return draw(integers(0, 3)) == 3


def _word[Word](draw: st.DrawFn, table: Mapping[Word, float]) -> Word:
    return pick(draw, list(table))


def _condition(draw: st.DrawFn, questions: Sequence[Question]) -> Condition:
    """At most two questions, each with some of its options, of a list perhaps that nothing is ticked."""
    return tuple(
        (one.slug, frozenset(pick_some(draw, _values(one), least=1, most=12)))
        for one in pick_some(draw, questions, most=2)
    )


def _values(question: Question) -> list[str]:
    """What can be answered but "not sure"."""
    return [*(option.slug for option in question.options), *([NONE] if question.kind == "several" else [])]


def _options(draw: st.DrawFn, earlier: Sequence[Question], count: int, *, rules: bool) -> tuple[Option, ...]:
    return tuple(
        Option(
            f"o{i}",
            _word(draw, COMMONNESS),
            when=_condition(draw, earlier) if rules and _seldom(draw) else (),
            aliases=(f"old-o{i}",) if i == 0 else (),
        )
        for i in range(count)
    )


def _signs(draw: st.DrawFn, causes: Sequence[str], options: Sequence[Option]) -> dict[str, dict[str, SignWord]]:
    words: list[SignWord | None] = [None, None, *SIGN]
    table = {cause: {option.slug: pick(draw, words) for option in options} for cause in causes}
    said = {cause: {slug: word for slug, word in row.items() if word} for cause, row in table.items()}
    return {cause: row for cause, row in said.items() if row}


def _question(
    draw: st.DrawFn, slug: str, causes: Sequence[str], earlier: Sequence[Question], *, rules: bool
) -> Question:
    """Its conditions look at earlier ones."""
    kinds: list[AnswerWord] = ["one", "one", "several"]
    kind = pick(draw, kinds)
    count = pick(draw, [2, 3, 4] if kind == "one" else [1, 2, 3, 3, 11])
    options = _options(draw, earlier, count, rules=rules)
    question = Question(
        slug,
        _word(draw, EFFORT),
        options,
        kind,
        _word(draw, UNKNOWN),
        signs=_signs(draw, causes, options),
        aliases=(f"old-{slug}",),
    )
    if not rules:
        return question
    return replace(
        question,
        detectable=draw(booleans),
        when=_condition(draw, earlier) if _seldom(draw) else (),
        follows=pick(draw, earlier).slug if earlier and _seldom(draw) else None,
    )


def _step(
    draw: st.DrawFn,
    slug: str,
    causes: Sequence[str],
    questions: Sequence[Question],
    others: Sequence[str],
    *,
    rules: bool,
) -> Step:
    """Of any kind; it cures at most three causes, and its conditions look at any question."""
    kinds: list[KindWord] = ["repair", "repair", "repair", "wait", "verdict"]
    outside: list[KindWord] = ["workaround", "escalation"] if rules else []
    step = Step(
        slug,
        pick(draw, [*kinds, *outside]),
        pick(draw, [1, 2, 5, 10, 20]),
        {cause: _word(draw, REMEDY) for cause in pick_some(draw, causes, most=3)},
        _word(draw, WAITING),
        pick(draw, ["nothing", "nothing", *DISRUPTION]),
        aliases=(f"old-{slug}",),
    )
    if not rules:
        return step
    rule = _condition(draw, questions) if _seldom(draw) else ()
    return replace(
        step,
        when=_condition(draw, questions) if _seldom(draw) else (),
        needs=_condition(draw, questions) if _seldom(draw) else (),
        only_after=tuple(pick_some(draw, others, most=2)) if _seldom(draw) else (),
        never_while=(rule,) if rule else (),
        contact=draw(booleans),
        meanwhile=draw(booleans),
    )


@st.composite
def guides(
    draw: st.DrawFn,
    *,
    causes: tuple[int, int] = (1, 6),
    questions: tuple[int, int] = (0, 5),
    steps: tuple[int, int] = (0, 6),
    rules: bool = True,
) -> Guide:
    """A guide made of the words; ``rules``: with conditions, pins, follows and steps outside the order."""
    listed = tuple(
        Cause(f"c{i}", pick(draw, ["here", "there"]), _word(draw, COMMONNESS)) for i in range(draw(integers(*causes)))
    )
    slugs = [cause.slug for cause in listed]
    asked: list[Question] = []
    for i in range(draw(integers(*questions))):
        asked.append(_question(draw, f"q{i}", slugs, asked, rules=rules))
    done: list[Step] = []
    for i in range(draw(integers(*steps))):
        done.append(_step(draw, f"s{i}", slugs, asked, [step.slug for step in done], rules=rules))
    if rules and asked:
        asked = _pin(draw, _let_mean(draw, asked))
    alarms = (Alarm("alarm", _condition(draw, asked)),) if rules else ()
    minutes = pick(draw, [30, 60, 90])
    return Guide(("here", "there"), (*listed, SOMETHING_ELSE), tuple(asked), tuple(done), alarms, minutes)


def _let_mean(draw: st.DrawFn, questions: Sequence[Question]) -> list[Question]:
    """Seldom the first option of a question answers another question as well."""
    found = list(questions)
    for i, question in enumerate(questions):
        if len(questions) == 1 or not _seldom(draw):
            continue
        other = pick(draw, [one for one in questions if one is not question])
        first = replace(question.options[0], means=((other.slug, pick(draw, other.options).slug),))
        found[i] = replace(question, options=(first, *question.options[1:]))
    return found


def _pin(draw: st.DrawFn, questions: Sequence[Question]) -> list[Question]:
    ways: list[tuple[Literal["first", "second"], ...]] = [(), ("first",), ("first", "second")]
    pinned = [replace(question, asked=pin) for question, pin in zip(questions, pick(draw, ways), strict=False)]
    return [*pinned, *questions[len(pinned) :]]


def things_to_say(guide: Guide) -> list[tuple[str, str]]:
    """Every pair that means something in this guide."""
    answers = [(q.slug, value) for q in guide.questions for value in (*_values(q), NOT_SURE)]
    answers += [("waiting", step.slug) for step in guide.steps if step.takes_time]
    return [*answers, *((word, step.slug) for step in guide.steps for word in ("tried", "cannot", "did"))]


@cache
def _choices(size: int, most: int) -> st.SearchStrategy[list[int]]:
    return st.lists(integers(0, size - 1), max_size=most)


@st.composite
def addresses(draw: st.DrawFn, guide: Guide, *, most: int = 8) -> Pairs:
    """Pairs that mean something, in any order, repeated or contradictory too."""
    said = things_to_say(guide)
    return tuple(said[i] for i in draw(_choices(len(said), most))) if said else ()


@st.composite
def guides_and_walks(draw: st.DrawFn, /, **sizes: Any) -> tuple[Guide, Walk]:
    guide = draw(guides(**sizes))
    return guide, fold(guide, draw(addresses(guide)))


@st.composite
def findings_for(draw: st.DrawFn, guide: Guide) -> dict[str, str]:
    """What the server knows: an answer to at most two questions."""
    return {one.slug: pick(draw, one.options).slug for one in pick_some(draw, guide.questions, most=2)}


@cache
def numbers(least: float, most: float) -> st.SearchStrategy[float]:
    return st.floats(least, most, allow_nan=False, allow_infinity=False)


@st.composite
def plain_tables(
    draw: st.DrawFn,
    *,
    causes: tuple[int, int] = (1, 5),
    questions: tuple[int, int] = (0, 4),
    steps: tuple[int, int] = (0, 5),
) -> Tables:
    """Tables of numbers that no words stand for."""
    listed, asked, done = (draw(integers(*size)) for size in (causes, questions, steps))

    def table(rows: int, least: float, most: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        cells = draw(st.lists(numbers(least, most), min_size=rows * listed, max_size=rows * listed))
        return np.array(cells, float).reshape(rows, listed)

    def row(size: int, least: float, most: float) -> list[float]:
        return draw(st.lists(numbers(least, most), min_size=size, max_size=size))

    return Tables(
        prior=row(listed, 0.1, 20),
        likelihood=[table(draw(integers(2, 4)), 0.02, 20) for _ in range(asked)],
        cures=table(done, 0, 1),
        question_minutes=row(asked, 0.1, 5),
        step_minutes=row(done, 0.5, 60),
        escalation_minutes=draw(numbers(20, 120)),
    )


def option_count(tables: Tables, question: int) -> int:
    return len(tables.arrays.likelihood[tables.arrays.options(question)])


@st.composite
def answers_to(draw: st.DrawFn, tables: Tables) -> dict[int, int]:
    asked = [question for question in range(len(tables.likelihood)) if draw(booleans)]
    return {question: draw(integers(0, option_count(tables, question) - 1)) for question in asked}
