"""Everything that is wrong with a document is told at once."""

import datetime

import pytest
from hypothesis import given

from diagnostics.content.checks.check import check, has_errors, quick_check
from diagnostics.content.document.problems import Problem
from diagnostics.content.document.schema import GuideDocument
from tests.builders import a_cause, a_page, a_question, a_step, make_document
from tests.content.strategies import documents

DAY = datetime.date(2026, 11, 23)


def errors(document: GuideDocument) -> list[Problem]:
    return [problem for problem in check(document) if problem.severity == "error"]


def warnings(document: GuideDocument) -> list[Problem]:
    """What is odd beside that nobody has reviewed the small guide."""
    return [problem for problem in check(document) if problem.severity == "warning" and problem.field != "reviewed"]


def test_check_finds_no_error_in_the_small_guide() -> None:
    """A guide that is whole may be published; what is only odd in it is a warning."""
    assert errors(make_document()) == []
    assert {problem.severity for problem in check(make_document())} == {"warning"}


def test_check_tells_errors_of_every_kind_at_once_and_warnings_last() -> None:
    """Names, rules, texts and translations are judged together."""
    document = make_document(
        intro="# Big",
        urgent_page="nope",
        translations={"es": {"causes": {"nope": {"name": "x"}}}},
        add={"causes": [a_cause("bulb")], "steps": [a_step("s")]},
    )
    found = check(document)
    assert [problem.severity for problem in found[:5]] == ["error"] * 4 + ["warning"]
    assert [problem.file for problem in found[:5]] == [
        "causes.yaml",
        "guide.yaml",
        "guide.yaml",
        "es.yaml",
        "steps.yaml",
    ]
    assert {problem.severity for problem in found[4:]} == {"warning"}
    assert has_errors(found)
    assert not has_errors(found[4:])


def test_check_judges_conditions_once_names_hold() -> None:
    """A condition is judged where every name in the guide stands for something; one that never holds is a warning."""
    impossible = a_step("s", {"bulb": "always"}, when={"see": []})
    found = [problem for problem in quick_check(make_document(add={"steps": [impossible]})) if problem.slug == "s"]
    assert [(problem.field, problem.severity) for problem in found] == [("when", "warning"), ("reviewed", "warning")]
    broken = quick_check(make_document(add={"steps": [impossible]}, urgent_page="nope"))
    found = [problem for problem in broken if problem.field != "reviewed"]
    assert [(problem.slug, problem.field) for problem in found] == [("lamp", "urgent_page")]


def test_check_runs_cases_in_a_guide_without_errors() -> None:
    """A failing case is an error; beside other errors cases are not judged."""
    case = {"slug": "c", "title": "C", "expect": {"first": ["electrician"]}}
    (failing,) = errors(make_document(cases=[case]))
    assert (failing.severity, failing.location) == ("error", "c › expect")
    assert [problem.file for problem in errors(make_document(cases=[case], intro="# Big"))] == ["guide.yaml"]


def test_quick_check_tells_all_but_what_must_be_played() -> None:
    """Cases and the engine's remarks take time; everything that reading tells is there at once."""
    case = {"slug": "c", "title": "C", "expect": {"first": ["electrician"]}}
    document = make_document(cases=[case], add={"causes": [a_cause("twin"), a_cause("other")]})
    assert "cases" not in {problem.part for problem in quick_check(document)}
    fixed = make_document(cases=[case])
    assert {*quick_check(fixed, day=DAY)} < {*check(fixed, day=DAY)}


@pytest.mark.parametrize(
    ("part", "added", "field"),
    [
        ("causes", a_cause("c", commonness="rare"), "remedies"),
        ("causes", a_cause("c", sources=[]), "sources"),
        ("steps", a_step("s", {"bulb": "always"}, kind="verdict"), "unproven"),
        ("steps", a_step("s", {"bulb": "always"}, disruption="loses-data"), "loses"),
        ("steps", a_step("s", {"nope": "always"}), "remedies"),
        ("pages", a_page("p", aliases=["candles"]), "aliases"),
        ("cases", {"slug": "c", "title": "C", "expect": {"never": ["turn-on"]}}, "expect"),
    ],
)
def test_errors_are_those_that_the_design_names(part: str, added: dict[str, object], field: str) -> None:
    """A cause without a step, a missing source, a verdict without what it leaves open, … each block at their field."""
    found = [(problem.part, problem.slug, problem.field) for problem in errors(make_document(add={part: [added]}))]
    assert (part, added["slug"], field) in found


def test_warnings_name_what_is_never_used() -> None:
    """A question that is not worth its minutes and a step that others always precede are told with their fields."""
    idle = a_question("idle", "a", "b", effort="try", signs={"outage": {"a": "for"}})
    dear = a_step("dear", {"outage": "usually"}, minutes=400)
    found = [
        (problem.slug, problem.field) for problem in warnings(make_document(add={"questions": [idle], "steps": [dear]}))
    ]
    assert ("idle", "signs") in found
    assert ("dear", "minutes") in found


def test_check_tells_how_far_it_is() -> None:
    """Shares grow, within [0, 1], and each comes with a sentence."""
    told: list[tuple[float, str]] = []
    check(make_document(), tell=lambda share, doing: told.append((share, doing)))
    assert told[0] == (0, "Reading names, rules and texts.")
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[-1][0] <= 1
    assert {doing for _, doing in told} == {
        "Reading names, rules and texts.",
        "Playing the cases.",
        "Simulating visitors.",
    }


@given(documents())
def test_check_never_raises(document: GuideDocument) -> None:
    """Whatever the schema allows is judged, and every problem says where it is."""
    for problem in check(document, day=DAY):
        assert problem.file
        assert problem.message.endswith((".", "?"))


def test_check_lets_no_report_block() -> None:
    """What a report names that is not there is a remark, and all else is judged as before; only a slug must be its own."""
    report = {"slug": "r", "text": "See [[nowhere]].", "found_in": "forum"}
    lost = report | {"says": {"see": "blue", "smell": "burnt"}, "did": ["kick"], "solved_by": ["magic"]}
    late = a_step("late", {"bulb": "seldom"}, when={"kind": []})
    found = quick_check(make_document(reports=[lost], add={"steps": [late]}))
    about = [problem for problem in found if problem.part == "reports"]
    assert {problem.field for problem in about} == {"says.see", "says", "did", "solved_by", "text"}
    assert {problem.severity for problem in about} == {"warning"}
    assert any("lists no option" in problem.message for problem in found)
    assert has_errors(quick_check(make_document(reports=[report, report])))
