"""What a guide must hold, each rule by its smallest breach."""

from typing import Any

import pytest

from diagnostics.content.checks.rules import rule_problems
from diagnostics.content.document.index import Index
from tests.builders import a_carrier, a_cause, a_page, a_question, a_step, an_option, base_data, make_document


def messages(**changes: Any) -> list[str]:
    return [str(problem) for problem in rule_problems(Index(make_document(**changes)))]


def without(part: str, slug: str) -> list[Any]:
    return [item for item in base_data()[part] if item["slug"] != slug]


def fed_question(slug: str, *services: list[str], finding: str | None = "f") -> Any:
    """A question that a status feed answers; its options are called 0, 1 …."""
    options = [an_option(str(number), text=str(number), services=names) for number, names in enumerate(services)]
    return a_question(slug, *options, finding=finding)


BREACHES: list[tuple[dict[str, Any], str]] = [
    ({"questions": [a_question("q", "a", "b")]}, "guide.yaml › questions: No question is asked first. Mark exactly one."),
    ({"add": {"questions": [a_question("q", "a", "b", asked="first")]}}, "guide.yaml › questions: More than one question is asked first: see, q."),
    ({"add": {"questions": [a_question(one, "a", "b", asked="second") for one in "pqrs"]}}, "guide.yaml › questions: More than four questions are asked second: kind, p, q, r, s."),
    ({"add": {"questions": [a_question("q", {"slug": "none", "text": "None"}, kind="several")]}}, "questions.yaml › q › options: “None of these” stands last by itself."),
    ({"add": {"questions": [a_question("q", kind="several")]}}, "questions.yaml › q › options: There is nothing to tick."),
    ({"add": {"questions": [a_question("q", "a", {"slug": "b", "text": "B", "means": {"q": ["a"]}})]}}, "questions.yaml › q › options › b › means: An answer does not answer its own question again."),
    ({"add": {"questions": [a_question("q", "a", {"slug": "b", "text": "B", "means": {"see": ["dark", "flicker"]}})]}}, "questions.yaml › q › options › b › means: Name one answer to each question."),
    ({"steps": without("steps", "electrician")}, "guide.yaml › steps: There is no escalation."),
    ({"causes": without("causes", "something-else")}, "guide.yaml › causes: No cause is the open one."),
    ({"add": {"causes": [a_cause("c", open=True)]}}, "guide.yaml › causes: More than one cause is the open one: something-else, c."),
    ({"add": {"causes": [a_cause("c")]}}, "causes.yaml › c: No step cures this cause."),
    ({"add": {"causes": [a_cause("c")], "steps": [a_step("s", {"c": "seldom"})]}}, "causes.yaml › c: Every step cures this cause “seldom”."),
    ({"add": {"questions": [a_question("q", "a", "b", signs={"something-else": {}})]}}, "questions.yaml › q › signs › something-else: The open cause answers like the average"),
    ({"add": {"questions": [a_question("q", "a")]}}, "questions.yaml › q › options: A question needs at least two options."),
    ({"add": {"questions": [a_question("q", "a", "b", options_from="carriers")]}, "carriers": [a_carrier("c"), a_carrier("d")]}, "questions.yaml › q › options: The options are the carriers"),
    ({"add": {"questions": [a_question("q", options_from="carriers")]}, "carriers": [a_carrier("c")]}, "questions.yaml › q › options_from: The options are the carriers, and there are fewer than two."),
    ({"add": {"questions": [fed_question("q", [], ["A"]), fed_question("r", [], ["B"])]}}, "questions.yaml › r › finding: The finding “f” answers “q” already."),
    ({"add": {"questions": [fed_question("q", [], [])]}}, "questions.yaml › q › finding: No answer names a service of the status feed"),
    ({"add": {"questions": [fed_question("q", ["A"], ["B"])]}}, "questions.yaml › q › finding: Every answer names services, so none says that nothing is reported."),
    ({"add": {"questions": [fed_question("q", [], ["A"], [])]}}, "questions.yaml › q › finding: Answers without services: 0, 2. The first is given"),
    ({"add": {"questions": [fed_question("q", [], ["A | B"], ["C | B"])]}}, "questions.yaml › q › options › 2 › services: The service “B” stands under “1” already"),
    ({"add": {"questions": [fed_question("q", [], ["A"], finding=None)]}}, "questions.yaml › q › options › 1 › services: Services answer only a question with a finding."),
    ({"questions": [a_question("q", "a", "b", asked="first", follows="r"), a_question("r", "a", "b")]}, "questions.yaml › q › follows: The first question is asked before any other."),
    ({"questions": [a_question("q", "a", "b", asked="first", when={"r": ["a"]}), a_question("r", "a", "b")]}, "questions.yaml › q › when: The first question is asked before any other."),
    ({"causes": [a_cause("o", open=True)], "questions": [a_question("q", "a", "b", asked="first")]}, "guide.yaml › causes: No other cause is listed."),
    ({"add": {"steps": [a_step("s", {"something-else": "always"})]}}, "steps.yaml › s › remedies: Nothing but an escalation cures the open cause."),
    ({"add": {"steps": [a_step("s")]}}, "steps.yaml › s › remedies: This step cures no cause"),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, kind="verdict", needs={"see": ["dark"]})]}}, "steps.yaml › s › unproven: A verdict must say what it does not prove."),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, kind="verdict", unproven="Nothing.")]}}, "steps.yaml › s › needs: It may be said to somebody who answered nothing of the kind."),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, kind="wait", waiting="day")]}}, "steps.yaml › s › until: A wait must say until when."),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, kind="wait", until="Until May.")]}}, "steps.yaml › s › waiting: Nobody can say"),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, kind="workaround")]}}, "steps.yaml › s › remedies: A workaround repairs nothing."),
    ({"add": {"steps": [a_step("s", kind="workaround", often_tried=True)]}}, "steps.yaml › s › often_tried: It is no repair and no wait"),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, disruption="costs-money")]}}, "steps.yaml › s › loses: The step costs money."),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, never_while=[{"see": ["dark"]}])]}}, "steps.yaml › s › never_because: The step is never done while something holds."),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, never_because="So.")]}}, "steps.yaml › s › never_because: Nothing says when the step must wait."),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, variants=[])]}}, "steps.yaml › s › variants: No variant is without a condition. Write exactly one"),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, variants=[{"text": "a"}, {"text": "b"}])]}}, "steps.yaml › s › variants: 2 variants are without a condition."),
    ({"paths": [{"slug": "p", "name": "P", "variants": [{"menu": []}]}]}, "paths.yaml › paths › p › variants: A menu path has no screens."),
    ({"add": {"causes": [a_cause("c", sources=[])], "steps": [a_step("s", {"c": "always"})]}}, "causes.yaml › c › sources: This cause has no source."),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, sources=[])]}}, "steps.yaml › s › sources: This step has no source."),
    ({"add": {"pages": [a_page("p", sources=[])]}}, "pages/p.md › sources: This page has no source."),
    ({"carriers": [a_carrier("c", sources=[])]}, "carriers.yaml › c › sources: This carrier has no source."),
    ({"carriers": [a_carrier("c", facts=[{"text": "t", "sources": []}])]}, "carriers.yaml › c › facts › 1: This fact has no source."),
    ({"alarms": [{"slug": "a", "title": "A", "summary": "A", "text": "A", "when": {}, "sources": ["manual"]}]}, "alarms.yaml › a › when: An alarm needs answers"),
    ({"add": {"steps": [a_step("s", {"bulb": "always"}, kind="verdict", unproven="Nothing.")]}}, "steps.yaml › s › needs: It may be said to somebody who answered nothing of the kind."),
    ({"carriers": [a_carrier("one"), a_carrier("two")], "add": {"questions": [a_question("q", kind="several", options_from="carriers")]}}, "questions.yaml › q › options_from: The carriers are one choice"),
]  # fmt: skip


def test_the_small_guide_keeps_every_rule() -> None:
    """Nothing is said about a guide that is whole."""
    assert messages() == []


@pytest.mark.parametrize(("changes", "expected"), BREACHES)
def test_rule_problems_tell_each_breach(changes: dict[str, Any], expected: str) -> None:
    """A breach gives one problem that names object and field."""
    (found,) = messages(**changes)
    assert found.startswith(expected)


def test_rule_problems_tell_a_guide_without_places() -> None:
    """A guide names at least one place."""
    assert messages(places=[])[0].startswith("guide.yaml › places: There is no place.")


def test_rule_problems_warn_of_a_row_for_an_empty_place() -> None:
    """A row for a place where no cause stands says nothing, and that is a warning."""
    places = [*base_data()["places"], {"slug": "moon", "name": "Moon", "short": "Moon"}]
    document = make_document(
        places=places, add={"questions": [a_question("q", "a", "b", signs={"@moon": {"a": "for"}})]}
    )
    (found,) = rule_problems(Index(document))
    assert (found.severity, found.location) == ("warning", "q › signs › @moon")


def test_workarounds_do_not_count_as_cures() -> None:
    """A cause that only a workaround names has no step."""
    added = {"causes": [a_cause("c")], "steps": [a_step("s", {"c": "always"}, kind="workaround")]}
    assert any("No step cures this cause" in found for found in messages(add=added))


def test_a_carrier_question_needs_no_options_of_its_own() -> None:
    carriers = [a_carrier("one"), a_carrier("two")]
    assert messages(add={"questions": [{**a_question("carrier"), "options_from": "carriers"}]}, carriers=carriers) == []


def test_rules_name_steps_without_instructions() -> None:
    """A repair whose instructions are still to be written is named; a verdict may say everything in its summary."""
    steps = [a_step("knock", variants=[{"text": ""}]), a_step("fine", kind="verdict", variants=[{"text": ""}])]
    found = [
        problem
        for problem in rule_problems(Index(make_document(add={"steps": steps})))
        if "no instr" in problem.message
    ]
    said = "steps.yaml › knock › variants › default › text: There are no instructions here. Write them."
    assert [(str(problem), problem.severity) for problem in found] == [(said, "error")]
