"""Every name that stands for nothing is told, with its object and field."""

from typing import Any

import pytest

from diagnostics.content.document.index import Index
from diagnostics.content.document.references import broken_references, references
from tests.builders import a_carrier, a_cause, a_page, a_question, a_step, an_option, base_data, make_document


def broken(**changes: Any) -> list[tuple[str, str, str]]:
    """File, place and message of each broken reference of the small guide with these parts."""
    found = broken_references(Index(make_document(**changes)))
    return [(problem.file, problem.location, problem.message) for problem in found]


def case(**changes: Any) -> dict[str, list[Any]]:
    return {"cases": [{"slug": "c", "title": "C", "expect": {"first": ["turn-on"]}} | changes]}


FINDING = [a_question("status", "up", "down", finding="power")]
PLACES: list[tuple[dict[str, Any], str, str, str]] = [
    ({"urgent_page": "x"}, "guide.yaml", "urgent_page", "page “x”"),
    ({"prevention_page": "x"}, "guide.yaml", "prevention_page", "page “x”"),
    ({"comparisons": {"usual": ["x"]}}, "guide.yaml", "comparisons › usual", "step “x”"),
    ({"comparisons": {"by_option": {"x": []}}}, "guide.yaml", "comparisons › by_option", "option “x” of the question “What about see?”"),
    ({"comparisons": {"by_option": {"dark": ["x"]}}}, "guide.yaml", "comparisons › by_option › dark", "step “x”"),
    ({"add": {"causes": [a_cause("c", place="x")]}}, "causes.yaml", "c › place", "place “x”"),
    ({"add": {"causes": [a_cause("c", sources=["x"])]}}, "causes.yaml", "c › sources", "source “x”"),
    ({"add": {"questions": [a_question("q", "a", follows="x")]}}, "questions.yaml", "q › follows", "question “x”"),
    ({"add": {"questions": [a_question("q", "a", when={"x": ["y"]})]}}, "questions.yaml", "q › when", "question “x”"),
    ({"add": {"questions": [a_question("q", "a", when={"see": ["y"]})]}}, "questions.yaml", "q › when › see", "option “y”"),
    ({"add": {"questions": [a_question("q", an_option("a", when={"x": ["y"]}))]}}, "questions.yaml", "q › options › a › when", "question “x”"),
    ({"add": {"questions": [a_question("q", "a", signs={"x": {}})]}}, "questions.yaml", "q › signs › x", "cause “x”"),
    ({"add": {"questions": [a_question("q", "a", signs={"@x": {}})]}}, "questions.yaml", "q › signs › @x", "place “x”"),
    ({"add": {"questions": [a_question("q", "a", signs={"*": {"x": "for"}})]}}, "questions.yaml", "q › signs › *", "option “x”"),
    ({"add": {"steps": [a_step("s", when={"x": ["y"]})]}}, "steps.yaml", "s › when", "question “x”"),
    ({"add": {"steps": [a_step("s", only_after=["x"])]}}, "steps.yaml", "s › only_after", "step “x”"),
    ({"add": {"steps": [a_step("s", never_while=[{}, {"see": ["y"]}])]}}, "steps.yaml", "s › never_while › 2 › see", "option “y”"),
    ({"add": {"steps": [a_step("s", {"x": "always"})]}}, "steps.yaml", "s › remedies", "cause “x”"),
    ({"add": {"steps": [a_step("s", variants=[{"when": {"x": ["y"]}, "text": "t"}])]}}, "steps.yaml", "s › variants › x=y › when", "question “x”"),
    ({"add": {"steps": [a_step("s", sources=["x"])]}}, "steps.yaml", "s › sources", "source “x”"),
    ({"paths": [{"slug": "p", "name": "P", "variants": [{"when": {"x": ["y"]}, "menu": ["A"]}]}]}, "paths.yaml", "paths › p › variants › x=y › when", "question “x”"),
    ({"carriers": [a_carrier("c", sources=["x"])]}, "carriers.yaml", "c › sources", "source “x”"),
    ({"carriers": [a_carrier("c", facts=[{"text": "t", "sources": ["x"]}])]}, "carriers.yaml", "c › facts › 1 › sources", "source “x”"),
    ({"carriers": [a_carrier("c", notes={"x": "t"})]}, "carriers.yaml", "c › notes", "step “x”"),
    ({"alarms": [{"slug": "a", "title": "A", "summary": "A", "text": "A", "when": {"x": ["y"]}}]}, "alarms.yaml", "a › when", "question “x”"),
    ({"add": {"pages": [a_page("p", sources=["x"])]}}, "pages/p.md", "sources", "source “x”"),
    (case(answers={"x": "y"}), "cases.yaml", "c › answers", "question “x”"),
    (case(answers={"see": "y"}), "cases.yaml", "c › answers › see", "option “y”"),
    (case(tried=["x"]), "cases.yaml", "c › tried", "step “x”"),
    (case(cannot=["x"]), "cases.yaml", "c › cannot", "step “x”"),
    (case(findings={"x": "up"}), "cases.yaml", "c › findings", "finding “x”"),
    (case(findings={"power": "x"}) | {"add": {"questions": FINDING}}, "cases.yaml", "c › findings › power", "option “x” of the question “What about status?”"),
    *((case(expect={name: ["x"]}), "cases.yaml", f"c › expect › {name}", "step “x”") for name in ("first", "within_three", "never", "not_first")),
    (case(expect={"cause": "x"}), "cases.yaml", "c › expect › cause", "cause “x”"),
    (case(expect={"alarm": "x"}), "cases.yaml", "c › expect › alarm", "alarm “x”"),
    ({"intro": "[[x]]"}, "guide.yaml", "intro", "menu path “x”"),
    ({"urgent": "{{x}}"}, "guide.yaml", "urgent", "term “x”"),
    *(({"intro": f"[a]({kind}:x)"}, "guide.yaml", "intro", f"{kind} “x”") for kind in ("page", "step", "cause", "carrier")),
    ({"add": {"steps": [a_step("s", variants=[{"text": "[[x]]"}])]}}, "steps.yaml", "s › variants › default › text", "menu path “x”"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "file", "place", "named"), PLACES)
def test_broken_references_tell_object_and_field(changes: dict[str, Any], file: str, place: str, named: str) -> None:
    """One name that stands for nothing gives one problem, where it stands."""
    ((found_file, found_place, message),) = broken(**changes)
    assert (found_file, found_place) == (file, place)
    assert message.startswith(f"There is no {named}")


def test_the_small_guide_has_no_broken_reference() -> None:
    """Everything the small guide names is there, and it names something."""
    document = make_document()
    assert list(broken_references(Index(document))) == []
    assert len(list(references(document))) > 15


def test_broken_references_suggest_and_know_old_slugs() -> None:
    """A misspelt name gets a suggestion, an old one the new slug, in parts and in options."""
    old = a_cause("wire", aliases=["cable"])
    question = a_question(
        "q", an_option("yes", aliases=["yep"]), "no", when={"see": ["drk"]}, signs={"cable": {"yep": "for"}}
    )
    assert [message for _, _, message in broken(add={"causes": [old], "questions": [question]})] == [
        "There is no option “drk” of the question “What about see?”. Did you mean “dark”? Name one that exists, or take this out.",
        "The cause “cable” is called “wire” now. Write that.",
        "The option “yep” is called “yes” now. Write that.",
    ]


def test_links_of_texts_may_name_all_carriers() -> None:
    """The list of carriers, other addresses and lines without Markdown name nothing."""
    assert broken(intro="[a](carriers:) [b](https://a.b)", urgent="[x](page:nope)") == []


def test_references_of_carriers_as_options_hold() -> None:
    """A carrier may be named where its question's options may."""
    question = {**a_question("carrier"), "options_from": "carriers"}
    step = a_step("s", when={"carrier": ["one", "two"]})
    found = broken(add={"questions": [question], "steps": [step]}, carriers=[a_carrier("one")])
    assert [place for _, place, _ in found] == ["s › when › carrier"]


def test_lists_by_option_need_a_first_question() -> None:
    """Without a first question only its absence is told elsewhere, and the steps of the lists here."""
    questions = [question | {"asked": "by-value"} for question in base_data()["questions"]]
    lists = {"by_option": {"dark": ["turn-on", "x"]}}
    assert [place for _, place, _ in broken(questions=questions, comparisons=lists)] == [
        "comparisons › by_option › dark"
    ]
