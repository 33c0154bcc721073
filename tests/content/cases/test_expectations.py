"""What cases expect and get, in editors' words."""

from typing import Any

from diagnostics.content.cases.cases import outcomes
from diagnostics.content.cases.expectations import ExpectationResult, case_reports, expectations
from diagnostics.content.document.schema import GuideDocument
from diagnostics.content.wording.names import Names
from tests.builders import a_question, make_document

ALARM = {
    "slug": "fire",
    "title": "Fire",
    "summary": "F",
    "text": "F",
    "when": {"see": ["flicker"]},
    "sources": ["manual"],
}
STATUS = a_question("status", "up", "down", finding="power", signs={"outage": {"down": "proves"}})


def a_document(expect: dict[str, Any], **changes: Any) -> GuideDocument:
    case = {"slug": "c", "title": "C", "expect": expect} | changes
    return make_document(cases=[case], alarms=[ALARM], add={"questions": [STATUS]})


def results_of(expect: dict[str, Any], **changes: Any) -> tuple[ExpectationResult, ...]:
    document = a_document(expect, **changes)
    (result,) = outcomes(document)
    return expectations(result, Names(document))


def test_expectations_are_sentences_with_their_result() -> None:
    """Every expectation is one line, in titles, met or not."""
    assert results_of(
        {
            "first": ["turn-on", "candle"],
            "within_three": ["electrician"],
            "not_first": ["new-bulb", "turn-on"],
            "never": ["candle", "electrician"],
            "cause": "bulb",
            "alarm": "fire",
            "escalates": False,
        }
    ) == (
        ExpectationResult("“Do turn-on” or “Do candle” comes first.", met=True),
        ExpectationResult("“Do electrician” is among the first three.", met=False),
        ExpectationResult("“Do new-bulb” does not come first.", met=True),
        ExpectationResult("“Do turn-on” does not come first.", met=False),
        ExpectationResult("“Do candle” is not offered at all.", met=False),
        ExpectationResult("“Do electrician” is not offered at all.", met=True),
        ExpectationResult("The most likely cause is “The bulb is dead”.", met=True),
        ExpectationResult("The alarm “Fire” is raised.", met=False),
        ExpectationResult("It does not end in asking for help.", met=True),
    )


def test_expectations_of_the_end_of_the_road() -> None:
    """A case that expects nothing but help has one line."""
    tried = ["turn-on", "new-bulb", "wait-power"]
    assert results_of({"escalates": True}, tried=tried) == (ExpectationResult("It ends in asking for help.", met=True),)


def test_expectations_are_met_as_the_check_says() -> None:
    """A case passes exactly when all its lines are met."""
    for expect in ({"first": ["turn-on"]}, {"never": ["turn-on"]}, {"cause": "outage"}, {"within_three": ["turn-on"]}):
        document = a_document(expect)
        (result,) = outcomes(document)
        assert all(one.met for one in expectations(result, Names(document))) == result.passes


def test_case_report_tells_the_visitor_and_the_outcome() -> None:
    """A case is told with its answers, its steps in order, the cause with its band, alarms and the end."""
    document = a_document(
        {"escalates": True},
        answers={"see": "flicker", "kind": "desk"},
        tried=["turn-on", "new-bulb"],
        cannot=["wait-power"],
        findings={"power": "up", "gone": "x"},
    )
    (case,) = case_reports(document, None)
    assert case.answers == (
        "Label see: Option flicker",
        "Label kind: Option desk",
        "Tried, did not help: Do turn-on",
        "Tried, did not help: Do new-bulb",
        "Cannot be done: Do wait-power",
        "Found by the site: Label status: Option up",
        "Found by the site: gone: x",
    )
    assert case.steps == ("Do electrician",)
    assert case.outcome[0].startswith("The most likely cause is “The bulb is dead”: ")
    assert case.outcome[1:] == ("The alarm “Fire” is raised.", "It ends in asking for help.")
    assert (case.passed, case.changes, case.problems) == (True, (), ())


def test_case_report_tells_what_is_different_from_the_live_release() -> None:
    """Beside the live release the cases that come out differently say how."""
    live = a_document({"escalates": False}).model_copy(update={"alarms": ()})
    (case,) = case_reports(a_document({"escalates": False}, answers={"see": "flicker"}), live)
    assert case.changes == ("Now the alarm “Fire” is raised.",)


def test_case_report_tells_answers_that_do_not_count() -> None:
    """An answer beside which another cannot stand is named."""
    (case,) = case_reports(a_document({"escalates": False}, answers={"see": "gone"}), None)
    assert case.problems == ("“see: gone” does not apply beside the other answers. Take it out, or change them.",)
    assert not case.passed
