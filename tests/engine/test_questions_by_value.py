"""The questions of a talk, the best one first."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from diagnostics.engine.advise import ASKING_ON, advise, decide_walk, questions_by_value
from diagnostics.engine.guide import Guide
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import Walk, fold
from tests.engine.builders import a_guide, a_question, a_step, a_walk, when
from tests.engine.drawn import guides_and_walks
from tests.share import examples

TELLING = {"dust": {"yes": "strongly-for", "no": "against"}, "rust": {"yes": "against", "no": "strongly-for"}}
FAINT = {"dust": {"yes": "for"}}
STEPS = [
    a_step("wipe", {"dust": "usually"}, minutes=9),
    a_step("scrub", {"rust": "usually"}, minutes=9),
    a_step("help", kind="escalation"),
]
LAMP = a_guide(
    questions=[
        a_question("dull"),
        a_question("faint", signs=FAINT),
        a_question("telling", signs=TELLING),
        a_question("pinned", asked="first"),
        a_question("later", follows="dull", signs=TELLING),
        a_question("here", when=when(telling="yes")),
    ],
    steps=STEPS,
)


def order(guide: Guide, walk: Walk) -> Sequence[str]:
    return questions_by_value(compile_guide(guide), walk)


def test_pinned_ones_then_by_value_then_those_that_tell_nothing() -> None:
    """One that follows another comes only after that, one that does not apply not at all."""
    assert order(LAMP, Walk()) == ("pinned", "telling", "faint", "dull", "here")
    assert order(LAMP, a_walk(LAMP, pinned="yes", telling="no")) == ("faint", "dull")
    assert order(LAMP, a_walk(LAMP, pinned="yes", dull="yes")) == ("telling", "later", "faint", "here")


def test_nothing_is_left_to_ask() -> None:
    """Where all is answered."""
    guide = a_guide(questions=[a_question("see", signs=TELLING)], steps=STEPS)

    assert order(guide, a_walk(guide, see="yes")) == ()


@pytest.mark.parametrize("more", [("waiting", "wipe"), ("show", "steps")])
def test_who_waits_or_wants_steps_may_be_asked_all_the_same(more: tuple[str, str]) -> None:
    """The page of a walk asks nothing then; a talk goes on."""
    guide = a_guide(questions=[a_question("see", signs=TELLING)], steps=[a_step("wipe", waiting="hour"), *STEPS[1:]])
    walk = fold(guide, [more])

    assert advise(compile_guide(guide), walk).question is None
    assert order(guide, walk) == ("see",)


def test_a_talk_may_ask_more_than_a_walk() -> None:
    """A visitor is asked four questions before the first step, a customer on the telephone as many as help."""
    names = [f"q{number}" for number in range(6)]
    guide = a_guide(questions=[a_question(name, signs=TELLING) for name in names], steps=STEPS)
    walk = a_walk(guide, **dict.fromkeys(names[:4], "not-sure"))

    assert advise(compile_guide(guide), walk).question is None
    assert order(guide, walk) == ("q4", "q5")


@settings(max_examples=examples(40))
@given(guides_and_walks(questions=(1, 5)))
def test_the_order_holds_each_askable_question_once(drawn: tuple[Guide, Walk]) -> None:
    """And begins with the one that would be asked."""
    guide, walk = drawn
    network = compile_guide(guide)
    ranked = questions_by_value(network, walk)
    asked = advise(network, walk).question
    askable = decide_walk(network, walk, {}, ASKING_ON)[0].outlook.askable
    slugs = {question.slug for question, open_ in zip(guide.questions, askable, strict=True) if open_}

    assert len(ranked) == len({*ranked})
    assert {*ranked} >= slugs
    if not (walk.show_steps or walk.waiting):
        assert {*ranked} == slugs
    if asked:
        assert ranked[0] == asked
