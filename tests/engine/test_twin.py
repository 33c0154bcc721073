"""The engine and its plain Python twin always decide the same."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.engine.advise import advise, decide_walk
from diagnostics.engine.choose import DEFAULT, Policy
from diagnostics.engine.focus import make_focus
from diagnostics.engine.guide import Guide
from diagnostics.engine.lookahead import gains_per_minute, preselect, values
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import Walk, fold
from tests.engine.builders import UNLIMITED, follow
from tests.engine.drawn import addresses, findings_for, guides, guides_and_walks
from tests.engine.twin import Twin, decide
from tests.share import examples

UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def close(values: Any) -> Any:
    return pytest.approx(values, rel=1e-9, abs=1e-12)


def agree(guide: Guide, walk: Walk, findings: dict[str, str], policy: Policy = DEFAULT) -> None:
    mine, twin = advise(compile_guide(guide), walk, findings, policy), decide(guide, walk, findings, policy)
    decided = (mine.move, mine.question, tuple(planned.step for planned in mine.plan), mine.rescued)
    assert decided == (twin.move, twin.question, twin.steps, twin.rescued)
    assert [*(cause.share for cause in mine.causes), mine.open_share] == close(twin.belief)
    assert mine.expected_minutes == close(twin.minutes)


@settings(UNHURRIED)
@given(st.data(), guides_and_walks(), st.sampled_from([DEFAULT, UNLIMITED]))
def test_twin_agrees_on_random_walks(data: st.DataObject, drawn: tuple[Guide, Walk], policy: Policy) -> None:
    """In any guide and walk, whatever the server found, both make the same move with the same steps."""
    guide, walk = drawn
    agree(guide, walk, data.draw(findings_for(guide)), policy)


@settings(UNHURRIED, max_examples=examples(25))
@given(st.data(), guides(causes=(3, 3), questions=(17, 20), steps=(25, 28), rules=False))
def test_twin_agrees_on_more_than_is_looked_at(data: st.DataObject, guide: Guide) -> None:
    """With more questions than are looked at closely and more steps than a plan holds, both leave out the same."""
    agree(guide, fold(guide, data.draw(addresses(guide, most=3))), {})


@settings(UNHURRIED)
@given(st.data(), guides_and_walks(questions=(1, 5), steps=(1, 6)))
def test_twin_agrees_on_the_value_of_every_question(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """V(q) is the same in both, to rounding, for every question that may be asked."""
    guide, walk = drawn
    findings = data.draw(findings_for(guide))
    network = compile_guide(guide)
    here, choice = decide_walk(network, walk, findings)
    focus = make_focus(network.arrays, here.belief, here.outlook.available, here.outlook.openable)
    chosen = preselect(gains_per_minute(network.arrays, focus, here.outlook.askable))
    pinned = [q for q in network.pinned if q in network.lists]
    chosen = np.array([q for q in chosen.tolist() if q not in pinned], dtype=np.intp)
    if not len(chosen):
        return
    found = values(network.arrays, focus, here.outlook, choice.plan.minutes, chosen)
    twin = Twin(guide, walk, findings, DEFAULT)
    assert list(found) == close([twin.value(guide.questions[q], choice.plan.minutes) for q in chosen])


@settings(UNHURRIED)
@given(st.data(), guides(causes=(3, 6), questions=(3, 6), steps=(0, 3)), st.sampled_from([8, 15, 90]))
def test_twin_agrees_all_along_a_walk(data: st.DataObject, guide: Guide, escalation_minutes: int) -> None:
    """They agree at every page of a walk, above all where escalating is cheap and rescues follow one another."""
    guide = replace(guide, escalation_minutes=escalation_minutes)
    for moment in follow(compile_guide(guide), lambda options: data.draw(st.sampled_from(options))):
        agree(guide, moment.walk, {})
