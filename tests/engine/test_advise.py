"""What is said to a visitor, page by page."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from diagnostics.engine import Policy
from diagnostics.engine.advise import advise, why_not_first
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import Alarm, Guide, Truth, judge
from diagnostics.engine.network import compile_guide
from diagnostics.engine.situation import missing_before
from diagnostics.engine.walk import NOT_SURE, Event, Walk, fold, questions_asked
from tests.engine.builders import (
    Moment,
    a_cause,
    a_guide,
    a_question,
    a_step,
    a_walk,
    addresses,
    findings_for,
    follow,
    guides,
    guides_and_walks,
    when,
)

PROOF = {"dust": {"yes": "proves", "no": "rules-out"}, "rust": {"yes": "rules-out", "no": "proves"}}
WIPE = a_step("wipe", {"dust": "usually"}, minutes=9)
SCRUB = a_step("scrub", {"rust": "usually"}, minutes=9)
LAMP = a_guide(questions=[a_question("see", signs=PROOF)], steps=[WIPE, SCRUB, a_step("help", kind="escalation")])


def say(guide: Guide, walk: Walk | None = None, findings: dict[str, str] | None = None) -> Decision:
    """The decision under the usual policy."""
    return advise(compile_guide(guide), walk or Walk(), findings or {})


def plan_of(decision: Decision) -> list[str]:
    """Slugs of the planned steps."""
    return [planned.step for planned in decision.plan]


# Whole walks -----------------------------------------------------------------


def played(data: st.DataObject, guide: Guide) -> list[Moment]:
    """One random visitor, from a random beginning."""
    start = data.draw(addresses(guide, most=3))
    return list(follow(compile_guide(guide), lambda options: data.draw(st.sampled_from(options)), start))


@settings(max_examples=70)
@given(st.data(), guides())
def test_every_walk_ends(data: st.DataObject, guide: Guide) -> None:
    """Whatever a visitor answers and however steps go, each page says something new, until help is named."""
    moments = played(data, guide)
    dropped = sum(len(moment.walk.dropped) for moment in moments)
    assert len(moments) <= len(guide.questions) + len(guide.steps) + 1 + dropped
    assert moments[-1].decision.move == "escalate"
    assert all(moment.decision.move != "escalate" for moment in moments[:-1])


@settings(max_examples=70)
@given(st.data(), guides(questions=(2, 6)))
def test_no_question_is_asked_twice(data: st.DataObject, guide: Guide) -> None:
    """What was answered or left open once is never asked again, unless a later answer hid the option that was chosen."""
    done: set[str] = set()
    for moment in played(data, guide):
        done = (done | set(moment.walk.answers)) - {one.key for one in moment.walk.dropped}
        assert moment.decision.question not in done


@settings(max_examples=70)
@given(st.data(), guides(steps=(2, 6)))
def test_what_is_offered_may_be_done(data: st.DataObject, guide: Guide) -> None:
    """All along a walk no step in the plan is done with, contradicted, forbidden by a rule, or before its turn."""
    network = compile_guide(guide)
    for moment in played(data, guide):
        answers = moment.walk.answers
        for slug in plan_of(moment.decision):
            step = guide.step_names[slug]
            assert slug not in (*moment.walk.tried, *moment.walk.cannot)
            assert judge(step.when, answers) is not Truth.CONTRADICTED
            assert Truth.HOLDS not in [judge(rule, answers) for rule in step.never_while]
            assert not missing_before(network, moment.walk, answers, step)


def many_questions(count: int, detectable: int = 0) -> Guide:
    """Long steps, and questions that each tell a little: there is always one more that is worth its minutes."""
    signs = {"dust": {"yes": "strongly-for"}, "rust": {"yes": "strongly-against"}}
    questions = [a_question(f"q{i}", signs=signs, detectable=i < detectable) for i in range(count)]
    steps = [
        *(a_step(f"wipe{i}", {"dust": "usually"}, minutes=20) for i in range(6)),
        *(a_step(f"scrub{i}", {"rust": "usually"}, minutes=20) for i in range(6)),
    ]
    return a_guide(questions=questions, steps=steps)


@settings(max_examples=25)
@given(st.data(), st.integers(0, 3))
def test_limits_hold(data: st.DataObject, detectable: int) -> None:
    """Never more than seven questions before the first step and fourteen in all, what was filled in not counted."""
    guide = many_questions(20, detectable)
    start = tuple((f"q{i}", "yes") for i in range(detectable))
    network = compile_guide(guide)
    moments = list(follow(network, lambda options: data.draw(st.sampled_from(options)), start))
    for moment in moments:
        before, in_all = questions_asked(guide, moment.walk)
        assert before <= 7
        assert in_all <= 14
        if moment.decision.question:
            assert in_all < 14
            assert before < 7 or moment.walk.tried or moment.walk.cannot


def test_limits_are_reached() -> None:
    """Where one more question is always worth it, "not sure" counted, exactly seven come before the first step."""
    moments = list(
        follow(compile_guide(many_questions(20)), lambda options: options[-1] if NOT_SURE in options else "tried")
    )
    moves = [moment.decision.move for moment in moments]
    assert moves[:8] == ["ask"] * 7 + ["offer"]
    assert moves.count("ask") == 14


@settings(max_examples=60)
@given(st.data(), guides(causes=(3, 6), questions=(4, 6), steps=(0, 2), rules=False), st.sampled_from([8, 20]))
def test_never_three_rescues_in_a_row(data: st.DataObject, guide: Guide, escalation_minutes: int) -> None:
    """At most two questions in a row are asked only to avoid escalating."""
    moments = played(data, replace(guide, escalation_minutes=escalation_minutes))
    rescued = [moment.decision.rescued for moment in moments]
    assert all(not all(rescued[i : i + 3]) for i in range(len(rescued) - 2))


def test_rescue_is_marked_and_ends() -> None:
    """A plateau rescue is said to be one; after two of them the walk escalates."""
    guide = a_guide(questions=[a_question(f"q{i}", signs=PROOF) for i in range(4)], escalation_minutes=20)
    moments = list(follow(compile_guide(guide), lambda _: NOT_SURE))
    assert [(moment.decision.move, moment.decision.rescued) for moment in moments] == [
        ("ask", True),
        ("ask", True),
        ("escalate", False),
    ]


def test_pinned_questions_are_no_rescues() -> None:
    """A pinned question comes first whatever its value, and leaves both rescues to the others."""
    questions = [a_question(f"q{i}", signs=PROOF, asked="first" if i == 0 else "by-value") for i in range(4)]
    moments = list(follow(compile_guide(a_guide(questions=questions, escalation_minutes=20)), lambda _: NOT_SURE))
    assert [moment.decision.question for moment in moments] == ["q0", "q1", "q2", None]
    assert [moment.decision.rescued for moment in moments] == [False, True, True, False]


def test_a_step_lets_the_next_rescue_in() -> None:
    """After a tried step the row of rescues begins anew."""
    questions = [a_question(f"q{i}", signs=PROOF) for i in range(4)]
    guide = a_guide(questions=questions, steps=[a_step("useless")], escalation_minutes=20)
    walk = a_walk(guide, q0=NOT_SURE, q1=NOT_SURE)
    assert say(guide, walk).move == "escalate"
    assert say(guide, fold(guide, [*walk.pairs, ("tried", "useless")])).question == "q2"


# "Not sure" and foreign pairs ------------------------------------------------


@settings(max_examples=70)
@given(st.data(), guides_and_walks(questions=(1, 5)))
def test_not_sure_changes_nothing_else(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """Not knowing changes neither plan nor causes; it only takes its question away and lets those that follow it in."""
    guide, walk = drawn
    question = data.draw(st.sampled_from(guide.questions)).slug
    followed = any(other.follows == question for other in guide.questions)
    policy = Policy(rescues=0, before_first_step=99, in_all=99)
    network = compile_guide(guide)
    before = advise(network, walk, policy=policy)
    assume(question not in walk.answers)
    after = advise(network, walk.with_event(Event("answer", question)), policy=policy)
    assert _said(after)[2:] == _said(before)[2:]
    if before.question != question and not followed:
        assert _said(after) == _said(before)


def _said(decision: Decision) -> tuple[object, ...]:
    """Everything of a decision but what hangs on the move alone."""
    return (
        decision.move,
        decision.question,
        decision.plan,
        decision.causes,
        decision.expected_minutes,
        decision.alarms,
        decision.workarounds,
        decision.escalation,
        decision.leading_place,
    )


@settings(max_examples=60)
@given(
    st.data(),
    guides(),
    st.lists(st.sampled_from([("utm_source", "x"), ("q0", "none-such"), ("tried", "none-such"), ("show", "x")])),
)
def test_unknown_pairs_change_nothing(data: st.DataObject, guide: Guide, strange: list[tuple[str, str]]) -> None:
    """Pairs that mean nothing in the guide, anywhere in the address, leave the decision as it was."""
    pairs = data.draw(addresses(guide))
    cut = data.draw(st.integers(0, len(pairs)))
    network = compile_guide(guide)
    assert advise(network, fold(guide, [*pairs[:cut], *strange, *pairs[cut:]])) == advise(network, fold(guide, pairs))


# One decision ----------------------------------------------------------------


def test_asks_offers_and_escalates() -> None:
    """A question worth its minutes comes first, then the steps for what was answered, then help."""
    assert (say(LAMP).move, say(LAMP).question) == ("ask", "see")
    offered = say(LAMP, a_walk(LAMP, see="yes"))
    assert (offered.move, offered.question, plan_of(offered)[0]) == ("offer", None, "wipe")
    ended = say(LAMP, fold(LAMP, [("see", "yes"), ("tried", "wipe"), ("tried", "scrub")]))
    assert (ended.move, ended.plan, ended.escalation, ended.expected_minutes) == ("escalate", (), "help", 90)


def test_question_may_follow_a_step() -> None:
    """After a failed step the engine decides anew and may ask again."""
    assert say(LAMP, fold(LAMP, [("show", "steps")])).move == "offer"
    quick = a_step("quick", {"dust": "usually", "rust": "usually"})
    guide = replace(LAMP, steps=(quick, *LAMP.steps))
    assert plan_of(say(guide))[0] == "quick"
    assert say(guide, fold(guide, [("tried", "quick")])).move == "ask"


def test_pinned_questions_come_first_and_second() -> None:
    """What is pinned is asked whatever its value, in its order, and the plan stands beside it."""
    questions = [a_question("b", asked="second"), a_question("a", asked="first"), *LAMP.questions]
    guide = replace(LAMP, questions=tuple(questions))
    assert say(guide).question == "a"
    assert plan_of(say(guide)) == ["wipe", "scrub"]
    assert say(guide, a_walk(guide, a="yes")).question == "b"
    assert say(guide, a_walk(guide, a="not-sure", b="yes")).question == "see"


def test_findings_are_never_asked() -> None:
    """What the server knows is not asked, not even when it is pinned, and moves the plan."""
    found = say(LAMP, findings={"see": "no"})
    assert (found.move, plan_of(found)[0]) == ("offer", "scrub")
    pinned = replace(LAMP, questions=(replace(LAMP.questions[0], asked="first"),))
    assert say(pinned, findings={"see": "no"}).move == "offer"


def test_own_answer_overrules_a_finding_and_not_sure_does_not() -> None:
    """The visitor's word goes before the server's; "not sure" leaves the server's in force."""
    assert plan_of(say(LAMP, a_walk(LAMP, see="yes"), {"see": "no"}))[0] == "wipe"
    assert plan_of(say(LAMP, a_walk(LAMP, see="not-sure"), {"see": "no"}))[0] == "scrub"


def test_leaders_stand_in_order_and_name_their_place() -> None:
    """Causes of some likelihood beside the leader are its followers, most likely first; the first one's place leads."""
    guide = replace(LAMP, causes=(a_cause("dust", place="there"), a_cause("rust"), LAMP.causes[-1]))
    decision = say(guide, a_walk(guide, see="yes"))
    assert ([cause.cause for cause in decision.leaders], decision.leading_place) == (["dust", "rust"], "there")
    decision = say(guide, a_walk(guide, see="no"))
    assert ([cause.cause for cause in decision.leaders], decision.leading_place) == (["rust", "dust"], "here")
    assert decision.open_share + sum(cause.share for cause in decision.causes) == pytest.approx(1)


@settings(max_examples=80)
@given(st.data(), guides_and_walks())
def test_decision_is_whole(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """In any walk the parts of a decision fit together."""
    guide, walk = drawn
    decision = say(guide, walk, data.draw(findings_for(guide)))
    assert (decision.move == "ask") == (decision.question is not None)
    assert decision.move != "offer" or decision.plan
    assert decision.move == "ask" or (decision.move == "escalate") == (not decision.plan)
    assert [cause.cause for cause in decision.causes] == [cause.slug for cause in guide.causes if not cause.open]
    shares = [cause.share for cause in decision.leaders]
    assert shares == sorted(shares, reverse=True)
    assert decision.leaders[0].level == 3
    assert len(decision.check_answers) <= 2
    assert decision.move == "escalate" or not decision.check_answers


# Beside the move -------------------------------------------------------------


def test_workarounds_that_apply_stand_in_guide_order() -> None:
    """Every workaround that applies is named, tried or not; one that cannot be done or that a rule forbids is not."""
    steps = [
        a_step("call", kind="workaround"),
        a_step("sms", kind="workaround", when=when(see="no")),
        a_step("mail", kind="workaround", never_while=(when(see="yes"),)),
        a_step("walk", kind="workaround"),
    ]
    guide = replace(LAMP, steps=(*LAMP.steps, *steps))
    assert say(guide).workarounds == ("call", "sms", "mail", "walk")
    assert say(guide, a_walk(guide, see="yes")).workarounds == ("call", "walk")
    assert say(guide, fold(guide, [("tried", "call"), ("cannot", "walk")])).workarounds == ("call", "sms", "mail")


def test_escalation_is_the_first_that_was_not_tried() -> None:
    """Help is named in guide order; what was tried comes again only when nothing else is left, and may be nothing."""
    helpers = [
        a_step("apple", kind="escalation", when=when(see="yes")),
        *(a_step(s, kind="escalation") for s in ("shop", "bank")),
    ]
    guide = replace(LAMP, steps=(WIPE, *helpers))
    assert say(guide).escalation == "apple"
    assert say(guide, a_walk(guide, see="no")).escalation == "shop"
    assert say(guide, fold(guide, [("tried", "apple")])).escalation == "shop"
    assert say(guide, fold(guide, [("tried", s) for s in ("bank", "apple", "shop")])).escalation == "apple"
    assert say(guide, fold(guide, [("cannot", s) for s in ("bank", "apple", "shop")])).escalation is None
    assert say(replace(LAMP, steps=(WIPE,))).escalation is None


def test_alarm_needs_all_of_its_answers() -> None:
    """An alarm is raised only when its whole condition is known to hold, by the visitor or the server."""
    alarm, empty = Alarm("thief", when(see="yes", prompt="yes")), Alarm("always", ())
    guide = a_guide(questions=[a_question("see"), a_question("prompt")], alarms=(empty, alarm))
    assert say(guide).alarms == say(guide, a_walk(guide, see="yes")).alarms == ()
    assert say(guide, a_walk(guide, see="yes", prompt="no")).alarms == ()
    assert say(guide, a_walk(guide, see="yes", prompt="yes")).alarms == ("thief",)
    assert say(guide, a_walk(guide, see="yes"), {"prompt": "yes"}).alarms == ("thief",)


# Before it escalates ---------------------------------------------------------


def test_check_answers_names_what_tips_the_decision() -> None:
    """The answer without which there would be steps again comes first; "not sure" is nothing to check."""
    questions = [
        a_question("see", signs={"dust": {"no": "rules-out"}, "rust": {"no": "for"}}),
        a_question("mute"),
        a_question("hear", signs={"rust": {"yes": "against"}, "dust": {"yes": "for"}}),
    ]
    guide = a_guide(["dust", "rust"], questions, [a_step("wipe", {"dust": "always"}, minutes=40)])
    decision = say(guide, a_walk(guide, hear="yes", mute="yes", see="no"))
    assert decision.move == "escalate"
    assert decision.check_answers == ("see", "hear")
    unsure = say(guide, a_walk(guide, hear="not-sure", mute="yes", see="no"))
    assert unsure.check_answers == ("see",)


def test_check_answers_leaves_out_what_moves_little() -> None:
    """An answer that hardly moves the belief is not worth checking, nor is anything before the end."""
    guide = a_guide(questions=[a_question("mute")])
    assert say(guide, a_walk(guide, mute="yes")).check_answers == ()
    assert say(LAMP, a_walk(LAMP, see="yes")).check_answers == ()


def test_check_answers_names_at_most_two() -> None:
    """Of many answers the two that move most are named, of equal ones those given first."""
    signs = {"dust": {"yes": "strongly-for"}, "rust": {"yes": "strongly-against"}}
    guide = a_guide(questions=[a_question(f"q{i}", signs=signs) for i in range(3)])
    assert say(guide, a_walk(guide, q2="yes", q0="yes", q1="yes")).check_answers == ("q2", "q0")


def test_why_not_first_looks_at_the_same_walk() -> None:
    """The reason of a step that is not first is found for this walk and these findings."""
    guide = replace(LAMP, steps=(replace(WIPE, never_while=(when(see="no"),)), SCRUB))
    network = compile_guide(guide)
    decision = advise(network, Walk(), {"see": "no"})
    assert why_not_first(network, Walk(), decision, "wipe", {"see": "no"}).why == "never-while"
    assert why_not_first(network, Walk(), advise(network, Walk()), "wipe").why == "first"
