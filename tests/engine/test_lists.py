"""Questions answered by ticking all that is so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.engine.advise import advise
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.focus import make_focus
from diagnostics.engine.guide import NONE, Guide, Option, Ticks
from diagnostics.engine.lookahead import Outlook, gains, values
from diagnostics.engine.network import Network, compile_guide
from diagnostics.engine.plan import best_plan
from diagnostics.engine.situation import Situation, situation
from diagnostics.engine.tables import Tables
from diagnostics.engine.walk import MOST_SHOWN, NOT_SURE, answers_before, fold
from diagnostics.engine.words import SIGN, SignWord
from tests.engine.builders import Pairs, a_guide, a_list, a_question, a_step, when
from tests.engine.drawn import addresses, guides
from tests.share import examples

SIGNS = {"dust": {"warm": "strongly-for"}, "rust": {"damp": "proves"}}
STEPS = (a_step("wipe", {"dust": "usually"}, minutes=9), a_step("oil", {"rust": "usually"}, minutes=9))
HOUSE = a_guide(questions=[a_list("facts", "warm", "damp", "loud", signs=SIGNS)], steps=STEPS)


def look(guide: Guide, *said: tuple[str, str], findings: dict[str, str] | None = None) -> Situation:
    return situation(compile_guide(guide), fold(guide, said), findings or {}, DEFAULT)


def chances(network: Network, fact: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """P(ticked | cause), (C+1,)."""
    row: np.ndarray[tuple[int], np.dtype[np.float64]] = network.arrays.likelihood[network.option_row["facts", fact]]
    return row


def odds_of(here: Situation) -> float:
    """Of the first cause against the second."""
    return float(here.belief[0] / here.belief[1])


@settings(max_examples=examples(40))
@given(
    st.sampled_from(list(SIGN)),
    st.sampled_from(list(SIGN)),
    st.sampled_from(["rare", "common", "very-common"]),
    st.booleans(),
)
def test_a_list_of_one_fact_is_a_question_of_yes_and_no(
    one: SignWord, other: SignWord, usual: str, ticked: bool
) -> None:
    """With the same chances, the belief after either answer and the value of asking are the same, to 1e-9."""
    fact = Option("warm", usual)  # type: ignore[arg-type]
    signs = {"dust": {"warm": one}, "rust": {"warm": other}}
    guide = a_guide(questions=[a_list("facts", fact, signs=signs)], steps=STEPS)
    network = compile_guide(guide)
    chance = chances(network, "warm")
    plain = Tables(
        prior=[1, 1],
        likelihood=[[chance[:-1], 1 - chance[:-1]]],
        cures=network.arrays.cures[:, :-1],
        question_minutes=network.arrays.question_minutes,
        step_minutes=network.arrays.step_minutes,
        escalation_minutes=90,
        misread=0,
    )
    listed = look(guide)
    everything = np.ones(2, bool)
    outlook = Outlook(np.ones(1, bool), everything, np.zeros((2, 2), bool))
    focus = make_focus(plain.arrays, np.exp(plain.arrays.log_prior), everything)
    stop, asked = best_plan(focus).minutes, np.array([0])
    mine, its = (
        values(arrays, where, what, stop, asked)
        for arrays, where, what in ((network.arrays, listed.focus(), listed.outlook), (plain.arrays, focus, outlook))
    )
    assert mine == pytest.approx(its, rel=1e-9)
    assert gains(network.arrays, listed.focus()) == pytest.approx(gains(plain.arrays, focus), rel=1e-9, abs=1e-12)
    told = look(guide, ("facts", "warm" if ticked else NONE)).belief
    expected = np.exp(plain.arrays.log_prior) * (chance if ticked else 1 - chance)
    assert told == pytest.approx(expected / expected.sum(), rel=1e-9)


def test_every_row_that_was_shown_counts_ticked_or_not() -> None:
    """From two rows on, all logs of the page together count eight tenths."""
    network = compile_guide(HOUSE)
    warm, damp, loud = (chances(network, fact) for fact in ("warm", "damp", "loud"))
    expected = np.exp(network.arrays.log_prior) * (warm * (1 - damp) * (1 - loud)) ** 0.8
    assert look(HOUSE, ("facts", "warm")).belief == pytest.approx(expected / expected.sum(), rel=1e-9)
    assert [(one.option, one.is_so) for one in look(HOUSE, ("facts", "warm")).told] == [
        ("warm", True),
        ("damp", False),
        ("loud", False),
    ]


def test_brake_holds_from_two_rows_on() -> None:
    """What the same tick says is less by the brake as soon as a second row stands beside it, though that says nothing."""
    pages = [a_list("facts", *facts, signs={"dust": {"warm": "proves"}}) for facts in (["warm"], ["warm", "loud"])]
    one, two = (np.log(odds_of(look(replace(HOUSE, questions=(page,)), ("facts", "warm")))) for page in pages)
    assert two == pytest.approx(0.8 * one)


def test_not_sure_tells_nothing_and_none_speaks_against_all() -> None:
    """A page of "not sure" leaves the prior; "none of these" makes what the rows speak for less likely."""
    prior = look(HOUSE).belief
    assert look(HOUSE, ("facts", NOT_SURE)).belief.tolist() == prior.tolist()
    none = look(HOUSE, ("facts", NONE))
    assert none.walk.answers["facts"] == Ticks((), ("warm", "damp", "loud"))
    assert none.belief[-1] > prior[-1]


def test_a_page_costs_its_rows_at_most_nine() -> None:
    """Three tenths for the page, two for a glance, one for each row."""
    for count, minutes in ((1, 0.6), (9, 1.4), (12, 1.4)):
        page = a_list("facts", *(f"f{i}" for i in range(count)))
        assert compile_guide(a_guide(questions=[page])).arrays.question_minutes == pytest.approx([minutes])


def test_what_stands_below_the_ninth_row_is_not_shown() -> None:
    """Only the first nine that the answers leave room for are asked, and no more ticks than that can count."""
    facts = [f"f{i}" for i in range(12)]
    page = a_list("facts", Option("f0", when=when(see="yes")), *facts[1:])
    guide = a_guide(questions=[a_question("see"), page])
    shown = [fold(guide, [("see", see), ("facts", NONE)]).answers["facts"] for see in ("yes", "no")]
    assert shown == [Ticks((), tuple(facts[:9])), Ticks((), tuple(facts[1:10]))]
    everything = fold(guide, [("facts", fact) for fact in facts])
    assert everything.answers["facts"] == Ticks(tuple(facts[:9]), tuple(facts[:9]), tuple(facts[9:]))
    assert {one.value for one in everything.uncounted} == set(facts[MOST_SHOWN:])


def test_fact_that_a_later_answer_hides_keeps_its_place() -> None:
    """It is no evidence while it is hidden, and counts again once it fits."""
    page = a_list("facts", Option("warm", when=when(see="yes")), "damp", signs=SIGNS)
    guide = a_guide(questions=[page, a_question("see")])
    said: Pairs = (("facts", "warm"), ("facts", "damp"))
    hidden = fold(guide, [*said, ("see", "no")])
    assert hidden.answers["facts"] == Ticks(("damp",), ("damp",), ("warm",))
    assert ("facts", "warm") in hidden.pairs
    assert fold(guide, [*hidden.pairs, ("see", "yes")]).answers["facts"] == Ticks(("warm", "damp"), ("warm", "damp"))
    alone = fold(guide, [said[0], ("see", "no")])
    assert ("facts" in alone.answers, [event.name for event in alone.dormant]) == (False, ["facts"])


@given(st.data(), guides(questions=(1, 4)))
def test_fold_of_lists_is_a_fixpoint(data: st.DataObject, guide: Guide) -> None:
    """Ticks, dormant ticks, "none" and "not sure": folded again, the pairs of a walk give the same walk."""
    facts = a_list("facts", *(Option(f"f{i}", when=guide_condition(guide) if i % 3 == 0 else ()) for i in range(11)))
    guide = replace(guide, questions=(*guide.questions, facts))
    said = data.draw(st.lists(st.sampled_from([*(f"f{i}" for i in range(11)), NONE, NOT_SURE]), max_size=12))
    pairs = data.draw(st.permutations([*data.draw(addresses(guide, most=4)), *(("facts", value) for value in said)]))
    walk = fold(guide, pairs)
    again = fold(guide, walk.pairs)
    assert (again.said, again.dormant, again.answers) == (walk.said, walk.dormant, walk.answers)
    assert again.dropped == ()


def guide_condition(guide: Guide) -> tuple[tuple[str, frozenset[str]], ...]:
    first = guide.questions[0]
    return ((first.slug, frozenset([first.options[0].slug])),)


def test_finding_on_a_list_is_one_fact_that_is_so() -> None:
    """The others were not asked, so they tell nothing; what the visitor ticks overrules it."""
    found = look(HOUSE, findings={"facts": "damp"})
    assert found.answers == {"facts": Ticks(("damp",), ("damp",))}
    expected = np.exp(found.network.arrays.log_prior) * chances(found.network, "damp")
    assert found.belief == pytest.approx(expected / expected.sum())
    assert look(HOUSE, ("facts", NONE), findings={"facts": "damp"}).belief == pytest.approx(
        look(HOUSE, ("facts", NONE)).belief
    )


def test_an_answer_may_mean_one_to_another_question() -> None:
    """It counts there too and that question is not asked, unless the visitor answers it; of a list it is one fact."""
    other = a_question("smell", signs={"rust": {"yes": "proves"}})
    page = a_list("facts", Option("damp", means=(("smell", "yes"),)), "warm")
    guide = a_guide(questions=[page, other], steps=STEPS)
    meant = look(guide, ("facts", "damp"))
    assert meant.answers["smell"] == "yes"
    assert not meant.outlook.askable.any()
    assert look(guide, ("facts", "damp"), ("smell", "no")).answers["smell"] == "no"
    assert look(guide, ("facts", "damp"), ("smell", NOT_SURE)).answers["smell"] == "yes"
    assert "smell" not in look(guide, ("facts", "warm")).answers
    reverse = a_guide(
        questions=[a_list("facts", "damp"), a_question("smell", Option("yes", means=(("facts", "damp"),)))]
    )
    assert look(reverse, ("smell", "yes")).answers["facts"] == Ticks(("damp",), ("damp",))
    strange = a_guide(questions=[a_question("smell", Option("yes", means=(("gone", "yes"),)), "no")])
    assert list(look(strange, ("smell", "yes")).answers) == ["smell"]


def test_of_two_meanings_the_first_in_the_guide_counts() -> None:
    """So the order in which things were said changes nothing."""
    asked = [a_question(f"q{i}", Option("a", means=(("smell", said),)), "b") for i, said in enumerate(("yes", "no"))]
    guide = a_guide(questions=[*asked, a_question("smell")])
    for said in ((("q0", "a"), ("q1", "a")), (("q1", "a"), ("q0", "a"))):
        assert look(guide, *said).answers["smell"] == "yes"


def test_only_what_could_be_ticked_contradicts() -> None:
    """A step for those with a fact is hidden from whoever left it unticked, not from whoever was not asked about it."""
    facts = [Option("damp", when=when(see="yes")), Option("warm")]
    step = a_step("dry", {"rust": "always"}, when=when(facts="damp"))
    guide = a_guide(questions=[a_question("see"), a_list("facts", *facts)], steps=[step])
    offered = {
        see: bool(look(guide, ("see", see), ("facts", NONE)).outlook.available.any()) for see in ("yes", "no", NOT_SURE)
    }
    assert offered == {"yes": False, "no": True, NOT_SURE: False}


def test_a_list_is_asked_when_it_is_worth_its_minutes() -> None:
    """It is weighed by what may come of it, and a list without rows is not asked."""
    assert advise(compile_guide(HOUSE), fold(HOUSE, ())).question == "facts"
    hidden = a_list("facts", Option("damp", when=when(see="yes")), signs=SIGNS)
    guide = a_guide(questions=[a_question("see"), hidden], steps=STEPS)
    assert look(guide, ("see", "no")).outlook.askable.tolist() == [False, False]


def test_answers_before_a_question() -> None:
    """What stands before its own answer, or all where it has none."""
    guide = a_guide(questions=[a_question("a"), a_question("b"), a_question("c")])
    walk = fold(guide, [("b", "yes"), ("a", "no"), ("c", "not-sure")])
    assert dict(answers_before(walk, "a")) == {"b": "yes"}
    assert dict(answers_before(walk, "elsewhere")) == dict(walk.answers)
