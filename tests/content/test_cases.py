"""Cases are held against what the engine makes of them."""

from typing import Any

import pytest

from diagnostics.content.cases import case_problems, run_cases
from diagnostics.content.compile import engine_guide
from diagnostics.engine.network import compile_guide
from tests.builders import a_question, a_step, an_option, base_data, make_document

ALARM = {"slug": "fire", "title": "F", "summary": "F", "text": "F", "when": {"see": ["flicker"]}, "sources": ["manual"]}
STATUS = a_question(
    "status",
    "up",
    an_option("down", usual="rare"),
    finding="power",
    signs={"outage": {"down": "proves", "up": "rules-out"}},
)


def failures(expect: dict[str, Any], **changes: Any) -> tuple[str, ...]:
    """What fails of one case in the small guide."""
    case = {"slug": "c", "title": "C", "expect": expect} | changes
    document = make_document(cases=[case], alarms=[ALARM], add={"questions": [STATUS]})
    (result,) = run_cases(document, compile_guide(engine_guide(document)))
    assert result.passed == (not result.failures)
    return result.failures


@pytest.mark.parametrize(
    ("expect", "changes"),
    [
        ({"first": ["wait-power", "turn-on"]}, {"answers": {"street": "dark"}}),
        ({"cause": "outage"}, {"findings": {"power": "down"}}),
        ({"within_three": ["new-bulb"]}, {"answers": {"see": "flicker"}}),
        ({"never": ["new-bulb", "wait-power"]}, {"tried": ["new-bulb"], "cannot": ["wait-power"]}),
        ({"not_first": ["turn-on"]}, {"tried": ["turn-on"]}),
        ({"alarm": "fire"}, {"answers": {"see": "flicker"}}),
        ({"escalates": True, "first": ["electrician"]}, {"tried": ["turn-on", "new-bulb", "wait-power"]}),
        ({"escalates": False}, {}),
    ],
)
def test_run_cases_passes_what_comes_out(expect: dict[str, Any], changes: dict[str, Any]) -> None:
    """A case that is met has no failure."""
    assert failures(expect, **changes) == ()


@pytest.mark.parametrize(
    ("expect", "changes", "said"),
    [
        ({"first": ["electrician", "candle"]}, {}, "“electrician” or “candle” should come first. The steps are: turn-on,"),
        ({"within_three": ["electrician"]}, {}, "“electrician” should be among the first three."),
        ({"never": ["turn-on"]}, {}, "“turn-on” should not be offered at all."),
        ({"never": ["candle"]}, {}, "“candle” should not be offered at all."),
        ({"not_first": ["new-bulb", "turn-on"]}, {}, "“turn-on” should not come first."),
        ({"cause": "outage"}, {"answers": {"street": "dark"}}, "The likeliest cause should be “outage”. It is “bulb”."),
        ({"alarm": "fire"}, {}, "The alarm “fire” should be raised. Raised: none."),
        ({"escalates": True}, {}, "This should end in asking for help. The steps are: turn-on,"),
        ({"escalates": False}, {"tried": ["turn-on", "new-bulb", "wait-power"]}, "This should not yet end in asking for help. It does."),
    ],
)  # fmt: skip
def test_run_cases_tells_what_does_not_come_out(expect: dict[str, Any], changes: dict[str, Any], said: str) -> None:
    """Each expectation that is not met is one sentence that says what came instead."""
    (failure,) = failures(expect, **changes)
    assert failure.startswith(said)


def test_run_cases_tells_answers_that_do_not_apply() -> None:
    """An answer that the others contradict is no answer of a real visitor."""
    cable = a_question("cable", "long", "short", when={"kind": ["desk"]})
    case = {"slug": "c", "title": "C", "answers": {"kind": "ceiling", "cable": "long"}, "expect": {"escalates": False}}
    document = make_document(cases=[case], add={"questions": [cable]})
    (problem,) = case_problems(document)
    assert str(problem) == (
        "cases.yaml › c › expect: “cable: long” does not apply beside the other answers. Take it out, or change them."
    )


def test_run_cases_tells_when_nothing_is_offered() -> None:
    """Where every step is out of reach, the failure says so."""
    steps = [a_step("only", {"bulb": "always"}), a_step("help", kind="escalation")]
    case = {"slug": "c", "title": "C", "cannot": ["only", "help"], "expect": {"first": ["only"]}}
    document = make_document(steps=steps, cases=[case])
    (result,) = run_cases(document, compile_guide(engine_guide(document)))
    assert result.failures == ("“only” should come first. No step is offered.",)
    assert result.steps == ()


def test_case_problems_of_a_guide_without_cases_needs_no_engine() -> None:
    """Nothing is compiled for nothing."""
    assert list(case_problems(make_document(causes=base_data()["causes"][:1]))) == []
