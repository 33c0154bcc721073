"""The way of one case through a guide."""

from typing import Any

from diagnostics.content.cases.case_path import CasePath, case_path
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


def a_path(**case: Any) -> CasePath:
    written = {"slug": "c", "title": "C", "expect": {"escalates": False}} | case
    document = make_document(cases=[written], alarms=[ALARM], add={"questions": [STATUS]})
    return case_path(document.cases[0], Names(document))


def test_path_tells_each_answer_and_what_it_did() -> None:
    """After each answer stand the causes that fit, with bands in words; the first two are asked in this order."""
    path = a_path(answers={"see": "dark", "kind": "desk"})
    assert [(one.label, one.text, one.would) for one in path.said] == [
        ("What about see?", "Option dark", ""),
        ("What about kind?", "Option desk", ""),
    ]
    assert path.said[0].ruled_out == "No cause is ruled out yet."
    assert [(one.name, one.band) for one in path.said[1].leaders][:1] == [("The bulb is dead", "likely")]
    assert path.leaders[0].name == "The bulb is dead"


def test_path_tells_what_the_guide_would_have_asked_instead() -> None:
    """An answer to another question than the guide would ask is told, with what it would ask."""
    (one,) = a_path(answers={"street": "dark"}).said
    assert one.would == "ask “What about see?”"


def test_path_tells_steps_tried_and_impossible() -> None:
    """Steps of the case stand in the walk; at its end the guide says whom to ask."""
    answers = {"see": "dark", "kind": "desk", "street": "lit", "status": "up"}
    path = a_path(answers=answers, tried=["turn-on", "new-bulb"], cannot=["wait-power"])
    assert [(one.label, one.text) for one in path.said[4:]] == [
        ("Do turn-on", "Tried, did not help."),
        ("Do new-bulb", "Tried, did not help."),
        ("Do wait-power", "Cannot be done."),
    ]
    assert (path.then, path.offered, path.help) == ("say whom to ask for help", (), "Do electrician")


def test_path_tells_the_order_of_steps_and_why() -> None:
    """Each step that is offered stands with the reason that the visitor reads."""
    path = a_path(answers={"see": "flicker", "kind": "desk", "street": "lit"})
    assert path.then == f"offer “{path.offered[0].title}”"
    assert [step.title for step in path.offered][:2] == ["Do turn-on", "Do new-bulb"]
    assert "“The bulb is dead”" in path.offered[1].why
    assert path.alarms == ("Fire",)


def test_path_tells_where_an_alarm_stops() -> None:
    """What would be asked or offered is not said then."""
    written = {"slug": "c", "title": "C", "answers": {"see": "flicker"}, "expect": {"escalates": True}}
    document = make_document(cases=[written], alarms=[ALARM | {"stops": True}])
    assert case_path(document.cases[0], Names(document)).then == "stop at the alarm “Fire”"


def test_path_tells_findings_and_answers_that_do_not_count() -> None:
    """What the site found stands before the first answer; one that answers no question, and what is dropped, is named."""
    path = a_path(answers={"see": "gone"}, findings={"power": "down", "other": "x"})
    assert path.found == ("Label status: Option down",)
    assert path.leaders[0].name == "The bulb is dead"
    assert path.dropped == "Left out, because this guide does not know it: “see: gone”"
    assert a_path().dropped == ""


def test_path_of_a_guide_without_help_names_none() -> None:
    """Where nobody is there to ask, no help is named."""
    steps = make_document().steps
    document = make_document(cases=[{"slug": "c", "title": "C", "expect": {"escalates": False}}])
    document = document.model_copy(update={"steps": tuple(step for step in steps if step.kind != "escalation")})
    assert case_path(document.cases[0], Names(document)).help == ""
