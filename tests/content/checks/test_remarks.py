"""The audit's remarks in words."""

from typing import Any

from diagnostics.content.checks.remarks import _REMARKS, _problem, audit_remarks
from diagnostics.content.document.compile import engine_guide
from diagnostics.content.document.index import Index
from diagnostics.content.document.problems import Problem
from diagnostics.engine.network import compile_guide
from diagnostics.engine.simulation.audit import Remark, RemarkWord
from tests.builders import a_carrier, a_cause, a_question, a_step, an_option, make_document


def remarks(**changes: Any) -> list[Problem]:
    document = make_document(**changes)
    return list(audit_remarks(document, compile_guide(engine_guide(document))))


def about(slug: str, found: list[Problem]) -> list[tuple[str, str]]:
    """Field and first words of what is said about one object."""
    return [(problem.field, problem.message.partition(".")[0]) for problem in found if problem.slug == slug]


def test_every_kind_of_remark_has_a_sentence_and_a_place() -> None:
    """No remark of the audit is without words, or without the field that cures it."""
    assert set(_REMARKS) == set(RemarkWord.__value__.__args__)


def test_remark_names_the_object_and_what_to_do() -> None:
    """A remark is a warning at the object, and calls the other object by its name where there are two."""
    found = remarks(add={"causes": [a_cause("twin-one"), a_cause("twin-two", name="The second twin")]})
    (first, *_) = [problem for problem in found if problem.location == "twin-one"]
    assert (first.file, first.severity, first.part, first.slug) == ("causes.yaml", "warning", "causes", "twin-one")
    assert first.message.startswith("No question tells this cause from “The second twin”.")


def test_remark_about_an_option_stands_at_the_option() -> None:
    """An option is a field of its question; questions are called by their words."""
    one, other = {"a": "strongly-for", "b": "for"}, {"a": "for", "b": "strongly-for"}
    signs = {"bulb": one, "switch": other, "outage": one}
    found = remarks(add={"questions": [a_question("flat", "a", "b", "odd", signs=signs)]})
    assert ("options.odd", "This option speaks for no cause and against none") in about("flat", found)


def test_questions_are_called_by_their_words() -> None:
    """Of two that say the same, the first is told of the other."""
    signs = {"bulb": {"a": "proves"}, "switch": {"b": "proves"}, "outage": {"c": "proves"}}
    twins = [a_question(slug, "a", "b", "c", signs=signs) for slug in ("road", "path")]
    assert ("signs", "This question says nearly the same as “What about path?”, so its signs count twice") in about(
        "road", remarks(add={"questions": twins})
    )


def test_step_is_told_once_why_it_is_of_no_use() -> None:
    """A step without remedies is told by the rules, one that is never planned by that; neither is told again."""
    found = remarks(add={"steps": [a_step("idle"), a_step("dear", {"bulb": "seldom"}, minutes=500)]})
    assert about("idle", found) == []
    assert about("dear", found) == [
        ("minutes", "This step is never worth its minutes, not even when the cause is certain")
    ]


def test_question_that_only_informs_may_be_asked_inside_a_step() -> None:
    """Without signs the engine never asks it; where something else needs its answer, that is as it should be."""
    needed = a_question("model", "old", "new")
    idle = a_question("colour", "red", "blue")
    carrier = a_question("carrier", options_from="carriers")
    step = a_step("s", {"bulb": "always"}, variants=[{"when": {"model": ["old"]}, "text": "x"}, {"text": "y"}])
    added = {"questions": [needed, idle, carrier], "steps": [step]}
    carriers = [a_carrier("one", notes={"turn-on": "Ask."}), a_carrier("two")]
    found = remarks(add=added, carriers=carriers)
    assert about("model", found) == []
    assert about("carrier", found) == []
    assert about("colour", found) == [("signs", "Hardly anybody is asked this: none of the simulated visitors was")]
    without = remarks(add=added, carriers=[a_carrier("one"), a_carrier("two")])
    assert [field for field, _ in about("carrier", without)] == ["signs"]


def test_remark_about_a_fact_names_the_fact_and_what_it_is_like() -> None:
    """It stands at the fact; the other one is called by its own words, a question by its."""
    same = {"a": "proves", "b": "proves"}
    signs = {"bulb": same, "switch": dict.fromkeys(same, "rules-out"), "outage": dict.fromkeys(same, "rules-out")}
    options = [an_option(slug, text=f"Fact {slug}", usual="very-common") for slug in "ab"]
    question = a_question("road", "yes", "no", signs={"bulb": {"yes": "proves"}, "*": {"no": "proves"}})
    found = remarks(add={"questions": [a_question("facts", *options, kind="several", signs=signs), question]})
    said = [problem.message for problem in found if problem.field == "options.a"]
    assert [one.partition(",")[0] for one in said] == [
        "This says nearly the same as “Fact b”",
        "This says nearly the same as “What about road?”",
    ]


def test_cause_that_is_seldom_asked_for_names_the_question() -> None:
    """The remark stands at the cause and calls the question by its words."""
    remark = Remark("cause-seldom-asked", ("bulb", "kind"))
    found = _problem(remark, Index(make_document()))
    assert (found.part, found.slug, found.severity) == ("causes", "bulb", "warning")
    assert "is seldom asked: “What about kind?” came up" in found.message
