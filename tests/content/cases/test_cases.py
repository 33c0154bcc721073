"""Cases are held against what the engine makes of them."""

from typing import Any

import pytest

from diagnostics.content.cases.cases import CaseChange, case_changes, outcomes
from diagnostics.content.changes.renaming import with_new_slug
from diagnostics.content.document.schema import GuideDocument
from tests.builders import a_question, a_step, an_option, base_data, make_document

ALARM = {"slug": "fire", "title": "F", "summary": "F", "text": "F", "when": {"see": ["flicker"]}, "sources": ["manual"]}
STATUS = a_question(
    "status",
    "up",
    an_option("down", usual="rare"),
    finding="power",
    signs={"outage": {"down": "proves", "up": "rules-out"}},
)


def passes(expect: dict[str, Any], **changes: Any) -> bool:
    case = {"slug": "c", "title": "C", "expect": expect} | changes
    (result,) = outcomes(make_document(cases=[case], alarms=[ALARM], add={"questions": [STATUS]}))
    return result.passes


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
def test_outcomes_passes_what_comes_out(expect: dict[str, Any], changes: dict[str, Any]) -> None:
    """A case whose every expectation is met passes."""
    assert passes(expect, **changes)


def a_document(*cases: Any, **changes: Any) -> GuideDocument:
    """The small guide with cases, an alarm and a question that the server answers."""
    written = [{"slug": f"c{n}", "title": f"C{n}"} | case for n, case in enumerate(cases)]
    questions = {"questions": [STATUS]}
    return make_document(cases=written, alarms=[ALARM], add=questions, **changes)


def steps_with(slug: str, **changes: Any) -> list[dict[str, Any]]:
    return [step | changes if step["slug"] == slug else step for step in base_data()["steps"]]


def test_outcomes_tell_everything_that_comes_out() -> None:
    """A case tells its steps, cause and alarms, whether it passes, and whether it ends in asking for help."""
    tried = {"tried": ["turn-on", "new-bulb", "wait-power"], "expect": {"escalates": True}}
    flicker = {"answers": {"see": "flicker"}, "expect": {"first": ["candle"]}}
    helped, alarmed = outcomes(a_document(tried, flicker))
    assert (helped.steps, helped.escalates, helped.passes) == (("electrician",), True, True)
    assert (alarmed.alarms, alarmed.cause, alarmed.escalates, alarmed.passes) == (("fire",), "bulb", False, False)


def test_outcomes_of_a_guide_without_cases_are_none() -> None:
    assert outcomes(make_document(causes=base_data()["causes"][:1])) == ()


DARK = {"answers": {"street": "dark"}, "expect": {"escalates": False}}


def test_case_changes_finds_nothing_in_the_same_guide() -> None:
    """Where the guide is the same, no case comes out differently, whatever it expects."""
    before, after = a_document(DARK), a_document(DARK | {"expect": {"first": ["candle"]}})
    assert case_changes(before, after) == ()
    assert case_changes(make_document(), make_document()) == ()


def test_case_changes_tells_first_step_and_cause() -> None:
    """Other signs bring another step and another cause to the top; the sentences name both."""
    questions = base_data()["questions"]
    away = {"dark": "rules-out", "lit": "proves"}
    questions[2] = questions[2] | {"signs": {"outage": {"dark": "proves"}, "switch": away, "bulb": away}}
    (change,) = case_changes(a_document(DARK), a_document(DARK, questions=questions))
    assert change == CaseChange(
        "c0",
        "C0",
        (
            "First came “Do turn-on”. Now first comes “Do wait-power”.",
            "The most likely cause was “The bulb is dead”. Now it is “The power is out”.",
        ),
        passes=True,
    )


def test_case_changes_tells_the_first_three() -> None:
    """Where the first step stays, the first three are told."""
    (change,) = case_changes(a_document(DARK), a_document(DARK, steps=steps_with("wait-power", minutes=300)))
    assert change.sentences[0].startswith("The first three were “Do ")
    assert "Now they are “Do " in change.sentences[0]


def test_case_changes_tells_alarms_and_the_end() -> None:
    """An alarm that is raised, or no longer, and a walk that ends in asking for help are told, either way round."""
    flicker = {"answers": {"see": "flicker"}, "tried": ["turn-on", "new-bulb"], "expect": {"escalates": False}}
    before = a_document(flicker)
    after = a_document(flicker, steps=steps_with("wait-power", remedies={"switch": "seldom"}, minutes=500))
    after = after.model_copy(update={"alarms": ()})
    (there,), (back,) = case_changes(before, after), case_changes(after, before)
    assert {"The alarm “F” is no longer raised.", "Now it ends in asking for help."} <= {*there.sentences}
    assert {"Now the alarm “F” is raised.", "It no longer ends in asking for help."} <= {*back.sentences}
    assert not there.passes
    assert back.passes


def test_case_changes_follows_renamed_objects() -> None:
    """A slug that became an alias means the same object: no case changes by a new name."""
    case = {"answers": {"see": "dark"}, "tried": ["turn-on"], "cannot": ["new-bulb"], "expect": {"escalates": False}}
    document = a_document(case)
    for part, old, new, question in (
        ("questions", "see", "look", ""),
        ("options", "dark", "black", "look"),
        ("steps", "turn-on", "switch-on", ""),
        ("steps", "wait-power", "wait", ""),
        ("causes", "outage", "blackout", ""),
    ):
        document = with_new_slug(document, part, old, new, question)
    assert document.cases[0].answers == {"look": "black"}
    assert case_changes(a_document(case), document) == ()


def test_case_changes_takes_new_questions_and_findings_for_silence() -> None:
    """What the older version did not know says nothing there: an answer, an option, a finding, an object taken out."""
    new = a_question("warm", "yes", "no", signs={"bulb": {"yes": "rules-out"}})
    case = {
        "answers": {"warm": "yes", "see": "blue", "gone": "x"},
        "findings": {"power": "down"},
        "expect": {"escalates": False},
    }
    questions = base_data()["questions"]
    questions[0] = questions[0] | {"options": [*questions[0]["options"], an_option("blue")]}
    after = make_document(
        cases=[{"slug": "c", "title": "C"} | case], questions=questions, add={"questions": [new, STATUS]}
    )
    (change,) = case_changes(make_document(), after)
    assert change.sentences[-1] == "The most likely cause was “The bulb is dead”. Now it is “The power is out”."


def test_case_changes_names_what_was_taken_out_by_its_old_name() -> None:
    """A step that is no longer there keeps the title that it had."""
    steps = [step for step in base_data()["steps"] if step["slug"] != "turn-on"]
    (change,) = case_changes(a_document(DARK), a_document(DARK, steps=steps))
    assert change.sentences[0].startswith("First came “Do turn-on”. Now first comes")


def test_case_changes_tells_when_no_step_is_left() -> None:
    """A guide that offers nothing any more is told so."""
    (change,) = case_changes(a_document(DARK), a_document(DARK, steps=[a_step("candle", kind="workaround")]))
    assert change.sentences[0] == "First came “Do turn-on”. Now first comes no step."


def test_case_with_ticks_is_compared_too() -> None:
    """A list in a case goes with the slugs that it had before."""
    facts = a_question("facts", "hum", {"slug": "reek", "text": "Reek", "aliases": ["smell"]}, kind="several")
    older = a_question("facts", "hum", "smell", kind="several")
    case = {"slug": "c", "title": "C", "answers": {"facts": ["hum", "reek"]}, "expect": {"first": ["turn-on"]}}
    before, after = (
        make_document(add={"questions": [older]}),
        make_document(add={"questions": [facts], "cases": [case]}),
    )
    assert case_changes(before, after) == ()
