"""What a word changes, seen from the engine."""

from dataclasses import replace

from diagnostics.engine.guide import Guide, Option
from diagnostics.engine.simulation.effect import Rank, after_first_answer, shifts, steps_for
from tests.engine.builders import SOMETHING_ELSE, a_cause, a_question, a_step

SEE = a_question("see", "dark", "flicker", signs={"bulb": {"dark": "rules-out"}})
LAMP = Guide(
    ("here",),
    (a_cause("bulb", "common"), a_cause("switch"), SOMETHING_ELSE),
    (SEE,),
    (a_step("new-bulb", {"bulb": "usually"}, minutes=5), a_step("turn-on", {"switch": "always", "bulb": "seldom"})),
)


def test_causes_are_ranked_after_one_answer() -> None:
    """The most likely one comes first, with its band; the open cause is not among them."""
    assert [(rank.cause, rank.rank) for rank in after_first_answer(LAMP, "see", "dark")] == [("switch", 1), ("bulb", 2)]
    assert after_first_answer(LAMP, "see", "flicker")[0] == Rank("bulb", 1, "very-likely")


def test_shifts_hold_two_rankings_against_each_other() -> None:
    """The same causes, in the order of the second ranking."""
    plain = replace(LAMP, questions=(a_question("see", "dark", "flicker"),))
    found = shifts(after_first_answer(plain, "see", "dark"), after_first_answer(LAMP, "see", "dark"))
    assert [(shift.cause, shift.before.rank, shift.after.rank) for shift in found] == [("switch", 2, 1), ("bulb", 1, 2)]


def test_steps_of_a_certain_cause_come_in_the_order_of_chance_over_cost() -> None:
    """As the guide would offer them, were nothing else left; the open cause has none."""
    assert steps_for(LAMP, "bulb") == ("new-bulb", "turn-on")
    assert steps_for(LAMP, "switch") == ("turn-on",)
    assert steps_for(LAMP, "something-else") == ()


def test_tick_of_a_list_is_one_answer() -> None:
    """Where that it is ticked is all that is known, the causes rank by that."""
    facts = replace(SEE, kind="several", options=(*SEE.options, Option("warm")), signs={"switch": {"warm": "proves"}})
    ranks = after_first_answer(replace(LAMP, questions=(facts,)), "see", "warm")
    assert ranks[0] == Rank("switch", 1, "very-likely")
