"""What a case expected and did not get, in sentences."""

from typing import Any

import pytest

from diagnostics.content.cases.cases import outcomes
from diagnostics.content.cases.failures import case_problems, failures
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.wording.names import Names
from tests.builders import a_question, a_step, base_data, make_document

ALARM = {
    "slug": "fire",
    "title": "Fire",
    "summary": "F",
    "text": "F",
    "when": {"see": ["flicker"]},
    "sources": ["manual"],
}
SMOKE = ALARM | {"slug": "smoke", "title": "Smoke"}
NEVER = ALARM | {"slug": "never", "title": "Never", "when": {"see": ["dark"]}}


def a_document(expect: dict[str, Any], **changes: Any) -> GuideDocument:
    case = {"slug": "c", "title": "C", "expect": expect} | changes
    return make_document(cases=[case], alarms=[ALARM, SMOKE, NEVER])


def sentences(document: GuideDocument, *, with_slugs: bool = False) -> tuple[str, ...]:
    (result,) = outcomes(document)
    found = tuple(failures(result, Names(document), with_slugs=with_slugs))
    assert result.passes == (not found)
    return found


ALL_TRIED = {"tried": ["turn-on", "new-bulb", "wait-power"]}
NO_STEP = {"cannot": ["turn-on", "new-bulb", "wait-power", "electrician"]}


@pytest.mark.parametrize(
    ("expect", "changes", "said"),
    [
        ({"escalates": False}, {}, ()),
        ({"first": ["electrician", "candle"]}, {}, "Expected “Do electrician” or “Do candle” first, but “Do turn-on” comes first."),
        ({"first": ["turn-on"]}, NO_STEP, "Expected “Do turn-on” first, but no step is offered."),
        ({"within_three": ["candle"]}, {}, "Expected “Do candle” among the first three steps, but “Do turn-on”, “Do new-bulb” and “Do wait-power” come first."),
        ({"within_three": ["turn-on"]}, ALL_TRIED, "Expected “Do turn-on” among the first three steps, but “Do electrician” comes first."),
        ({"never": ["turn-on"]}, {}, "Expected “Do turn-on” not to be offered at all, but it is."),
        ({"never": ["candle"]}, {}, "Expected “Do candle” not to be offered at all, but it is."),
        ({"not_first": ["new-bulb", "turn-on"]}, {}, "Expected “Do turn-on” not to come first, but it does."),
        ({"cause": "outage"}, {"answers": {"street": "dark"}}, "Expected “The power is out” to be the most likely cause, but “The bulb is dead” is."),
        ({"alarm": "fire"}, {}, "Expected the alarm “Fire” to be raised, but none is."),
        ({"alarm": "fire"}, {"answers": {"see": "dark"}}, "Expected the alarm “Fire” to be raised, but only “Never” is."),
        ({"alarm": "never"}, {"answers": {"see": "flicker"}}, "Expected the alarm “Never” to be raised, but only “Fire” and “Smoke” are."),
        ({"escalates": True}, {}, "Expected the walk to end in asking for help, but “Do turn-on” comes first."),
        ({"escalates": False}, ALL_TRIED, "Expected the walk to go on, but it ends in asking for help."),
    ],
)  # fmt: skip
def test_failure_says_what_was_expected_and_what_came(
    expect: dict[str, Any], changes: dict[str, Any], said: str | tuple[()]
) -> None:
    """Each expectation that is not met is one sentence, in titles."""
    assert sentences(a_document(expect, **changes)) == ((said,) if said else ())


def test_failures_name_slugs_for_those_who_edit_files() -> None:
    """In brackets after each title."""
    document = a_document({"first": ["candle"], "cause": "outage"})
    assert sentences(document, with_slugs=True) == (
        "Expected “Do candle” (candle) first, but “Do turn-on” (turn-on) comes first.",
        "Expected “The power is out” (outage) to be the most likely cause, but “The bulb is dead” (bulb) is.",
    )
    assert [problem.message for problem in case_problems(document, with_slugs=True)] == [
        *sentences(document, with_slugs=True)
    ]


def test_failures_do_not_double_quotation_marks() -> None:
    """A title that holds some keeps single ones inside."""
    steps = [step | {"title": "Say “on”"} if step["slug"] == "turn-on" else step for step in base_data()["steps"]]
    (problem,) = case_problems(
        a_document({"not_first": ["turn-on"]}).model_copy(update={"steps": make_document(steps=steps).steps})
    )
    assert problem.message == "Expected “Say ‘on’” not to come first, but it does."


def test_failures_name_answers_that_do_not_apply() -> None:
    """An answer that the others contradict is no answer of a real visitor; nor is a step that is never offered then."""
    cable = a_question("cable", "long", "short", when={"kind": ["desk"]})
    step = a_step("untangle", {"bulb": "always"}, when={"kind": ["desk"]})
    case = {
        "slug": "c",
        "title": "C",
        "answers": {"kind": "ceiling", "cable": "long"},
        "tried": ["untangle"],
        "expect": {"escalates": False},
    }
    document = make_document(cases=[case], add={"questions": [cable], "steps": [step]})
    assert [str(problem) for problem in case_problems(document)] == [
        "cases.yaml › c › expect: “Label cable: Option long” does not apply beside the other answers. Take it out, or change them.",
        "cases.yaml › c › expect: “Do untangle” does not apply beside the other answers. Take it out, or change them.",
    ]


def test_case_problems_of_a_guide_without_cases_need_no_engine() -> None:
    assert list(case_problems(make_document(causes=base_data()["causes"][:1]))) == []
