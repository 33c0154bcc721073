"""What must have been answered before a step is offered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.advise import advise, why_not_first
from diagnostics.engine.choose import DEFAULT, Policy
from diagnostics.engine.decision import Decision
from diagnostics.engine.guide import NONE, Guide, Option, Truth, judge
from diagnostics.engine.network import compile_guide
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import NOT_SURE, fold
from tests.engine.builders import a_cause, a_guide, a_list, a_question, a_step, follow, when
from tests.engine.drawn import addresses, findings_for, guides

SEE = a_question("see", "dust", "shine", effort="try", signs={"dust": {"dust": "for"}})
FINE = a_step("fine", {"dust": "always"}, kind="verdict", needs=when(see="dust"))
HOUSE = a_guide(questions=[SEE], steps=[FINE])


def say(guide: Guide, *said: tuple[str, str], policy: Policy = DEFAULT) -> Decision:
    return advise(compile_guide(guide), fold(guide, said), policy=policy)


def test_where_nothing_is_broken_no_step_lies_ahead() -> None:
    """A verdict that stands first is said, and not done."""
    both = a_guide(questions=[SEE], steps=[FINE, a_step("wipe", {"dust": "seldom"})])
    said = say(both, ("see", "dust"))
    assert ([one.step for one in said.plan][:1], said.steps_ahead) == (["fine"], 0)
    assert say(both, ("see", "shine")).steps_ahead > 0


@given(st.data(), guides(questions=(1, 5), steps=(1, 6)))
def test_no_step_is_offered_without_what_it_needs(data: st.DataObject, guide: Guide) -> None:
    """In any walk, with any findings: nothing planned, no workaround and nobody to ask lacks an answer that it needs."""
    findings = data.draw(findings_for(guide))
    network = compile_guide(guide)
    for moment in follow(network, lambda options: data.draw(st.sampled_from(options)), data.draw(addresses(guide))):
        for found in ({}, findings):
            decision = advise(network, moment.walk, found)
            answers = situation(network, moment.walk, found, DEFAULT).answers
            named = [*(one.step for one in decision.plan), *decision.workarounds, decision.escalation]
            for slug in filter(None, [*named, *decision.other_contacts]):
                assert judge(guide.step_names[slug].needs, answers) is Truth.HOLDS


@pytest.mark.parametrize("said", ["shine", NOT_SURE])
def test_only_the_answer_meets_a_need(said: str) -> None:
    """Another answer does not, nor does "not sure"."""
    assert [one.step for one in say(HOUSE, ("see", "dust")).plan] == ["fine"]
    after = say(HOUSE, ("see", said))
    assert (after.move, after.plan) == ("escalate", ())


def test_its_question_is_asked_before_escalating_within_the_limits() -> None:
    """Though it is not worth its minutes, where no step is left; not once the visitor has had enough of questions."""
    patient = Policy(margin=80)
    assert (say(HOUSE, policy=patient).move, say(HOUSE, policy=patient).question) == ("ask", "see")
    assert not say(HOUSE, policy=patient).rescued
    assert say(HOUSE, policy=Policy(margin=80, before_first_step=0)).move == "escalate"
    assert say(HOUSE, ("show", "steps")).move == "escalate"


def test_a_question_is_worth_asking_for_what_it_opens() -> None:
    """What it tells is not worth its minutes; the step that one of its answers makes possible is."""
    steps = [a_step("wipe", {"dust": "seldom", "rust": "seldom"}, minutes=3)]
    mild = a_question("see", "dust", "shine", signs={"dust": {"dust": "for"}})
    assert say(a_guide(questions=[mild], steps=steps)).move == "offer"
    assert say(a_guide(questions=[mild], steps=[FINE, *steps])).question == "see"


def test_of_the_questions_that_open_a_step_the_most_telling_is_asked() -> None:
    """Others that open nothing are not asked, whatever they tell."""
    mild = a_question("hear", "hum", "click", effort="try", signs={"dust": {"hum": "for"}, "rust": {"click": "for"}})
    loud = a_question("smell", signs={"dust": {"yes": "proves"}, "rust": {"yes": "rules-out"}})
    steps = [FINE, a_step("grease", {"rust": "always"}, needs=when(hear="click"))]
    patient = Policy(margin=80, rescues=0)
    asked = say(a_guide(questions=[SEE, mild, loud], steps=steps), policy=patient).question
    assert asked == "hear"


def test_the_last_answer_of_several_opens_a_step() -> None:
    """Where two are needed, the second is asked for only when the first is met."""
    other = a_question("hear", "hum", "click")
    both = a_step("fine", {"dust": "always"}, kind="verdict", needs=when(see="dust", hear="hum"))
    guide = a_guide(questions=[SEE, other], steps=[both])
    patient = Policy(margin=80, rescues=0)
    assert say(guide, policy=patient).move == "escalate"
    assert say(guide, ("see", "dust"), policy=patient).question == "hear"
    assert say(guide, ("see", "shine"), policy=patient).move == "escalate"


def test_a_list_opens_a_step_too() -> None:
    """By one of its ticks, or by "none of these"."""
    for needed in ("warm", NONE):
        step = a_step("fine", {"dust": "always"}, kind="verdict", needs=when(facts=needed))
        guide = a_guide(questions=[a_list("facts", "warm", "damp", signs={"dust": {"warm": "for"}})], steps=[step])
        assert say(guide, policy=Policy(margin=80, rescues=0)).question == "facts"
        assert [one.step for one in say(guide, ("facts", needed)).plan] == ["fine"]
        assert say(guide, ("facts", "damp")).move == "escalate"


def test_what_the_same_answer_forbids_it_does_not_open() -> None:
    """A hidden option, a condition and a rule keep a step shut; its question is then not asked for it."""
    hidden = a_question("see", Option("dust", when=when(hear="hum")), "shine", "dark")
    hear = a_question("hear", "hum", "click")
    for guide in (
        a_guide(questions=[hear, hidden], steps=[FINE]),
        a_guide(
            questions=[hear, SEE], steps=[a_step("s", {"dust": "always"}, needs=FINE.needs, when=when(see="shine"))]
        ),
        a_guide(
            questions=[hear, SEE],
            steps=[a_step("s", {"dust": "always"}, needs=FINE.needs, never_while=(when(see="dust"),))],
        ),
    ):
        assert say(guide, ("hear", "click"), policy=Policy(margin=80, rescues=0)).move == "escalate"


def test_why_it_is_not_first() -> None:
    """Because of what was not answered."""
    network, walk = compile_guide(HOUSE), fold(HOUSE, [("see", NOT_SURE)])
    found = why_not_first(network, walk, advise(network, walk), "fine")
    assert (found.why, found.condition) == ("needs", FINE.needs)


def test_a_step_does_not_wait_for_one_that_lacks_an_answer() -> None:
    """What cannot be offered is not waited for."""
    after = a_step("wipe", {"dust": "always"}, only_after=("fine",))
    guide = a_guide([a_cause("dust")], questions=[SEE], steps=[FINE, after])
    assert [one.step for one in say(guide, ("see", "shine")).plan] == ["wipe"]
