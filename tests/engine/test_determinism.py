"""The same guide, walk and findings always give the same decision."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.advise import advise
from diagnostics.engine.guide import Guide
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import Walk, fold
from tests.engine.builders import shuffled_causes
from tests.engine.drawn import addresses, findings_for, guides_and_walks


@given(st.data(), guides_and_walks())
def test_same_input_same_decision(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """Compiled and decided twice, every part of the decision is the same to the last digit."""
    guide, walk = drawn
    findings = data.draw(findings_for(guide))
    assert advise(compile_guide(guide), walk, findings) == advise(compile_guide(guide), walk, dict(findings))


@given(st.data(), guides_and_walks())
def test_decisions_leave_no_trace(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """A network decides the same after it has decided about others."""
    guide, walk = drawn
    network = compile_guide(guide)
    before = advise(network, walk)
    advise(network, fold(guide, data.draw(addresses(guide))), data.draw(findings_for(guide)))
    assert advise(network, walk) == before


@given(st.data(), guides_and_walks(causes=(2, 6)))
def test_order_of_causes_does_not_matter(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """With its causes in another order a guide asks the same, offers the same and believes the same."""
    guide, walk = drawn
    order = data.draw(st.permutations(range(len(guide.causes))))
    mine, other = (advise(compile_guide(one), walk) for one in (guide, shuffled_causes(guide, order)))
    assert (mine.move, mine.question, mine.rescued) == (other.move, other.question, other.rescued)
    assert [planned.step for planned in mine.plan] == [planned.step for planned in other.plan]
    assert mine.check_answers == other.check_answers
    shares = {cause.cause: cause.share for cause in other.causes}
    assert {cause.cause: cause.share for cause in mine.causes} == pytest.approx(shares, rel=1e-9)
    assert mine.expected_minutes == pytest.approx(other.expected_minutes)


@given(guides_and_walks(steps=(1, 6)))
def test_a_useless_step_changes_nothing(drawn: tuple[Guide, Walk]) -> None:
    """A step that cures nothing, wherever it stands in the guide, is never planned and moves nothing."""
    guide, walk = drawn
    useless = replace(guide.steps[0], slug="useless", remedies={}, kind="repair", aliases=(), when=(), only_after=())
    mine, other = (advise(compile_guide(one), walk) for one in (guide, replace(guide, steps=(useless, *guide.steps))))
    assert replace(mine, expected_minutes=0) == replace(other, expected_minutes=0)
    assert mine.expected_minutes == pytest.approx(other.expected_minutes)
