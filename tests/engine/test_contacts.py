"""Whom to ask when no step is left."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import Alarm, Guide, Step
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import Walk, fold
from diagnostics.engine.words import REMEDY
from tests.engine.builders import SOMETHING_ELSE, a_cause, a_guide, a_question, a_step, a_walk, when
from tests.engine.drawn import findings_for, guides_and_walks

SIGNS = {"dust": {"yes": "strongly-for"}, "rust": {"no": "strongly-for"}}
SHOP = a_step("shop", {"dust": "usually"}, minutes=300, contact=True)
PLUMBER = a_step("plumber", {"rust": "usually"}, kind="escalation", minutes=30)
HOUSE = a_guide(
    [a_cause("dust", place="here"), a_cause("rust", place="there")],
    [a_question("see", signs=SIGNS), a_question("prompt")],
    [PLUMBER, SHOP],
    alarms=(Alarm("fire", when(prompt="yes"), stops=True),),
)


def say(guide: Guide, walk: Walk | None = None, findings: dict[str, str] | None = None) -> Decision:
    return advise(compile_guide(guide), walk or Walk(), findings or {})


def contacts(decision: Decision) -> tuple[str, ...]:
    return (*([decision.escalation] if decision.escalation else []), *decision.other_contacts)


def test_the_likeliest_to_help_is_asked_first() -> None:
    """Whom to ask follows from the belief; a step of the order may be the one, the guide's last resort stands below."""
    assert contacts(say(HOUSE, a_walk(HOUSE, see="yes"))) == ("shop", "plumber")
    assert contacts(say(HOUSE, a_walk(HOUSE, see="no"))) == ("plumber", "shop")


def test_who_was_asked_already_comes_last() -> None:
    """The next one is named; when all were asked, one of them again; a failure is evidence."""
    asked = [("see", "yes"), ("tried", "shop")]
    assert contacts(say(HOUSE, fold(HOUSE, asked))) == ("plumber",)
    assert contacts(say(HOUSE, fold(HOUSE, [*asked, ("tried", "plumber")]))) == ("plumber",)


def test_who_cannot_help_or_be_asked_is_left_out() -> None:
    """Only the last resort is named whatever its chance."""
    assert contacts(say(HOUSE, fold(HOUSE, [("see", "yes"), ("cannot", "shop")]))) == ("plumber",)
    hopeless = replace(HOUSE, steps=(PLUMBER, replace(SHOP, remedies={})))
    assert contacts(say(hopeless)) == ("plumber",)
    assert contacts(say(replace(HOUSE, steps=(replace(PLUMBER, remedies={}),)))) == ("plumber",)
    elsewhere = replace(HOUSE, steps=(PLUMBER, replace(SHOP, when=when(see="no"))))
    assert contacts(say(elsewhere, a_walk(elsewhere, see="yes"))) == ("plumber",)
    assert contacts(say(replace(HOUSE, steps=(replace(SHOP, contact=False),)))) == ()


def test_of_equal_ones_the_guides_order_counts() -> None:
    helpers = [a_step(slug, kind="escalation") for slug in ("apple", "shop", "bank")]
    guide = replace(HOUSE, steps=tuple(helpers))
    assert contacts(say(guide)) == ("apple", "shop", "bank")
    assert contacts(say(guide, fold(guide, [("tried", "apple")]))) == ("shop", "bank")


def test_the_open_cause_counts_for_who_knows_it() -> None:
    """Only an escalation can cure what the guide does not know."""
    knows = replace(PLUMBER, slug="expert", remedies={SOMETHING_ELSE.slug: "always"})
    guide = replace(HOUSE, steps=(replace(PLUMBER, remedies={"rust": "seldom"}), knows))
    assert contacts(say(guide, a_walk(guide, see="yes"))) == ("expert", "plumber")


def test_an_alarm_that_ends_the_walk_leaves_the_last_resort() -> None:
    """Nothing is weighed then."""
    walk = a_walk(HOUSE, see="yes", prompt="yes")
    assert contacts(say(HOUSE, walk)) == ("plumber",)


def test_no_place_is_named_above_somebody_who_helps_elsewhere() -> None:
    """“Most likely place: your phone company” never stands above “Ask Apple Support”."""
    assert say(HOUSE, a_walk(HOUSE, see="yes")).leading_place == "here"
    ended = say(HOUSE, fold(HOUSE, [("see", "yes"), ("cannot", "shop")]))
    assert (ended.move, ended.escalation, ended.leaders[0].place, ended.leading_place) == (
        "escalate",
        "plumber",
        "here",
        None,
    )


def test_only_one_verdict_is_offered_at_a_time() -> None:
    """The second one comes when the first is set aside."""
    verdicts = [a_step(slug, {cause: "always"}, kind="verdict") for slug, cause in (("fine", "dust"), ("ok", "rust"))]
    guide = a_guide(steps=[*verdicts, a_step("wipe", {"dust": "seldom", "rust": "seldom"})])
    steps = [planned.step for planned in say(guide).plan]
    assert steps[0] == "fine"
    assert "ok" not in steps
    assert say(guide, fold(guide, [("tried", "fine")])).plan[0].step == "ok"


@given(st.data(), guides_and_walks(steps=(2, 6)))
def test_the_first_contact_is_never_contradicted(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """In any walk: the order is that of the chances, nobody twice, one verdict, and a place only where help is."""
    guide, walk = drawn
    decision = say(guide, walk, data.draw(findings_for(guide)))
    named, steps = contacts(decision), guide.step_names
    fresh = [slug for slug in named if slug not in (*walk.tried, *walk.did)]
    chances = [_chance(decision, steps[slug]) for slug in fresh]
    assert decision.stops or chances == pytest.approx(sorted(chances, reverse=True))
    assert len(set(named)) == len(named)
    assert not set(named) & set(walk.cannot)
    assert sum(steps[planned.step].kind == "verdict" for planned in decision.plan) <= 1
    if not decision.plan and decision.escalation and decision.leading_place:
        helps = _help_by_place(guide, decision, steps[decision.escalation])
        assert helps[decision.leading_place] == pytest.approx(max(helps.values()))


def _chance(decision: Decision, step: Step) -> float:
    """By the decision's own shares."""
    shares = {one.cause: one.share for one in decision.causes} | {SOMETHING_ELSE.slug: decision.open_share}
    return sum(shares[cause] * REMEDY[word] for cause, word in step.remedies.items())


def _help_by_place(guide: Guide, decision: Decision, step: Step) -> dict[str, float]:
    cured = {place: {cause.slug for cause in guide.causes if cause.place == place} for place in guide.places}
    here = {place: {slug: step.remedies[slug] for slug in step.remedies if slug in cured[place]} for place in cured}
    return {place: _chance(decision, replace(step, remedies=remedies)) for place, remedies in here.items()}
