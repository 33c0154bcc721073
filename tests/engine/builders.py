"""Guides and tables for the engine's tests, with only the interesting difference visible.

The first half builds by hand (``a_guide(steps=[...])``), the second draws with hypothesis.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import numpy as np
from hypothesis import strategies as st

from diagnostics.engine import Policy, Tables
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import NONE, Alarm, Cause, Condition, Guide, Option, Question, Step
from diagnostics.engine.network import Network
from diagnostics.engine.walk import NOT_SURE, Walk, fold, rows, visible_options
from diagnostics.engine.words import (
    COMMONNESS,
    DISRUPTION,
    EFFORT,
    REMEDY,
    SIGN,
    UNKNOWN,
    WAITING,
    AnswerWord,
    CommonnessWord,
    KindWord,
    RemedyWord,
)

type Pairs = tuple[tuple[str, str], ...]

UNLIMITED = Policy(margin=0, rescues=0, before_first_step=np.inf, in_all=np.inf)
SOMETHING_ELSE = Cause("something-else", "here", open=True)

# By hand ---------------------------------------------------------------------


def a_cause(slug: str, commonness: CommonnessWord = "occasional", place: str = "here") -> Cause:
    return Cause(slug, place, commonness)


def a_question(slug: str, *options: str | Option, **changes: Any) -> Question:
    """A question at a glance; options by slug."""
    made = tuple(one if isinstance(one, Option) else Option(one) for one in options or ("yes", "no"))
    return replace(Question(slug, "glance", made), **changes)


def a_list(slug: str, *facts: str | Option, **changes: Any) -> Question:
    """A question answered by ticking all that is so."""
    return a_question(slug, *facts, kind="several", **changes)


def a_step(slug: str, remedies: dict[str, RemedyWord] | None = None, **changes: Any) -> Step:
    return replace(Step(slug, "repair", 1, remedies or {}), **changes)


def when(**options: str | Sequence[str]) -> Condition:
    """``when(device="phone", see=["a", "b"])``; underscores stand for hyphens in the questions' slugs."""
    return tuple(
        (name.replace("_", "-"), frozenset([wanted] if isinstance(wanted, str) else wanted))
        for name, wanted in options.items()
    )


def a_guide(
    causes: Sequence[str | Cause] = ("dust", "rust"),
    questions: Sequence[Question] = (),
    steps: Sequence[Step] = (),
    **changes: Any,
) -> Guide:
    """A guide of these parts and the open cause."""
    listed = [one if isinstance(one, Cause) else a_cause(one) for one in causes]
    guide = Guide(("here", "there"), (*listed, SOMETHING_ELSE), tuple(questions), tuple(steps))
    return replace(guide, **changes)


def a_walk(guide: Guide, **answers: str) -> Walk:
    return fold(guide, [(name.replace("_", "-"), option) for name, option in answers.items()])


# Whole walks -----------------------------------------------------------------


@dataclass(frozen=True)
class Moment:
    """One page of a walk, and what was decided there."""

    walk: Walk
    decision: Decision


def follow(network: Network, choose: Callable[[Sequence[str]], str], start: Pairs = ()) -> Iterator[Moment]:
    """Play a visitor who does what the engine says: ``choose`` picks an answer, or how the offered step went."""
    walk = fold(network.guide, start)
    while True:
        decision = advise(network, walk)
        yield Moment(walk, decision)
        if decision.move == "escalate":
            return
        said = _reply(network.guide, walk, decision, choose)
        walk = fold(network.guide, [*walk.pairs, *said])


def _reply(guide: Guide, walk: Walk, decision: Decision, choose: Callable[[Sequence[str]], str]) -> Pairs:
    """An answer, of a list at most two ticks, or how the step went."""
    if not decision.question:
        return ((choose(["tried", "cannot"]), decision.waiting or decision.plan[0].step),)
    question = guide.question_names[decision.question]
    if question.kind == "one":
        return ((question.slug, choose([*visible_options(question, walk.answers), NOT_SURE])),)
    shown = rows(question, walk.answers)
    first = choose([*shown, NONE, NOT_SURE])
    more = choose([first, *shown]) if first in shown else first
    return tuple((question.slug, value) for value in dict.fromkeys([first, more]))


def shuffled_causes(guide: Guide, order: Sequence[int]) -> Guide:
    return replace(guide, causes=tuple(guide.causes[i] for i in order))


# Drawn -----------------------------------------------------------------------


def _words(table: dict[Any, float]) -> st.SearchStrategy[Any]:
    return st.sampled_from(list(table))


@st.composite
def conditions(draw: st.DrawFn, questions: Sequence[Question]) -> Condition:
    """At most two questions, each with some of its options, of a list perhaps that nothing is ticked."""
    chosen = draw(st.lists(st.sampled_from(questions), max_size=2, unique_by=lambda q: q.slug)) if questions else []
    return tuple((one.slug, frozenset(draw(st.sets(st.sampled_from(_values(one)), min_size=1)))) for one in chosen)


def _values(question: Question) -> list[str]:
    """What can be answered but "not sure"."""
    return [*(option.slug for option in question.options), *([NONE] if question.kind == "several" else [])]


def _seldom(draw: st.DrawFn, strategy: st.SearchStrategy[Any], otherwise: Any) -> Any:
    return draw(strategy) if draw(st.integers(0, 3)) == 3 else otherwise


@st.composite
def _options(
    draw: st.DrawFn, earlier: Sequence[Question], sizes: st.SearchStrategy[int], *, rules: bool
) -> tuple[Option, ...]:
    return tuple(
        Option(
            f"o{i}",
            draw(_words(COMMONNESS)),
            when=_seldom(draw, conditions(earlier), ()) if rules else (),
            aliases=(f"old-o{i}",) if i == 0 else (),
        )
        for i in range(draw(sizes))
    )


@st.composite
def _signs(draw: st.DrawFn, causes: Sequence[str], options: Sequence[Option]) -> dict[str, dict[str, Any]]:
    words = st.sampled_from([None, None, *SIGN])
    table = {cause: {option.slug: draw(words) for option in options} for cause in causes}
    return {
        cause: {slug: word for slug, word in row.items() if word} for cause, row in table.items() if any(row.values())
    }


@st.composite
def questions_about(
    draw: st.DrawFn, slug: str, causes: Sequence[str], earlier: Sequence[Question], *, rules: bool
) -> Question:
    """A question; its conditions look at earlier ones."""
    kind: AnswerWord = draw(st.sampled_from(["one", "one", "several"]))
    sizes = st.integers(2, 4) if kind == "one" else st.sampled_from([1, 2, 3, 3, 11])
    options = draw(_options(earlier, sizes, rules=rules))
    question = Question(
        slug,
        draw(_words(EFFORT)),
        options,
        kind,
        draw(_words(UNKNOWN)),
        signs=draw(_signs(causes, options)),
        aliases=(f"old-{slug}",),
    )
    if not rules:
        return question
    return replace(
        question,
        detectable=draw(st.booleans()),
        when=_seldom(draw, conditions(earlier), ()),
        follows=_seldom(draw, st.sampled_from([q.slug for q in earlier]), None) if earlier else None,
    )


@st.composite
def steps_for(
    draw: st.DrawFn,
    slug: str,
    causes: Sequence[str],
    questions: Sequence[Question],
    others: Sequence[str],
    *,
    rules: bool,
) -> Step:
    """A step of any kind, that cures at most three causes; its conditions look at any question."""
    kinds: list[KindWord] = ["repair", "repair", "repair", "wait", "verdict"]
    cured = draw(st.lists(st.sampled_from(causes), max_size=3, unique=True))
    step = Step(
        slug,
        draw(st.sampled_from([*kinds, *(("workaround", "escalation") if rules else ())])),
        draw(st.sampled_from([1, 2, 5, 10, 20])),
        {cause: draw(_words(REMEDY)) for cause in cured},
        draw(_words(WAITING)),
        draw(st.sampled_from(["nothing", "nothing", *DISRUPTION])),
        aliases=(f"old-{slug}",),
    )
    if not rules:
        return step
    after = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
    rule = _seldom(draw, conditions(questions), ())
    return replace(
        step,
        when=_seldom(draw, conditions(questions), ()),
        needs=_seldom(draw, conditions(questions), ()),
        only_after=tuple(after) if draw(st.integers(0, 3)) == 3 else (),
        never_while=(rule,) if rule else (),
        contact=draw(st.booleans()),
        meanwhile=draw(st.booleans()),
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
        Cause(f"c{i}", draw(st.sampled_from(["here", "there"])), draw(_words(COMMONNESS)))
        for i in range(draw(st.integers(*causes)))
    )
    slugs = [cause.slug for cause in listed]
    asked: list[Question] = []
    for i in range(draw(st.integers(*questions))):
        asked.append(draw(questions_about(f"q{i}", slugs, asked, rules=rules)))
    done: list[Step] = []
    for i in range(draw(st.integers(*steps))):
        done.append(draw(steps_for(f"s{i}", slugs, asked, [step.slug for step in done], rules=rules)))
    if rules and asked:
        asked = _pin(draw, _let_mean(draw, asked))
    alarms = (Alarm("alarm", draw(conditions(asked))),) if rules else ()
    minutes = draw(st.sampled_from([30, 60, 90]))
    return Guide(("here", "there"), (*listed, SOMETHING_ELSE), tuple(asked), tuple(done), alarms, minutes)


def _let_mean(draw: st.DrawFn, questions: Sequence[Question]) -> list[Question]:
    """Seldom the first option of a question answers another question as well."""
    found = list(questions)
    for i, question in enumerate(questions):
        if len(questions) == 1 or draw(st.integers(0, 3)) < 3:
            continue
        other = draw(st.sampled_from([one for one in questions if one is not question]))
        first = replace(question.options[0], means=((other.slug, draw(st.sampled_from(other.options)).slug),))
        found[i] = replace(question, options=(first, *question.options[1:]))
    return found


def _pin(draw: st.DrawFn, questions: Sequence[Question]) -> list[Question]:
    pins: tuple[Literal["first", "second"], ...] = draw(st.sampled_from([(), ("first",), ("first", "second")]))
    pinned = [replace(question, asked=pin) for question, pin in zip(questions, pins, strict=False)]
    return [*pinned, *questions[len(pinned) :]]


def things_to_say(guide: Guide) -> list[tuple[str, str]]:
    """Every pair that means something in this guide."""
    answers = [(q.slug, value) for q in guide.questions for value in (*_values(q), NOT_SURE)]
    answers += [("waiting", step.slug) for step in guide.steps if step.takes_time]
    return [*answers, *((word, step.slug) for step in guide.steps for word in ("tried", "cannot", "did"))]


@st.composite
def addresses(draw: st.DrawFn, guide: Guide, *, most: int = 8) -> Pairs:
    """Pairs that mean something, in any order, repeated or contradictory too."""
    said = things_to_say(guide)
    return tuple(draw(st.lists(st.sampled_from(said), max_size=most))) if said else ()


@st.composite
def guides_and_walks(draw: st.DrawFn, /, **sizes: Any) -> tuple[Guide, Walk]:
    guide = draw(guides(**sizes))
    return guide, fold(guide, draw(addresses(guide)))


@st.composite
def findings_for(draw: st.DrawFn, guide: Guide) -> dict[str, str]:
    """What the server knows: an answer to at most two questions."""
    asked = draw(st.lists(st.sampled_from(guide.questions), max_size=2)) if guide.questions else []
    return {question.slug: draw(st.sampled_from(question.options)).slug for question in asked}


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
    listed, asked, done = (draw(st.integers(*size)) for size in (causes, questions, steps))

    def table(rows: int, least: float, most: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        cells = draw(st.lists(numbers(least, most), min_size=rows * listed, max_size=rows * listed))
        return np.array(cells, float).reshape(rows, listed)

    def row(size: int, least: float, most: float) -> list[float]:
        return draw(st.lists(numbers(least, most), min_size=size, max_size=size))

    return Tables(
        prior=row(listed, 0.1, 20),
        likelihood=[table(draw(st.integers(2, 4)), 0.02, 20) for _ in range(asked)],
        cures=table(done, 0, 1),
        question_minutes=row(asked, 0.1, 5),
        step_minutes=row(done, 0.5, 60),
        escalation_minutes=draw(numbers(20, 120)),
    )


def option_count(tables: Tables, question: int) -> int:
    return len(tables.arrays.likelihood[tables.arrays.options(question)])


@st.composite
def answers_to(draw: st.DrawFn, tables: Tables) -> dict[int, int]:
    asked = [question for question in range(len(tables.likelihood)) if draw(st.booleans())]
    return {question: draw(st.integers(0, option_count(tables, question) - 1)) for question in asked}


ALL_KINDS: tuple[KindWord, ...] = get_args(KindWord.__value__)
