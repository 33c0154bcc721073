"""Whole walks: what holds from the first page to the last, whatever the visitor says."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.engine.advise import advise
from diagnostics.engine.guide import Guide, Truth, judge
from diagnostics.engine.network import compile_guide
from diagnostics.engine.situation import missing_before
from diagnostics.engine.walk import NOT_SURE, fold, questions_asked
from tests.engine.builders import Moment, a_guide, a_question, a_step, a_walk, follow
from tests.engine.drawn import addresses, guides
from tests.share import examples

PROOF = {"dust": {"yes": "proves", "no": "rules-out"}, "rust": {"yes": "rules-out", "no": "proves"}}


def play(data: st.DataObject, guide: Guide) -> list[Moment]:
    start = data.draw(addresses(guide, most=3))
    return list(follow(compile_guide(guide), lambda options: data.draw(st.sampled_from(options)), start))


@given(st.data(), guides())
def test_every_walk_ends(data: st.DataObject, guide: Guide) -> None:
    """Whatever a visitor answers and however steps go, each page says something new, until help is named."""
    moments = play(data, guide)
    dropped = sum(len(moment.walk.uncounted) for moment in moments)
    assert len(moments) <= len(guide.questions) + len(guide.steps) + 1 + dropped
    assert moments[-1].decision.move == "escalate"
    assert all(moment.decision.move != "escalate" for moment in moments[:-1])


@given(st.data(), guides(questions=(2, 6)))
def test_no_question_is_asked_twice(data: st.DataObject, guide: Guide) -> None:
    """What was answered or left open once is never asked again, unless a later answer hid the option that was chosen."""
    done: set[str] = set()
    for moment in play(data, guide):
        done = (done | set(moment.walk.answers)) - {one.key for one in moment.walk.uncounted}
        assert moment.decision.question not in done


@given(st.data(), guides(steps=(2, 6)))
def test_what_is_offered_may_be_done(data: st.DataObject, guide: Guide) -> None:
    """All along a walk no step in the plan is done with, contradicted, forbidden by a rule, or before its turn."""
    network = compile_guide(guide)
    for moment in play(data, guide):
        answers = moment.walk.answers
        for planned in moment.decision.plan:
            step = guide.step_names[planned.step]
            assert planned.step not in (*moment.walk.tried, *moment.walk.cannot)
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


@settings(max_examples=examples(25))
@given(st.data(), st.integers(0, 3))
def test_limits_hold(data: st.DataObject, detectable: int) -> None:
    """Never more than four questions before the first step and fourteen in all, what was filled in not counted."""
    guide = many_questions(20, detectable)
    start = tuple((f"q{i}", "yes") for i in range(detectable))
    network = compile_guide(guide)
    moments = list(follow(network, lambda options: data.draw(st.sampled_from(options)), start))
    for moment in moments:
        before, in_all = questions_asked(guide, moment.walk)
        assert before <= 4
        assert in_all <= 14
        if moment.decision.question:
            assert in_all < 14
            assert before < 4 or moment.walk.tried or moment.walk.cannot


def test_limits_are_reached() -> None:
    """Where one more question is always worth it, "not sure" counted, exactly four come before the first step."""
    moments = list(
        follow(compile_guide(many_questions(20)), lambda options: options[-1] if NOT_SURE in options else "tried")
    )
    moves = [moment.decision.move for moment in moments]
    assert moves[:5] == ["ask"] * 4 + ["offer"]
    assert moves.count("ask") == 14


@given(st.data(), guides(causes=(3, 6), questions=(4, 6), steps=(0, 2), rules=False), st.sampled_from([8, 20]))
def test_never_three_rescues_in_a_row(data: st.DataObject, guide: Guide, escalation_minutes: int) -> None:
    """At most two questions in a row are asked only to avoid escalating."""
    moments = play(data, replace(guide, escalation_minutes=escalation_minutes))
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
    network, walk = compile_guide(guide), a_walk(guide, q0=NOT_SURE, q1=NOT_SURE)
    assert advise(network, walk).move == "escalate"
    assert advise(network, fold(guide, [*walk.pairs, ("tried", "useless")])).question == "q2"
