"""How far a walk has come, in words."""

import pytest

from diagnostics.content.document.compile import engine_guide
from diagnostics.content.wording.progress_words import progress, ruled_out_sentence
from diagnostics.engine.advise import advise
from diagnostics.engine.decision import Decision
from diagnostics.engine.network import compile_guide
from diagnostics.engine.walk import fold
from tests.builders import a_question, make_document

LIT = {"outage": {"dark": "proves", "lit": "rules-out"}}
BOTH = [a_question(slug, "lit", "dark", signs=LIT) for slug in ("radio", "hall")]
NETWORK = compile_guide(engine_guide(make_document(add={"questions": BOTH})))


def decide(*pairs: tuple[str, str]) -> Decision:
    return advise(NETWORK, fold(NETWORK.guide, pairs))


def sentences(decision: Decision, **counts: int) -> list[str]:
    return [one.fill() for one in progress(decision, **({"steps_done": 0} | counts))]


def test_what_is_ruled_out_is_counted() -> None:
    """As many of all causes; where it is none, only who asks for it is told so."""
    nothing, outage = decide(), decide(("street", "lit"), ("radio", "lit"), ("hall", "lit"))
    assert sum(one.ruled_out for one in outage.causes) == 1
    assert ruled_out_sentence(nothing).fill() == "No cause is ruled out yet."
    assert ruled_out_sentence(outage).fill() == "1 of 3 causes ruled out."
    assert "1 of 3 causes ruled out." in sentences(outage)
    assert not [one for one in sentences(nothing) if "ruled out" in one]


@pytest.mark.parametrize(("done", "words"), [(1, "1 step done."), (2, "2 steps done.")])
def test_steps_done_are_counted(done: int, words: str) -> None:
    assert words in sentences(decide(), steps_done=done)


@pytest.mark.parametrize(("ahead", "words"), [(1, "About 1 more question."), (3, "About 3 more questions.")])
def test_questions_come_before_steps(ahead: int, words: str) -> None:
    """While something is asked, what is still to come are questions."""
    assert sentences(decide(), questions_ahead=ahead) == [words]


def test_steps_to_come_are_those_of_the_plan() -> None:
    """As many as are expected until one helps; none where nothing is left to try."""
    everything = (("show", "steps"), *(("tried", step) for step in ("turn-on", "new-bulb")))
    assert sentences(decide(("show", "steps"))) == ["About 2 more steps."]
    assert sentences(decide(*everything), steps_done=2) == ["2 steps done.", "About 1 more step."]
    assert sentences(decide(*everything, ("tried", "wait-power")), steps_done=3) == ["3 steps done."]
