"""What is said to a visitor, page by page."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diagnostics.engine import Policy
from diagnostics.engine.advise import Advice, Adviser, advise, likeliest_cause, why_not_first
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import Alarm, Guide, Option
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import Event, Walk, fold
from tests.engine.builders import a_guide, a_question, a_step, a_walk, when
from tests.engine.drawn import addresses, findings_for, guides, guides_and_walks

PROOF = {"dust": {"yes": "proves", "no": "rules-out"}, "rust": {"yes": "rules-out", "no": "proves"}}
WIPE = a_step("wipe", {"dust": "usually"}, minutes=9)
SCRUB = a_step("scrub", {"rust": "usually"}, minutes=9)
LAMP = a_guide(questions=[a_question("see", signs=PROOF)], steps=[WIPE, SCRUB, a_step("help", kind="escalation")])


def say(guide: Guide, walk: Walk | None = None, findings: dict[str, str] | None = None) -> Decision:
    return advise(compile_guide(guide), walk or Walk(), findings or {})


def plan_of(decision: Decision) -> list[str]:
    return [planned.step for planned in decision.plan]


# "Not sure" and foreign pairs ------------------------------------------------


@given(st.data(), guides_and_walks(questions=(1, 5)))
def test_not_sure_changes_nothing_else(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """Not knowing changes neither plan nor causes; it only takes its question away and lets those that follow it in.

    Where nothing else is left then, what was done before the visitor came is offered once more.
    """
    guide, walk = drawn
    question = data.draw(st.sampled_from(guide.questions)).slug
    followed = any(other.follows == question for other in guide.questions)
    policy = Policy(rescues=0, before_first_step=99, in_all=99)
    network = compile_guide(guide)
    before = advise(network, walk, policy=policy)
    assume(question not in walk.answers)
    after = advise(network, walk.with_event(Event("answer", question)), policy=policy)
    if _offers_once_more(after) and not _offers_once_more(before):
        assert (before.plan, before.causes) == ((), after.causes)
        return
    assert _statements(after)[2:] == _statements(before)[2:]
    if before.question != question and not followed:
        assert _statements(after) == _statements(before)


def _offers_once_more(decision: Decision) -> bool:
    return any(planned.again for planned in decision.plan)


def _statements(decision: Decision) -> tuple[object, ...]:
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


def test_leaders_stand_in_order() -> None:
    """Causes of some likelihood beside the leader are its followers, most likely first."""
    assert [cause.cause for cause in say(LAMP, a_walk(LAMP, see="yes")).leaders] == ["dust", "rust"]
    decision = say(LAMP, a_walk(LAMP, see="no"))
    assert [cause.cause for cause in decision.leaders] == ["rust", "dust"]
    assert decision.open_share + sum(cause.share for cause in decision.causes) == pytest.approx(1)


@given(st.data(), guides_and_walks())
def test_decision_is_whole(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """In any walk the parts of a decision fit together."""
    guide, walk = drawn
    decision = say(guide, walk, data.draw(findings_for(guide)))
    assert (decision.move == "ask") == (decision.question is not None)
    assert decision.move != "offer" or decision.plan
    assert decision.move in ("ask", "wait") or (decision.move == "escalate") == (not decision.plan)
    assert (decision.move == "wait") == (decision.waiting is not None)
    assert [cause.cause for cause in decision.causes] == [cause.slug for cause in guide.causes if not cause.open]
    shares = [cause.share for cause in decision.leaders]
    assert shares == sorted(shares, reverse=True)
    assert decision.leaders[0].level == 3
    assert len(decision.check_answers) <= 2
    assert decision.move == "escalate" or not decision.check_answers


# What is still to come --------------------------------------------------------


def test_questions_ahead_are_those_of_the_likeliest_answers() -> None:
    """Until steps are offered, each question gets the answer that is likeliest then; none where steps come next."""
    assert Advice.of(compile_guide(LAMP), Walk()).questions_ahead == 1
    assert Advice.of(compile_guide(LAMP), a_walk(LAMP, see="yes")).questions_ahead == 0
    three = replace(LAMP, questions=(*LAMP.questions, a_question("a", asked="first"), a_question("b", asked="second")))
    assert Advice.of(compile_guide(three), Walk()).questions_ahead == 3
    assert Advice.of(compile_guide(three), Walk(), {"see": "yes"}).questions_ahead == 2


def test_of_a_list_the_likeliest_answer_is_what_is_more_likely_than_not() -> None:
    """So much is ticked when the questions to come are counted, and no question follows that this answers."""
    facts = a_question("facts", Option("wet", "very-common"), Option("old"), kind="several", asked="first")
    usually = replace(facts, signs={"dust": {"wet": "proves"}, "rust": {"wet": "proves"}})
    after = a_question("a", asked="second", when=when(facts="wet"))
    guides = [compile_guide(replace(LAMP, questions=(one, after))) for one in (facts, usually)]
    assert [Advice.of(guide, Walk()).questions_ahead for guide in guides] == [1, 2]


@given(guides_and_walks())
def test_questions_ahead_end(drawn: tuple[Guide, Walk]) -> None:
    """There is one to come exactly where one is asked, and there are no more than the guide has."""
    guide, walk = drawn
    ahead = Advice.of(compile_guide(guide), walk).questions_ahead
    assert bool(ahead) == (say(guide, walk).move == "ask")
    assert ahead <= len(guide.questions) - len(walk.answers)


def test_who_asked_for_steps_hears_whether_there_would_be_a_question() -> None:
    """The same as is said to somebody who did not."""
    network = compile_guide(LAMP)
    asked, shown = (Advice.of(network, walk) for walk in (Walk(), Walk(show_steps=True)))
    assert (asked.decision.move, shown.decision.move) == ("ask", "offer")
    assert asked.would_ask
    assert shown.would_ask
    assert not Advice.of(network, replace(a_walk(LAMP, see="yes"), show_steps=True)).would_ask


def test_an_advice_says_why_a_step_is_not_the_first() -> None:
    network = compile_guide(LAMP)
    for step in network.guide.steps:
        said = Advice.of(network, Walk()).not_first(step.slug)
        assert said == why_not_first(network, Walk(), advise(network, Walk()), step.slug)


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


@given(guides_and_walks())
def test_an_alarm_that_stops_leaves_only_whom_to_ask(both: tuple[Guide, Walk]) -> None:
    """While it is raised nothing is asked or offered; while it is not, everything is as without it."""
    guide, walk = both
    before = say(guide, walk)
    after = say(replace(guide, alarms=tuple(replace(alarm, stops=True) for alarm in guide.alarms)), walk)
    assert after.stops == after.alarms == before.alarms
    if after.stops:
        assert (after.move, after.question, after.plan, after.workarounds) == ("escalate", None, (), ())
        assert after.check_answers == ()
        assert after.escalation is None or guide.step_names[after.escalation].kind == "escalation"
    else:
        assert after == before


def test_an_alarm_stops_before_a_pinned_question() -> None:
    """What is asked first or second is not asked either."""
    alarm = Alarm("thief", when(see="yes"), stops=True)
    guide = a_guide(questions=[a_question("see", asked="first"), a_question("kind", asked="second")], alarms=(alarm,))
    assert say(guide, a_walk(guide, see="no")).question == "kind"
    stopped = say(guide, a_walk(guide, see="yes"))
    assert (stopped.stops, stopped.question, stopped.move) == (("thief",), None, "escalate")


def test_what_a_step_finds_out_is_asked_after_it() -> None:
    """Once it has failed its question comes next, whatever that is worth; not when another step follows, nor when it is known."""
    look = a_step("look", remedies={"bulb": "usually"}, asks="status")
    rest = a_step("rest", remedies={"bulb": "sometimes"})
    guide = a_guide(questions=[a_question("status")], steps=[look, rest])
    network = compile_guide(guide)
    assert advise(network, fold(guide, [("tried", "look")])).question == "status"
    assert advise(network, fold(guide, [("tried", "look"), ("tried", "rest")])).question is None
    assert advise(network, fold(guide, [("status", "no"), ("tried", "look")])).question is None


def test_the_likeliest_cause_is_what_the_answers_speak_for() -> None:
    network = compile_guide(LAMP)
    assert likeliest_cause(network, Walk()).slug == "dust"
    assert likeliest_cause(network, a_walk(LAMP, see="no")).slug == "rust"


@given(guides_and_walks())
def test_the_likeliest_cause_is_that_of_the_decision(case: tuple[Guide, Walk]) -> None:
    """Of the listed ones, the first where several are as likely."""
    guide, walk = case
    causes = say(guide, walk).causes
    found = likeliest_cause(compile_guide(guide), walk)
    assert found.slug == max(causes, key=lambda one: one.share).cause


def test_an_adviser_says_what_advice_says_and_decides_once() -> None:
    """Which page of a walk is looked at changes nothing; another answer, or another finding, does."""
    network = compile_guide(LAMP)
    adviser, walk = Adviser(network), fold(network.guide, ())
    first = adviser.advise(walk)
    asked = first.decision.question
    assert asked
    assert first.decision == advise(network, walk)
    assert adviser.advise(replace(walk, ask=asked)) is first
    option = network.guide.question_names[asked].options[0].slug
    for other, found in ((walk.with_event(Event("answer", asked, option)), {}), (walk, {asked: option})):
        assert adviser.advise(other, found).decision == advise(network, other, found)
    assert first.questions_ahead == Advice.of(network, walk).questions_ahead > 0
    adviser.forget()
    assert adviser.advise(walk) is not first
