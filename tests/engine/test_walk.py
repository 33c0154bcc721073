"""The walk folded from the pairs of an address."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.guide import NONE, Guide, Option, Truth, judge, options_of
from diagnostics.engine.walk import (
    GRAMMAR_WORDS,
    LINK,
    NOT_SURE,
    STEP_EVENTS,
    DroppedPair,
    Event,
    Walk,
    applies,
    filled_questions,
    find_option,
    fold,
    questions_asked,
    visible_options,
)
from tests.engine.builders import Pairs, a_guide, a_question, a_step, a_walk, when
from tests.engine.drawn import addresses, guides, guides_and_walks

LAMP = a_guide(
    questions=[
        a_question("device", Option("phone", aliases=("handset",)), "mac", detectable=True, aliases=("machine",)),
        a_question("see", Option("red"), Option("grey", when=when(device="mac"))),
        a_question("bars", when=when(device="phone")),
    ],
    steps=[a_step("restart", aliases=("reboot",)), a_step("sim", when=when(device="phone")), a_step("wait")],
)


def text() -> st.SearchStrategy[str]:
    """Anything that can stand in an address, what means something in the lamp's guide above all."""
    known = [
        "device",
        "see",
        "bars",
        "phone",
        "handset",
        "mac",
        "red",
        "grey",
        "yes",
        "restart",
        "reboot",
        "sim",
        "steps",
    ]
    return st.one_of(st.sampled_from([*known, *GRAMMAR_WORDS, NOT_SURE, "", "utm_source"]), st.text(max_size=5))


# What the pairs mean ---------------------------------------------------------


def test_fold_reads_answers_and_steps_in_order() -> None:
    """Answers, "not sure", tried steps and impossible ones come out in the order of the address."""
    walk = fold(LAMP, [("see", "red"), ("tried", "restart"), ("bars", "not-sure"), ("cannot", "sim")])
    assert walk.answers == {"see": "red", "bars": None}
    assert (walk.tried, walk.cannot, walk.dropped) == (("restart",), ("sim",), ())
    assert [event.kind for event in walk.events] == ["answer", "tried", "answer", "cannot"]


def test_fold_keeps_the_last_value_in_the_first_place() -> None:
    """Of a repeated question the last value counts, in the place of the first."""
    walk = fold(LAMP, [("device", "mac"), ("see", "red"), ("device", "phone")])
    assert walk.events == (Event("answer", "device", "phone"), Event("answer", "see", "red"))


def test_fold_keeps_one_word_about_a_step() -> None:
    """A step was tried or could not be done: what was said last counts, in the place of the first."""
    walk = fold(LAMP, [("tried", "restart"), ("tried", "wait"), ("cannot", "reboot")])
    assert walk.events == (Event("cannot", "restart"), Event("tried", "wait"))


def test_fold_reads_aliases_silently() -> None:
    """Former names of questions, options and steps mean the present ones, and nothing is dropped."""
    pairs = [("machine", "handset"), ("tried", "reboot"), ("ask", "machine"), ("from", "machine"), ("open", "reboot")]
    walk = fold(LAMP, pairs)
    assert (walk.answers, walk.tried, walk.dropped) == ({"device": "phone"}, ("restart",), ())
    assert (walk.ask, walk.came_from, walk.open) == ("device", "device", "restart")


def test_fold_reads_the_words_of_a_page() -> None:
    """The words that choose a page are read, and are no part of what was said."""
    walk = fold(LAMP, [("worked", "wait"), ("ask", "see"), ("from", "see"), ("open", "sim"), ("show", "steps")])
    assert (walk.worked, walk.ask, walk.came_from, walk.open, walk.show_steps) == ("wait", "see", "see", "sim", True)
    assert walk.pairs == (("show", "steps"),)


def test_fold_names_what_it_does_not_know() -> None:
    """An unknown option, step, question to show or word to show is dropped and named once."""
    unknown = (("see", "blue"), ("tried", "dance"), ("ask", "mood"), ("open", "x"), ("show", "all"), ("worked", "x"))
    walk = fold(LAMP, [*unknown, *unknown])
    assert walk.dropped == tuple(DroppedPair(key, value, "unknown") for key, value in unknown)
    assert walk == Walk(dropped=walk.dropped)


def test_fold_ignores_what_is_foreign() -> None:
    """Foreign parameters, empty answers and a time without a wait are no part of a walk and are not named."""
    assert fold(LAMP, [("utm_source", "x"), ("see", ""), ("since", "20261129T1015"), ("", "")]) == Walk()


def test_fold_keeps_dormant_what_an_answer_contradicts() -> None:
    """Answers, options and steps that the other answers rule out do not count, and stay in the address."""
    pairs = [("bars", "yes"), ("tried", "sim"), ("see", "grey"), ("device", "mac")]
    walk = fold(LAMP, pairs)
    assert (walk.answers, walk.tried, walk.dropped) == ({"see": "grey", "device": "mac"}, (), ())
    assert walk.dormant == (Event("answer", "bars", "yes"), Event("tried", "sim"))
    assert walk.pairs == tuple(pairs)
    assert walk.uncounted == tuple(DroppedPair(*pair, "contradicted") for pair in pairs[:2])
    option = fold(LAMP, [("see", "grey"), ("device", "phone")])
    assert (option.answers, option.dormant) == ({"device": "phone"}, (Event("answer", "see", "grey"),))


def test_fold_drops_a_question_that_an_answer_contradicts() -> None:
    """It cannot be shown, and that is said."""
    walk = fold(LAMP, [("ask", "bars"), ("device", "mac")])
    assert (walk.ask, walk.dropped) == (None, (DroppedPair("ask", "bars", "contradicted"),))


@pytest.mark.parametrize("glue", [")", ">", ".", ").", "&gt;", "”", "/", " ", "&quot;&#62;", '"></a>'])
def test_fold_takes_off_what_was_glued_to_a_value(glue: str) -> None:
    """Of answers, steps and words alike, where a known name is left; else the whole value is named as unknown."""
    for key, value in (
        ("device", "handset"),
        ("see", NOT_SURE),
        ("tried", "reboot"),
        ("ask", "see"),
        ("show", "steps"),
    ):
        assert fold(LAMP, [(key, value + glue)]) == fold(LAMP, [(key, value)]) != Walk()
    assert fold(LAMP, [("see", f"blue{glue}")]).dropped == (DroppedPair("see", f"blue{glue}", "unknown"),)
    assert fold(LAMP, [("see", f"blue{glue}red")]).dropped == (DroppedPair("see", f"blue{glue}red", "unknown"),)


def test_fold_keeps_what_is_still_open() -> None:
    """A condition that nobody answered yet keeps the pair: deep links may answer a later question first."""
    assert fold(LAMP, [("bars", "yes"), ("see", "grey"), ("device", "not-sure")]).dropped == ()


def test_fold_asks_what_still_applies() -> None:
    """A question that is to be shown again stays while nothing contradicts it."""
    assert fold(LAMP, [("device", "phone"), ("ask", "bars")]).ask == "bars"


def test_fold_judges_in_the_order_of_dependence() -> None:
    """An answer that was dropped contradicts nothing itself."""
    chain = a_guide(
        questions=[a_question("c", when=when(b="yes")), a_question("b", when=when(a="yes")), a_question("a")]
    )
    assert fold(chain, [("c", "yes"), ("b", "no"), ("a", "no")]).answers == {"c": "yes", "a": "no"}


# Laws ------------------------------------------------------------------------


@given(st.lists(st.tuples(text(), text()), max_size=12))
def test_fold_never_fails(pairs: list[tuple[str, str]]) -> None:
    """Any pairs whatever give a walk, and its own pairs give it again."""
    walk = fold(LAMP, pairs)
    again = fold(LAMP, walk.pairs)
    assert again == Walk(walk.said, show_steps=walk.show_steps, dormant=walk.dormant)


@given(guides_and_walks(questions=(1, 5)))
def test_fold_is_idempotent(drawn: tuple[Guide, Walk]) -> None:
    """In any guide, folding a walk's own pairs gives the same walk, with nothing dropped."""
    guide, walk = drawn
    assert fold(guide, walk.pairs) == Walk(walk.said, show_steps=walk.show_steps, dormant=walk.dormant)


@given(guides_and_walks(questions=(1, 5)))
def test_fold_keeps_only_what_fits_together(drawn: tuple[Guide, Walk]) -> None:
    """No answer that counts is contradicted by the others, no option is hidden by them, no step ruled out."""
    guide, walk = drawn
    for question, option in walk.answers.items():
        asked = guide.question_names[question]
        assert applies(asked, walk.answers)
        assert {*options_of(option)} <= {NONE, *visible_options(asked, walk.answers)}
    for slug in (*walk.tried, *walk.cannot, *walk.did):
        assert judge(guide.step_names[slug].when, walk.answers) is not Truth.CONTRADICTED


@given(st.data(), guides())
def test_fold_accounts_for_every_pair(data: st.DataObject, guide: Guide) -> None:
    """What means something in a guide either counts, is named as dropped, or was said anew later."""
    pairs = data.draw(addresses(guide))
    walk = fold(guide, pairs)
    counted = {*walk.pairs, *((one.key, one.value) for one in walk.dropped)}
    for index, pair in enumerate(pairs):
        assert pair in counted or _is_replaced(guide, pair, pairs[index + 1 :], pairs)


def _is_replaced(guide: Guide, pair: tuple[str, str], later: Pairs, all_: Pairs) -> bool:
    """Later words of a question or step replace it; what is said here of a step, what was done; ticks, "none of these".

    Who waits for another step waits no longer for this one.
    """
    key, value = pair
    if key in {*STEP_EVENTS, "waiting"}:
        waits_elsewhere = key == "waiting" and any(k == "waiting" for k, _ in later)
        said_anew = ((k, v) for k, v in (all_ if key == "did" else later) if k in {*STEP_EVENTS, "waiting"})
        return waits_elsewhere or any(v == value and (k, v) != pair for k, v in said_anew)
    if guide.question_names[key].kind == "several":
        return value in (NONE, NOT_SURE) and any(k == key and v != value for k, v in all_)
    return any(k == key for k, _ in later)


@given(st.data(), guides(questions=(2, 5)))
def test_changing_an_answer_there_and_back_loses_nothing(data: st.DataObject, guide: Guide) -> None:
    """Whatever the other answer broke meanwhile, the walk is as before."""
    walk = fold(guide, fold(guide, data.draw(addresses(guide))).pairs)
    for changed in (event for event in walk.events if event.kind == "answer"):
        options = [None, *(option.slug for option in guide.question_names[changed.name].options)]
        other = Event("answer", changed.name, data.draw(st.sampled_from(options)))
        there = fold(guide, walk.with_event(other).pairs)
        assert fold(guide, there.with_event(changed).pairs) == walk


@given(st.data(), guides(questions=(1, 5)))
def test_what_is_dormant_is_no_evidence(data: st.DataObject, guide: Guide) -> None:
    """Everything that counts is the same as if it had not been said."""
    walk = fold(guide, data.draw(addresses(guide)))
    said = fold(guide, [pair for event in walk.events for pair in event.pairs])
    assert (said.events, said.dormant) == (walk.events, ())
    assert {*walk.events, *walk.dormant} == {*walk.said}


@given(st.data(), guides(), st.lists(st.tuples(st.just(LINK) | st.text(max_size=4), st.text(max_size=4)), max_size=4))
def test_fold_is_blind_to_foreign_pairs(data: st.DataObject, guide: Guide, foreign: Pairs) -> None:
    """Unknown keys anywhere in the address change nothing, nor does the link that the walk goes on from."""
    pairs = data.draw(addresses(guide))
    names = {*guide.question_names, *GRAMMAR_WORDS} - {LINK}
    strange = [pair for pair in foreign if pair[0] not in names]
    cut = data.draw(st.integers(0, len(pairs)))
    assert fold(guide, [*pairs[:cut], *strange, *pairs[cut:]]) == fold(guide, pairs)


# Walking on ------------------------------------------------------------------


def test_with_event_replaces_in_place() -> None:
    """A new word about the same question or step stands where the old one stood; another one comes last."""
    walk = fold(LAMP, [("device", "mac"), ("tried", "restart"), ("show", "steps")])
    changed = walk.with_event(Event("answer", "device", "phone")).with_event(Event("cannot", "restart"))
    assert changed.pairs == (("device", "phone"), ("cannot", "restart"), ("show", "steps"))
    assert changed.with_event(Event("answer", "see")).pairs[2] == ("see", NOT_SURE)


def test_with_event_keeps_a_question_and_a_step_of_one_name_apart() -> None:
    """An answer never replaces a step, even where both have the same slug."""
    walk = Walk((Event("tried", "wait"),)).with_event(Event("answer", "wait", "yes"))
    assert (walk.tried, walk.answers) == (("wait",), {"wait": "yes"})


def test_without_takes_back() -> None:
    """Taking back leaves the walk as if it had not been said."""
    walk = fold(LAMP, [("device", "mac"), ("tried", "restart")])
    assert walk.without(Event("tried", "restart")).pairs == (("device", "mac"),)


def test_what_is_dormant_can_be_taken_back_or_said_anew() -> None:
    """It stays through everything else."""
    walk = fold(LAMP, [("bars", "yes"), ("device", "mac"), ("tried", "sim"), ("tried", "wait")])
    after = walk.without(Event("tried", "wait")).without(Event("answer", "bars", "yes")).with_steps_shown()
    sim = Event("tried", "sim")
    assert (after.said, after.dormant) == ((Event("answer", "device", "mac"), sim), (sim,))
    assert walk.with_event(Event("answer", "bars", "no")).dormant == (Event("tried", "sim"),)


def test_with_steps_shown_is_sticky() -> None:
    """Enough questions: the wish stays through later answers and steps, page words do not."""
    walk = fold(LAMP, [("device", "mac"), ("ask", "see")]).with_steps_shown()
    assert walk == Walk(walk.events, show_steps=True)
    assert walk.with_event(Event("tried", "wait")).without(Event("tried", "wait")).show_steps


@given(guides_and_walks())
def test_taking_the_last_word_back_and_saying_it_again_changes_nothing(drawn: tuple[Guide, Walk]) -> None:
    """``with_event`` undoes ``without``, also for what is dormant."""
    guide, walk = drawn
    for event in walk.said[-1:]:
        assert fold(guide, walk.without(event).with_event(event).pairs) == fold(guide, walk.pairs)


def test_walk_is_a_value() -> None:
    """Two walks of the same words are the same walk and can be told by their hash alone."""
    one, two = (fold(LAMP, [("device", "mac")]) for _ in range(2))
    assert one == two
    assert Event("tried", "a") != Event("cannot", "a")


# Names, options and counting -------------------------------------------------


def test_option_named_prefers_slugs() -> None:
    """An option is found by slug, then by alias, else not at all."""
    question = a_question("q", Option("a", aliases=("b", "c")), "b")
    assert [find_option(question, name) for name in ("a", "b", "c", "d")] == ["a", "b", "a", None]


def test_visible_options_hide_only_the_contradicted() -> None:
    """An option is hidden when an answer contradicts it, not while the question is open."""
    see = LAMP.question_names["see"]
    shown: list[tuple[dict[str, Any], tuple[str, ...]]] = [
        ({}, ("red", "grey")),
        ({"device": None}, ("red", "grey")),
        ({"device": "mac"}, ("red", "grey")),
        ({"device": "phone"}, ("red",)),
    ]
    for answers, options in shown:
        assert visible_options(see, answers) == options


def test_filled_in_are_the_detectable_answers_at_the_start() -> None:
    """What the browser can see counts as filled in only before the visitor's first own word."""
    assert filled_questions(LAMP, a_walk(LAMP, device="mac", see="red")) == {"device"}
    assert filled_questions(LAMP, a_walk(LAMP, see="red", device="mac")) == set()
    assert filled_questions(LAMP, fold(LAMP, [("tried", "wait"), ("device", "mac")])) == set()


def test_questions_asked_leaves_out_what_was_filled_in() -> None:
    """Counted are the visitor's own answers, "not sure" too: before the first step, and in all."""
    pairs = [("device", "phone"), ("see", "not-sure"), ("tried", "wait"), ("bars", "yes")]
    assert questions_asked(LAMP, fold(LAMP, pairs)) == (1, 2)
    assert questions_asked(LAMP, fold(LAMP, pairs[:2])) == (1, 1)
    assert questions_asked(LAMP, Walk()) == (0, 0)
