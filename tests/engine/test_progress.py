"""How far a walk has come: what is ruled out, what was done, and the place that stands out."""

from math import log

from hypothesis import assume, given
from hypothesis import strategies as st

from diagnostics.engine.advise import advise
from diagnostics.engine.choose import DEFAULT
from diagnostics.engine.decision import Decision, Standing
from diagnostics.engine.guide import Guide, Option
from diagnostics.engine.network import compile_guide
from diagnostics.engine.reasons import LEADS_BY, LEADS_WITH, RULED_OUT, leading_place
from diagnostics.engine.situation import situation
from diagnostics.engine.walk import Walk, filled_questions, fold, steps_done
from tests.engine.builders import a_cause, a_guide, a_question, a_step, a_walk
from tests.engine.drawn import addresses, findings_for, guides, guides_and_walks

PROOF = {"dust": {"yes": "proves"}, "rust": {"yes": "rules-out"}}


def say(guide: Guide, walk: Walk | None = None, findings: dict[str, str] | None = None) -> Decision:
    return advise(compile_guide(guide), walk or Walk(), findings or {})


def standing(decision: Decision, cause: str) -> Standing:
    return next(one for one in decision.causes if one.cause == cause)


# What is ruled out -----------------------------------------------------------

MILD = {"rust": {"yes": "against"}}
HARD = {"rust": {"yes": "rules-out"}, "dust": {"yes": "proves"}}


def ruled_out_causes(guide: Guide, walk: Walk, findings: dict[str, str] | None = None) -> set[str]:
    return {cause.cause for cause in say(guide, walk, findings).causes if cause.ruled_out}


def test_what_is_ruled_out_fits_forty_times_worse_than_something_else() -> None:
    """What the answers say against a cause adds up; what they say for it brings nothing back."""
    questions = [a_question("a", signs=HARD), a_question("b", signs=HARD), a_question("c", signs=MILD)]
    guide = a_guide(questions=[*questions, a_question("d", signs={"rust": {"yes": "proves"}})])
    once, twice = a_walk(guide, a="yes"), a_walk(guide, a="yes", b="yes")
    against = [
        standing(say(guide, once), "rust").strongest_against,
        standing(say(guide, twice), "rust").strongest_against,
    ]
    assert [bool(one and 2 * one.weight < -log(RULED_OUT)) for one in against] == [True, True]
    assert ruled_out_causes(guide, once) == set()
    assert ruled_out_causes(guide, twice) == {"rust"}
    assert ruled_out_causes(guide, a_walk(guide, a="yes", b="yes", c="yes", d="yes")) == {"rust"}
    assert ruled_out_causes(guide, a_walk(guide, a="yes", b="no")) == set()
    assert ruled_out_causes(guide, once, {"b": "yes"}) == {"rust"}


def test_what_is_not_ticked_speaks_against_a_cause_too() -> None:
    """Of a list counts every fact that could be ticked."""
    facts = [Option(slug, "very-common") for slug in ("wet", "old", "red", "thin", "warm")]
    signs = {"rust": {fact.slug: "proves" for fact in facts}}
    lists = [a_question(slug, *facts, kind="several", signs=signs) for slug in ("a", "b")]
    guide = a_guide(questions=lists)
    assert ruled_out_causes(guide, a_walk(guide, a="none", b="none")) == {"rust"}
    assert ruled_out_causes(guide, a_walk(guide, a="not-sure", b="none")) == set()


@given(st.data(), guides(questions=(1, 5)))
def test_progress_only_moves_forward(data: st.DataObject, guide: Guide) -> None:
    """In whatever order more is said: what was ruled out does not come back, unless the visitor overrules what it came of, and what was done is not undone."""
    found = data.draw(findings_for(guide))
    after = fold(guide, data.draw(addresses(guide)))
    before = fold(guide, [pair for event in after.events if data.draw(st.booleans()) for pair in event.pairs])
    assume(set(before.events) <= set(after.events))
    assert steps_done(guide, before) <= steps_done(guide, after)
    lost = {name for name, _, _ in what_is_told(guide, before, found) - what_is_told(guide, after, found)}
    assert lost <= may_be_set_aside(guide, set(after.answers) - set(before.answers))
    assume(not lost)
    assert ruled_out_causes(guide, before, found) <= ruled_out_causes(guide, after, found)


def what_is_told(guide: Guide, walk: Walk, findings: dict[str, str]) -> set[tuple[str, str, bool]]:
    told = situation(compile_guide(guide), walk, findings, DEFAULT).told
    return {(one.question, one.option, one.is_so) for one in told}


def may_be_set_aside(guide: Guide, answered: set[str]) -> set[str]:
    """Questions whose answer may count no more: what was found or meant, once the visitor answers it or something that means it;

    what another answer leaves no room for, and rows of a list.
    """
    options = [option for one in guide.questions if one.slug in answered for option in one.options]
    meant = {name for option in options for name, _ in option.means}
    leaves_room = {one.slug for one in guide.questions if one.when or one.kind == "several"}
    return answered | meant | leaves_room


def test_what_the_visitor_says_sets_aside_what_another_answer_means() -> None:
    """And with it what that ruled out."""
    broken = Option("broken", means=(("a", "yes"),))
    guide = a_guide(questions=[a_question("a", signs=HARD), a_question("b", signs=HARD), a_question("c", broken)])
    meant = a_walk(guide, b="yes", c="broken")

    assert ruled_out_causes(guide, meant) == {"rust"}
    assert ruled_out_causes(guide, a_walk(guide, b="yes", c="broken", a="no")) == set()


def test_steps_done_leave_out_what_was_only_read() -> None:
    """A verdict is no step that anybody does, and what cannot be done was not done."""
    guide = a_guide(steps=[a_step("wipe"), a_step("scrub"), a_step("fine", kind="verdict")])
    assert steps_done(guide, fold(guide, [("tried", "wipe"), ("cannot", "scrub"), ("tried", "fine")])) == {"wipe"}


# The place that stands out ---------------------------------------------------


def place_shares(decision: Decision) -> dict[str, float]:
    """The share of the belief that each place holds."""
    places = ("here", "there")
    return {name: sum(cause.share for cause in decision.causes if cause.place == name) for name in places}


@given(st.data(), guides_and_walks(causes=(2, 6), questions=(1, 5)))
def test_a_place_stands_out_by_its_share_of_the_belief(data: st.DataObject, drawn: tuple[Guide, Walk]) -> None:
    """It holds two fifths of it, twice as much as any other place and more than at the start, and is not ruled out."""
    guide, walk = drawn
    found, start = data.draw(findings_for(guide)), say(guide)
    decision = say(guide, walk, found)
    leading = leading_place(situation(compile_guide(guide), walk, found, DEFAULT), decision.causes)
    shares, before = place_shares(decision), place_shares(start)
    filled = filled_questions(guide, walk)
    said = any(option and name not in filled for name, option in walk.answers.items())
    for place, share in shares.items():
        others = max(shares[other] for other in guide.places if other != place)
        possible = any(not cause.ruled_out for cause in decision.causes if cause.place == place)
        least = max(LEADS_WITH, LEADS_BY * others, before[place])
        if abs(share - least) > 1e-8:
            assert (leading == place) == (share > least and possible and said)


def test_no_place_stands_out_before_the_evidence_favours_one() -> None:
    """Not by what is common, nor by what the browser saw, nor by "not sure"; by an answer that favours it.

    What the browser could have seen and the visitor had to say is such an answer.
    """
    causes = [a_cause("dust", "very-common", "there"), a_cause("rust", "rare")]
    questions = [a_question("see", signs=PROOF), a_question("device", detectable=True, signs=PROOF)]
    guide = a_guide(causes, questions)
    said: list[dict[str, str]] = [{}, {"device": "yes"}, {"see": "not-sure"}, {"see": "no"}, {"see": "yes"}]
    assert [say(guide, a_walk(guide, **one)).leading_place for one in said] == [None, None, None, None, "there"]
    assert say(guide, a_walk(guide, see="not-sure", device="yes")).leading_place == "there"


def test_a_place_that_is_ruled_out_never_stands_out() -> None:
    """Not even where other answers speak so much for a cause in it that it leads all the same."""
    against, in_favour = {"rust": {"yes": "rules-out"}}, {"rust": {"yes": "proves"}, "dust": {"yes": "rules-out"}}
    questions = [a_question(slug, signs=against if slug in "abc" else in_favour) for slug in "abcdefgh"]
    guide = a_guide([a_cause("dust"), a_cause("rust", place="there")], questions)
    decision = say(guide, a_walk(guide, **dict.fromkeys("abcdefgh", "yes")))
    assert standing(decision, "rust").share > LEADS_WITH
    assert standing(decision, "rust").share > LEADS_BY * standing(decision, "dust").share
    assert (standing(decision, "rust").ruled_out, decision.leading_place) == (True, None)
