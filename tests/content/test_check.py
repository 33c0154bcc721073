"""Everything that is wrong with a document is told at once."""

from hypothesis import given

from diagnostics.content.check import check, has_errors
from diagnostics.content.document import GuideDocument
from diagnostics.content.problems import Problem
from tests.builders import a_cause, a_step, make_document
from tests.content.strategies import documents


def errors(document: GuideDocument) -> list[Problem]:
    """What would block publishing."""
    return [problem for problem in check(document) if problem.severity == "error"]


def test_check_finds_no_error_in_the_small_guide() -> None:
    """A guide that is whole may be published; what is only odd in it is a warning."""
    assert errors(make_document()) == []
    assert {problem.severity for problem in check(make_document())} == {"warning"}


def test_check_tells_errors_of_every_kind_at_once_and_warnings_last() -> None:
    """Names, rules, texts and translations are judged together."""
    found = check(
        make_document(
            intro="# Big",
            urgent_page="nope",
            translations={"es": {"causes": {"nope": {"name": "x"}}}},
            add={"causes": [a_cause("bulb")], "steps": [a_step("s")]},
        )
    )
    assert [problem.severity for problem in found] == ["error"] * 4 + ["warning"]
    assert [problem.file for problem in found] == ["causes.yaml", "guide.yaml", "guide.yaml", "es.yaml", "steps.yaml"]
    assert has_errors(found)
    assert not has_errors(found[4:])


def test_check_judges_conditions_once_names_hold() -> None:
    """A condition is judged where every name in the guide stands for something."""
    impossible = a_step("s", {"bulb": "always"}, when={"see": []})
    assert ["can never hold" in problem.message for problem in errors(make_document(add={"steps": [impossible]}))] == [
        True
    ]
    broken = check(make_document(add={"steps": [impossible]}, urgent_page="nope"))
    assert [problem.place for problem in broken] == ["urgent_page"]


def test_check_runs_cases_in_a_guide_without_errors() -> None:
    """A failing case is an error; beside other errors cases are not judged."""
    case = {"slug": "c", "title": "C", "expect": {"first": ["electrician"]}}
    (failing,) = errors(make_document(cases=[case]))
    assert (failing.severity, failing.place) == ("error", "c › expect")
    assert [problem.file for problem in check(make_document(cases=[case], intro="# Big"))] == ["guide.yaml"]


@given(documents())
def test_check_never_raises(document: GuideDocument) -> None:
    """Whatever the schema allows is judged, and every problem says where it is."""
    for problem in check(document):
        assert problem.file
        assert problem.message.endswith((".", "?"))
