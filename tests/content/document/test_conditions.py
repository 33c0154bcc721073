"""Conditions that cannot hold, variants that are never chosen, rules in a circle."""

from typing import Any

import pytest

from diagnostics.content.document.conditions import condition_problems
from diagnostics.content.document.index import Index
from tests.builders import a_carrier, a_question, a_step, an_option, make_document


def messages(**changes: Any) -> list[str]:
    return [str(problem) for problem in condition_problems(Index(make_document(**changes)))]


def menu(*variants: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"slug": "p", "name": "P", "variants": [{"menu": ["A"], **variant} for variant in variants]}]


DESK_ONLY = a_question("cable", "long", an_option("short", when={"see": ["dark"]}), when={"kind": ["desk"]})
NEVER: list[tuple[dict[str, Any], str]] = [
    ({"add": {"steps": [a_step("s", when={"see": []})]}}, "s › when: “see” lists no option."),
    ({"add": {"steps": [a_step("s", when={"cable": ["long"], "kind": ["ceiling"]})]}}, "s › when: “cable” cannot be answered so"),
    ({"add": {"steps": [a_step("s", when={"cable": ["short"], "see": ["flicker"]})]}}, "s › when: “cable” cannot be answered so"),
    (
        {"add": {"steps": [a_step("s", when={"see": ["dark"]}, variants=[{"text": "x"}, {"when": {"see": ["flicker"]}, "text": "y"}])]}},
        "s › variants › see=flicker › when: No answer to “see” fits both",
    ),
    ({"add": {"steps": [a_step("s", when={"see": ["dark"]}, never_while=[{"see": ["flicker"]}])]}}, "s › never_while › 1: No answer"),
    ({"add": {"questions": [a_question("q", an_option("a", when={"see": []}), "b")]}}, "q › options › a › when: “see” lists"),
    ({"add": {"questions": [a_question("q", an_option("a", when={"see": ["dark"]}), "b", when={"see": ["flicker"]})]}}, "q › options › a › when: No answer"),
    ({"paths": menu({"when": {"see": []}}, {})}, "paths › p › variants › see= › when: “see” lists no option."),
    ({"alarms": [{"slug": "a", "title": "A", "summary": "A", "text": "A", "when": {"see": []}}]}, "a › when: “see” lists no option."),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), NEVER)
def test_condition_problems_tell_what_can_never_hold(changes: dict[str, Any], expected: str) -> None:
    """An impossible condition is told with its object, field and reason."""
    changes.setdefault("add", {}).setdefault("questions", []).append(DESK_ONLY)
    (problem,) = condition_problems(Index(make_document(**changes)))
    found = str(problem)
    assert problem.severity == "warning"
    assert expected in found
    assert found.endswith("So this can never hold. Change one of the conditions.")


def test_condition_problems_let_pass_what_an_unanswered_question_leaves_open() -> None:
    """A question that hides another hides it only by its answer."""
    step = a_step("s", when={"cable": ["long", "short"], "kind": ["desk", "ceiling"]})
    carrier = {**a_question("carrier"), "options_from": "carriers"}
    other = a_step("t", when={"carrier": ["one"]}, never_while=[{"see": ["dark"]}])
    assert messages(add={"questions": [DESK_ONLY, carrier], "steps": [step, other]}, carriers=[a_carrier("one")]) == []


def test_condition_problems_tell_variants_that_never_show() -> None:
    """A variant below a wider one is never chosen; the default may stand anywhere."""
    variants: tuple[dict[str, Any], ...] = (
        {},
        {"when": {"see": ["dark", "flicker"]}},
        {"when": {"kind": ["desk"], "see": ["dark"]}},
        {"when": {"kind": ["desk"]}},
    )
    assert messages(paths=menu(*variants)) == [
        (
            "paths.yaml › paths › p › variants › kind=desk&see=dark: "
            "A variant above it always fits first. Move this one up, or take it out."
        )
    ]


def test_condition_problems_tell_each_circle_once() -> None:
    """Questions that follow or hide each other, and steps that wait for each other, are told as one circle."""
    questions = [
        a_question("q1", "a", "b", follows="q2"),
        a_question("q2", "a", "b", follows="q3"),
        a_question("q3", "a", "b", follows="q1"),
        a_question("q4", "a", "b", follows="q1", when={"q5": ["a"]}),
        a_question("q5", an_option("a", when={"q4": ["a"], "see": ["dark"]}), "b"),
    ]
    steps = [
        a_step("s1", only_after=["s2", "turn-on"]),
        a_step("s2", only_after=["s1", "s1"]),
        a_step("s3", only_after=["s3"]),
    ]
    assert [found.split(": ", 1) for found in messages(add={"questions": questions, "steps": steps})] == [
        ["questions.yaml › q1 › follows", "These follow each other in a circle: q1 › q2 › q3 › q1. Take one of the links out."],
        ["questions.yaml › q4 › when", "These depend on each other by their conditions in a circle: q4 › q5 › q4. Take one of the links out."],
        ["steps.yaml › s1 › only_after", "These wait for each other in a circle: s1 › s2 › s1. Take one of the links out."],
        ["steps.yaml › s3 › only_after", "These wait for each other in a circle: s3 › s3. Take one of the links out."],
    ]  # fmt: skip
