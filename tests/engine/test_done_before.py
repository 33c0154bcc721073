"""Steps that were done before the visitor came: weaker evidence, and they come back last."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.advise import advise, why_not_first
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import Guide
from diagnostics.engine.network import compile_guide
from diagnostics.engine.plan import best_plan
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import Event, Walk, fold
from tests.engine.builders import a_guide, a_step, follow
from tests.engine.drawn import guides, guides_and_walks

HOUSE = a_guide(
    steps=[a_step("wipe", {"dust": "usually"}), a_step("oil", {"rust": "usually"}), a_step("sand", {"rust": "seldom"})]
)


def say(guide: Guide, *said: tuple[str, str]) -> Decision:
    return advise(compile_guide(guide), fold(guide, said))


@given(guides_and_walks(causes=(2, 6), steps=(1, 6)))
def test_it_counts_seven_tenths_of_a_failure(drawn: tuple[Guide, Walk]) -> None:
    """The factor is 1 - 0.7 s, in whatever walk."""
    guide, walk = drawn
    network = compile_guide(guide)
    before = situation(network, walk, {}, DEFAULT).belief
    for index, step in enumerate(network.steps):
        done = fold(guide, [*walk.pairs, ("did", step.slug)])
        if step.slug in (*walk.tried, *walk.cannot, *walk.did) or step.slug not in done.did:
            continue
        expected = before * (1 - 0.7 * network.arrays.cures[index])
        assert situation(network, done, {}, DEFAULT).belief == pytest.approx(expected / expected.sum(), rel=1e-9)


def test_it_comes_back_once_when_nothing_else_is_left_and_is_marked() -> None:
    """Others come first, whatever they promise; what fails again stays away."""
    did = ("did", "wipe")
    first = say(HOUSE, did)
    assert ([one.step for one in first.plan], [one.again for one in first.plan]) == (["oil", "sand"], [False, False])
    left = say(HOUSE, did, ("tried", "oil"), ("tried", "sand"))
    assert [(one.step, one.again) for one in left.plan] == [("wipe", True)]
    assert left.move == "offer"
    over = say(HOUSE, did, ("tried", "oil"), ("tried", "sand"), ("tried", "wipe"))
    assert (over.move, over.plan) == ("escalate", ())


def test_why_it_is_not_first() -> None:
    """Because it was done before."""
    network, walk = compile_guide(HOUSE), fold(HOUSE, [("did", "wipe")])
    assert why_not_first(network, walk, advise(network, walk), "wipe").why == "did"


@pytest.mark.parametrize("word", ["tried", "cannot"])
@pytest.mark.parametrize("order", [1, -1])
def test_what_is_said_here_overrules_what_was_done_before(word: str, order: int) -> None:
    """In whatever order the address says it, and in the place of the first word."""
    walk = fold(HOUSE, [("did", "wipe"), (word, "wipe")][::order])
    assert walk.events == (Event(word, "wipe"),)  # type: ignore[arg-type]
    assert (walk.did, fold(HOUSE, walk.pairs)) == ((), walk)


def test_what_was_done_before_lets_the_next_step_in() -> None:
    """A step that comes only after another does not wait where that one was done."""
    guide = a_guide(steps=[a_step("wipe"), a_step("sand", {"dust": "always"}, only_after=("wipe",))])
    assert [one.step for one in say(guide, ("did", "wipe")).plan] == ["sand"]


@given(st.data(), guides(steps=(2, 6)))
def test_it_comes_back_only_last_and_only_once(data: st.DataObject, guide: Guide) -> None:
    """In any walk a step done before is offered only marked, and then the walk's other steps are not worth their minutes."""
    start = tuple(("did", slug) for slug in data.draw(st.sets(st.sampled_from([step.slug for step in guide.steps]))))
    network, offered = compile_guide(guide), list[str]()
    for moment in follow(network, lambda options: data.draw(st.sampled_from(options)), start):
        plan = moment.decision.plan
        assert {one.step for one in plan if one.again} == {one.step for one in plan} & {*moment.walk.did}
        if any(one.again for one in plan):
            here = situation(network, moment.walk, {}, DEFAULT)
            assert moment.decision.move == "offer"
            assert best_plan(here.focus()).steps == ()
            assert not np.any(
                here.outlook.available[
                    [network.step_index[slug] for slug in here.walk.did if slug in network.step_index]
                ]
            )
        if moment.decision.move == "offer":
            offered.append(plan[0].step)
    assert len(offered) == len(set(offered))
