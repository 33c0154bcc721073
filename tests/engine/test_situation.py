"""Where a visitor stands: what counts as answered, what may be asked, what may be offered."""

from hypothesis import given
from hypothesis import strategies as st

from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.guide import Guide, Option, Truth, judge
from diagnostics.engine.network import compile_guide
from diagnostics.engine.situation import Situation, complete_answers, missing_before, situation, step_indices
from diagnostics.engine.walk import Walk, applies, fold, visible_options
from tests.engine.builders import a_guide, a_question, a_step, a_walk, when
from tests.engine.drawn import findings_for, guides_and_walks


def look(guide: Guide, walk: Walk | None = None, findings: dict[str, str] | None = None) -> Situation:
    """The situation in a walk under the usual policy."""
    return situation(compile_guide(guide), walk or Walk(), findings or {}, DEFAULT)


def askable(here: Situation) -> list[str]:
    return [q.slug for q, may in zip(here.network.guide.questions, here.outlook.askable, strict=True) if may]


def available(here: Situation) -> list[str]:
    return [step.slug for step, may in zip(here.network.steps, here.outlook.available, strict=True) if may]


# Findings --------------------------------------------------------------------

STATUS = a_guide(
    questions=[
        a_question("status", "up", "down", finding="feed", signs={"dust": {"down": "proves"}}),
        a_question("see"),
    ],
    steps=[
        a_step("restart", {"dust": "usually"}, never_while=(when(status="down"),)),
        a_step("wait", {"rust": "always"}),
    ],
)


def test_findings_count_as_answers() -> None:
    """What the server knows is believed, is not asked, and holds steps back as an answer would."""
    found, said = look(STATUS, findings={"status": "down"}), look(STATUS, a_walk(STATUS, status="down"))
    assert found.belief.tolist() == said.belief.tolist() != look(STATUS).belief.tolist()
    assert askable(found) == ["see"]
    assert available(found) == ["wait"]


def test_own_answer_overrules_a_finding() -> None:
    """The visitor's own answer counts instead of what the server found."""
    here = look(STATUS, a_walk(STATUS, status="up"), {"status": "down"})
    assert here.answers == {"status": "up"}
    assert available(here) == ["restart", "wait"]


def test_not_sure_does_not_overrule_a_finding() -> None:
    """A visitor who does not know leaves what the server found in force."""
    here = look(STATUS, a_walk(STATUS, status="not-sure"), {"status": "down"})
    assert here.answers == {"status": "down"}
    assert here.belief.tolist() == look(STATUS, findings={"status": "down"}).belief.tolist()


def test_unknown_findings_are_passed_over() -> None:
    """A finding about a question or option that the guide does not have says nothing."""
    network = compile_guide(STATUS)
    assert complete_answers(network, Walk(), {"weather": "fine", "status": "sideways"}) == {}
    assert complete_answers(network, a_walk(STATUS, see="not-sure"), {}) == {"see": None}


def test_a_finding_that_does_not_apply_is_no_evidence() -> None:
    """Where the visitor's answers rule the question out, what the server found about it changes no belief."""
    questions = [
        a_question("device", "phone", "mac"),
        a_question("sim", when=when(device="phone"), signs={"dust": {"no": "proves"}}),
    ]
    guide = a_guide(questions=questions)
    on_mac = a_walk(guide, device="mac")
    assert look(guide, on_mac, {"sim": "no"}).belief.tolist() == look(guide, on_mac).belief.tolist()


# Questions -------------------------------------------------------------------


def test_question_waits_for_the_one_it_follows() -> None:
    """A question is not asked before the one that it follows was answered, "not sure" included."""
    guide = a_guide(questions=[a_question("see"), a_question("more", follows="see")])
    assert askable(look(guide)) == ["see"]
    assert (
        askable(look(guide, a_walk(guide, see="yes")))
        == askable(look(guide, a_walk(guide, see="not-sure")))
        == ["more"]
    )


def test_question_with_one_option_left_is_not_asked() -> None:
    """Where the answers hide all options but one there is nothing to ask."""
    see = a_question("see", "red", Option("grey", when=when(device="mac")))
    guide = a_guide(questions=[a_question("device", "phone", "mac"), see])
    assert askable(look(guide, a_walk(guide, device="phone"))) == []
    assert askable(look(guide, a_walk(guide, device="mac"))) == ["see"]


def test_no_question_once_the_visitor_had_enough() -> None:
    """After "show me the steps" nothing is asked any more."""
    guide = a_guide(questions=[a_question("see")])
    assert askable(look(guide, fold(guide, [("show", "steps")]))) == []


def test_filled_in_answers_do_not_use_up_the_limit() -> None:
    """Four answers of the visitor's own end the asking; one that the site filled in does not count."""
    guide = a_guide(questions=[a_question(f"q{i}", detectable=i == 0) for i in range(6)])
    first_four = {f"q{i}": "yes" for i in range(4)}
    assert askable(look(guide, a_walk(guide, **first_four))) == ["q4", "q5"]
    own = {name: first_four[name] for name in sorted(first_four, reverse=True)}
    assert askable(look(guide, a_walk(guide, **own))) == []


@given(st.data(), guides_and_walks(questions=(1, 5)))
def test_only_questions_with_a_choice_are_asked(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """What may be asked is new, applies, follows what was answered, and shows at least two options, of a list one."""
    guide, walk = drawn
    here = look(guide, walk, data.draw(findings_for(guide)))
    for slug in askable(here):
        question = guide.question_names[slug]
        assert slug not in here.answers
        assert applies(question, here.answers)
        assert question.follows is None or question.follows in here.answers
        assert len(visible_options(question, here.answers)) >= (2 if question.kind == "one" else 1)


# Steps -----------------------------------------------------------------------


def test_step_waits_for_what_must_be_tried_first() -> None:
    """*Only after* holds a step back until the other was tried or cannot be done."""
    guide = a_guide(steps=[a_step("reset", only_after=("restart",)), a_step("restart")])
    assert available(look(guide)) == ["restart"]
    for word in ("tried", "cannot"):
        assert available(look(guide, fold(guide, [(word, "restart")]))) == ["reset"]


def test_step_does_not_wait_for_what_cannot_come() -> None:
    """A first step that does not apply, that a rule holds back, or that is no more in the guide, is not waited for."""
    questions = [a_question("device", "phone", "mac")]
    unfit = [when(device="phone"), ()]
    rules = [(), (when(device="mac"),)]
    for condition, never in zip(unfit, rules, strict=True):
        steps = [a_step("reset", only_after=("restart", "gone")), a_step("restart", when=condition, never_while=never)]
        guide = a_guide(questions=questions, steps=steps)
        assert available(look(guide)) == ["restart"]
        assert available(look(guide, a_walk(guide, device="mac"))) == ["reset"]
        assert available(look(guide, a_walk(guide, device="phone"))) == ["restart"]


def test_missing_before_names_what_is_waited_for() -> None:
    """The steps still to be tried are named by slug, in the order of the rule."""
    guide = a_guide(steps=[a_step("reset", only_after=("b", "a", "c")), a_step("a"), a_step("b"), a_step("c")])
    walk = fold(guide, [("tried", "a")])
    assert missing_before(compile_guide(guide), walk, walk.answers, guide.step_names["reset"]) == ("b", "c")


def test_step_indices_are_those_of_the_order() -> None:
    """A tried workaround or escalation is no evidence; what cannot be done did not fail."""
    steps = [a_step("help", kind="escalation"), a_step("a"), a_step("b"), a_step("way", kind="workaround")]
    guide = a_guide(steps=steps)
    walk = fold(guide, [("tried", "help"), ("tried", "b"), ("tried", "way"), ("cannot", "a")])
    assert step_indices(compile_guide(guide), walk.tried) == [1]


@given(st.data(), guides_and_walks(questions=(1, 4), steps=(1, 6)))
def test_only_steps_that_apply_are_offered(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """Nothing tried, impossible, contradicted, in need of an answer, forbidden by a rule or before its turn is ever available."""
    guide, walk = drawn
    here = look(guide, walk, data.draw(findings_for(guide)))
    for slug in available(here):
        step = guide.step_names[slug]
        assert step.in_order
        assert slug not in (*walk.tried, *walk.cannot, *walk.did)
        assert judge(step.needs, here.answers) is Truth.HOLDS
        assert judge(step.when, here.answers) is not Truth.CONTRADICTED
        assert all(judge(rule, here.answers) is not Truth.HOLDS for rule in step.never_while)
        assert not missing_before(here.network, walk, here.answers, step)
